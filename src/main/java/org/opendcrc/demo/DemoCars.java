package org.opendcrc.demo;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.opendcrc.demo.DemoDealer.DemoStore;
import org.opendcrc.demo.DemoOwners.Owner;

/** Invents the customers' cars of a brand that does not exist. */
final class DemoCars {

    /** Of the maker in front of each VIN: L is China, the rest is invented as the brand is. */
    private static final String MAKER = "L0F";

    private static final int OLDEST_DAYS = 2500;
    private static final int YOUNGEST_DAYS = 100;
    private static final int WARRANTY_YEARS = 3;
    private static final int WARRANTY_KM = 100_000;

    /**
     * A model.
     *
     * @param described characters 4 to 8 of the VIN
     */
    private record Model(String series, String name, String described, boolean electric) {}

    private static final List<Model> MODELS = List.of(
            new Model("X7", "X7 2.0T 四驱尊享版", "X7T4A", false),
            new Model("X7", "X7 2.0T 两驱豪华版", "X7T2B", false),
            new Model("S5", "S5 1.5T 舒适版", "S5T1A", false),
            new Model("S5", "S5 1.5T 豪华版", "S5T1C", false),
            new Model("M8", "M8 2.0T 七座商务版", "M8T7A", false),
            new Model("E6", "E6 610km 长续航版", "E6E61", true),
            new Model("E3", "E3 420km 城市版", "E3E42", true));
    private static final List<String> COLORS = List.of("珍珠白", "曜石黑", "星河银", "远山灰", "湖水蓝", "枫叶红");

    private static final String PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String ELECTRIC_LETTERS = "DABCE";
    /** GB 16735 leaves out I, O, Q, U, Z and 0; A is 2010. */
    private static final String MODEL_YEARS = "ABCDEFGHJKLMNPRSTVWXY123456789";

    private static final int FIRST_MODEL_YEAR = 2010;

    private final Dice dice;
    private final LocalDate anchorDay;
    private final Set<String> plates = new HashSet<>();
    private final List<Car> cars = new ArrayList<>();

    private DemoCars(Dice dice, LocalDate anchorDay) {
        this.dice = dice;
        this.anchorDay = anchorDay;
    }

    /** A car as its file has it. Where it stands on the odometer follows from its age, so that it never falls. */
    record Car(
            int index,
            String vin,
            String plate,
            String series,
            String model,
            String color,
            String engineNo,
            Owner owner,
            DemoStore home,
            LocalDate delivered,
            int metresADay,
            boolean jd) {

        int kilometresOn(LocalDate day) {
            return Math.toIntExact(12 + ageOn(day) * metresADay / 1000);
        }

        long ageOn(LocalDate day) {
            return ChronoUnit.DAYS.between(delivered, day);
        }

        LocalDate warrantyUntil() {
            return delivered.plusYears(WARRANTY_YEARS);
        }

        static int warrantyKilometres() {
            return WARRANTY_KM;
        }

        boolean isUnderWarranty(LocalDate day) {
            return day.isBefore(warrantyUntil()) && kilometresOn(day) < WARRANTY_KM;
        }
    }

    static List<Car> invent(Dice dice, List<Owner> owners, LocalDate anchorDay) {
        var all = new DemoCars(dice, anchorDay);
        owners.forEach(all::addCarsOf);
        return all.cars;
    }

    private void addCarsOf(Owner owner) {
        var number = owner.number() == 1 ? 2 : owner.firm() ? dice.between(1, 3) : dice.inThousand(60) ? 2 : 1;
        for (var i = 0; i < number; i++) {
            addOne(owner);
        }
    }

    private void addOne(Owner owner) {
        var model = dice.of(MODELS);
        var delivered = anchorDay.minusDays(dice.between(YOUNGEST_DAYS, OLDEST_DAYS));
        var index = cars.size();
        cars.add(new Car(
                index,
                vin(model, delivered.getYear(), index),
                plate(model),
                model.series(),
                model.name(),
                dice.of(COLORS),
                (model.electric() ? "EM" : "LF20") + Digits.of(index * 7L + dice.below(7), 7),
                owner,
                dice.below(100) < DemoStore.CHENGXI.share() ? DemoStore.CHENGXI : DemoStore.BINJIANG,
                delivered,
                dice.between(18_000, 70_000),
                dice.inThousand(30)));
    }

    private String vin(Model model, int year, int index) {
        var serial = index * 7L + dice.below(7); // ascending with gaps, as if other dealers sold the others
        var years = MODEL_YEARS.length();
        var open = MAKER + model.described() + "0" + MODEL_YEARS.charAt((year - FIRST_MODEL_YEAR) % years)
                + "ABCDEFGH".charAt(Math.toIntExact(serial / 1_000_000 % 8)) + Digits.of(serial % 1_000_000, 6);
        return open.substring(0, 8) + checkDigit(open) + open.substring(9);
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

    private String plate(Model model) {
        var plate = model.electric() ? electricPlate() : ordinaryPlate();
        while (!plates.add(plate)) {
            plate = model.electric() ? electricPlate() : ordinaryPlate();
        }
        return plate;
    }

    /** Five characters, of which at most two are letters. */
    private String ordinaryPlate() {
        var characters = new StringBuilder(Digits.of(dice.below(100_000), 5));
        for (var letters = dice.below(3); letters > 0; letters--) {
            characters.setCharAt(dice.below(5), letter(PLATE_LETTERS));
        }
        return "浙A" + characters;
    }

    /** A letter of pure electric cars, a letter or digit, four digits. */
    private String electricPlate() {
        var second = dice.inThousand(300) ? letter(PLATE_LETTERS) : letter("0123456789");
        return "浙A" + letter(ELECTRIC_LETTERS) + second + Digits.of(dice.below(10_000), 4);
    }

    private char letter(String all) {
        return all.charAt(dice.below(all.length()));
    }
}
