package org.opendcrc.demo;

import java.time.LocalDate;
import java.util.List;
import org.opendcrc.demo.DemoDealer.DemoStore;

/** Invents the customers' cars of a brand that does not exist. */
final class DemoCars {

    /** Of the maker in front of each VIN: L is China, the rest is invented as the brand is. */
    private static final String MAKER = "L0F";

    private static final int OLDEST_DAYS = 2500;
    private static final int WARRANTY_YEARS = 3;
    private static final int WARRANTY_KM = 100_000;

    /**
     * A model.
     *
     * @param described characters 4 to 8 of the VIN
     */
    record Model(String series, String name, String described, boolean electric) {}

    private static final List<Model> MODELS = List.of(
            new Model("X7", "X7 2.0T 四驱尊享版", "X7T4A", false),
            new Model("X7", "X7 2.0T 两驱豪华版", "X7T2B", false),
            new Model("S5", "S5 1.5T 舒适版", "S5T1A", false),
            new Model("S5", "S5 1.5T 豪华版", "S5T1C", false),
            new Model("M8", "M8 2.0T 七座商务版", "M8T7A", false),
            new Model("E6", "E6 610km 长续航版", "E6E61", true),
            new Model("E3", "E3 420km 城市版", "E3E42", true));
    private static final List<String> COLORS = List.of("珍珠白", "曜石黑", "星河银", "远山灰", "湖水蓝", "枫叶红");

    /** In a VIN, letters that are no digits in disguise. */
    private static final String PLANTS = "ABCDEFGHJKLMNPRSTUVWXYZ";

    private static final String PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String ELECTRIC_LETTERS = "DABCE";
    /** The letters of the province's cities, Hangzhou first; once its plates are given out, the next ones'. */
    private static final List<String> CITY_LETTERS = List.of("AAAAAAAAABDF", "CE", "GH", "JK", "L");
    /** GB 16735 leaves out I, O, Q, U, Z and 0; A is 2010. */
    private static final String MODEL_YEARS = "ABCDEFGHJKLMNPRSTVWXY123456789";

    private static final int FIRST_MODEL_YEAR = 2010;

    private static final int SERIALS = 1_000_000;
    private static final int GAP = 7;

    /** Five digits; or one letter at one of five places; or two letters at two of them. */
    private static final int ONE_LETTER = 5 * 24 * 10_000;

    private static final int TWO_LETTERS = 10 * 24 * 24 * 1000;
    private static final int[][] PAIRS = {{0, 1}, {0, 2}, {0, 3}, {0, 4}, {1, 2}, {1, 3}, {1, 4}, {2, 3}, {2, 4}, {3, 4}
    };
    private static final int ALL_DIGITS = 100_000;
    /** A letter of pure electric cars, a letter or digit, four digits. */
    private static final int ELECTRIC = ELECTRIC_LETTERS.length() * (PLATE_LETTERS.length() + 10) * 10_000;

    private final DemoWorld world;
    private final Pack ordinary;
    private final Pack electric;

    DemoCars(DemoWorld world) {
        this.world = world;
        this.ordinary = new Pack(world.seed(), 'n', ALL_DIGITS + ONE_LETTER + TWO_LETTERS);
        this.electric = new Pack(world.seed(), 'e', ELECTRIC);
    }

    /**
     * A car as its file has it. Where it stands on the odometer follows from its age, so that it never falls.
     *
     * @param owner the customer's number
     * @param delivered the day
     * @param unlucky whether repairs do not last and its owner is angry
     */
    record Car(
            int index,
            int owner,
            Model model,
            String color,
            int serial,
            DemoStore home,
            int delivered,
            int metresADay,
            boolean jd,
            boolean unlucky) {

        int kilometresOn(int day) {
            return Math.toIntExact(12 + (long) ageOn(day) * metresADay / 1000);
        }

        int ageOn(int day) {
            return day - delivered;
        }

        LocalDate warrantyUntil() {
            return LocalDate.ofEpochDay(delivered).plusYears(WARRANTY_YEARS);
        }

        static int warrantyKilometres() {
            return WARRANTY_KM;
        }

        boolean isUnderWarranty(int day) {
            return ageOn(day) < WARRANTY_YEARS * 365 && kilometresOn(day) < WARRANTY_KM;
        }

        String engineNo() {
            return (model.electric() ? "EM" : "LF20") + Digits.of(serial, 8);
        }

        String vin() {
            var year = LocalDate.ofEpochDay(delivered).getYear();
            var open = MAKER + model.described() + "0"
                    + MODEL_YEARS.charAt((year - FIRST_MODEL_YEAR) % MODEL_YEARS.length())
                    + PLANTS.charAt(serial / SERIALS) + Digits.of(serial % SERIALS, 6);
            return open.substring(0, 8) + checkDigit(open) + open.substring(9);
        }
    }

    Car car(int index) {
        var owner = world.ownerOf(index);
        var dice = world.dice('c', index);
        return new Car(
                index,
                owner,
                dice.of(MODELS),
                dice.of(COLORS),
                index * GAP + dice.below(GAP), // ascending with gaps, as if other dealers sold the others
                home(owner, dice),
                world.end() - dice.between(1, OLDEST_DAYS),
                dice.between(18_000, 70_000),
                dice.inThousand(30),
                dice.inThousand(6));
    }

    /** The few who come on the last day, however small the dealer is, come to both stores. */
    private DemoStore home(int owner, Dice dice) {
        var drawn =
                ofFurther(owner, dice.below(100) < DemoStore.CHENGXI.share() ? DemoStore.CHENGXI : DemoStore.BINJIANG);
        return switch (owner) {
            case 2, 3 -> DemoStore.CHENGXI;
            case 4, 5 -> DemoStore.BINJIANG;
            default -> drawn;
        };
    }

    /** In a dealer with more than two stores each has as many customers as the others. */
    private DemoStore ofFurther(int owner, DemoStore drawn) {
        var stores = world.stores();
        if (stores.size() == DemoDealer.FIRST_STORES.size()) {
            return drawn;
        }
        var place = world.dice('h', owner).below(stores.size());
        return place < DemoDealer.FIRST_STORES.size() ? drawn : stores.get(place);
    }

    /**
     * The ninth character by GB 16735, written down from the standard and not from the program's own reader, so that each can be held
     * against the other.
     */
    private static char checkDigit(String vin) {
        var sum = 0;
        for (var place = 1; place <= 17; place++) {
            var weight = place == 8 ? 10 : place == 9 ? 0 : place < 8 ? 9 - place : 19 - place;
            sum += weight * worth(vin.charAt(place - 1));
        }
        var rest = sum % 11;
        return rest == 10 ? 'X' : (char) ('0' + rest);
    }

    private static int worth(char letter) {
        return switch (letter) {
            case 'A', 'J' -> 1;
            case 'B', 'K', 'S' -> 2;
            case 'C', 'L', 'T' -> 3;
            case 'D', 'M', 'U' -> 4;
            case 'E', 'N', 'V' -> 5;
            case 'F', 'W' -> 6;
            case 'G', 'P', 'X' -> 7;
            case 'H', 'Y' -> 8;
            case 'R', 'Z' -> 9;
            default -> letter - '0';
        };
    }

    String plate(Car car) {
        var pack = car.model().electric() ? electric : ordinary;
        // No two cars of one city have the same place in the pack.
        var cities = CITY_LETTERS.get(car.index() / electric.cards());
        var city = world.dice('l', car.index()).of(cities);
        var card = pack.at(car.index() % electric.cards());
        return "浙" + city + (car.model().electric() ? electric(card) : ordinary(card));
    }

    /** Five characters, of which at most two are letters. */
    private static String ordinary(int card) {
        if (card < ALL_DIGITS) {
            return Digits.of(card, 5);
        }
        var rest = card - ALL_DIGITS;
        if (rest < ONE_LETTER) {
            var digits = new StringBuilder(Digits.of(rest % 10_000, 4));
            var letter = rest / 10_000;
            return digits.insert(letter / 24, PLATE_LETTERS.charAt(letter % 24)).toString();
        }
        rest -= ONE_LETTER;
        var digits = new StringBuilder(Digits.of(rest % 1000, 3));
        var letters = rest / 1000;
        var pair = PAIRS[letters / 576];
        return digits.insert(pair[0], PLATE_LETTERS.charAt(letters / 24 % 24))
                .insert(pair[1], PLATE_LETTERS.charAt(letters % 24))
                .toString();
    }

    private static String electric(int card) {
        var seconds = PLATE_LETTERS + "0123456789";
        var letters = card / 10_000;
        return "" + ELECTRIC_LETTERS.charAt(letters / seconds.length()) + seconds.charAt(letters % seconds.length())
                + Digits.of(card % 10_000, 4);
    }
}
