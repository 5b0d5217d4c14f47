package org.opendcrc.appointments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.appointments.Booking.Accepted;

/**
 * Any sequence of bookings, moves and cancellations, against the handbook's rules written down a second time in whole minutes on a
 * sheet of squared paper: this test shares no rule, no record and no arithmetic with the program. Each seed is a day; a failure names it.
 */
class AnySequenceOfBookingsSpec {

    private static final int DAYS = 200;
    private static final int WISHES = 120;
    private static final int OPENS = 8 * 60 + 30;
    private static final int LAST = 17 * 60;

    /** A line of the sheet. */
    private static final class Line {
        final UUID id = UUID.randomUUID();
        final int advisor;
        final int bay;
        final int minute;
        final boolean between;
        /** Whether it took a place of the campaign. */
        final boolean campaign;

        Line(int advisor, int bay, int minute, boolean between, boolean campaign) {
            this.advisor = advisor;
            this.bay = bay;
            this.minute = minute;
            this.between = between;
            this.campaign = campaign;
        }
    }

    /** What the sheet says to a wish. */
    private enum Word {
        NO,
        REGULAR,
        BETWEEN
    }

    /** @param campaign whether the car wants a place of the campaign, of which there are {@code places} that day */
    private static Word say(
            List<Line> sheet,
            int nowSeconds,
            int advisor,
            int bay,
            int minute,
            boolean campaign,
            int places,
            boolean part) {
        if (!part || (campaign && sheet.stream().filter(it -> it.campaign).count() >= places)) {
            return Word.NO;
        }
        if (minute < OPENS || minute > LAST || minute * 60 - nowSeconds < 3600) {
            return Word.NO;
        }
        int atBay = 0;
        boolean quarterBefore = false;
        boolean quarterAfter = false;
        boolean nearRegular = false;
        for (var line : sheet) {
            if (line.bay == bay && line.minute == minute) {
                atBay++;
            }
            if (line.advisor != advisor) {
                continue;
            }
            int apart = line.minute - minute;
            if (apart == 0 || (line.between && apart > -15 && apart < 15)) {
                return Word.NO;
            }
            if (!line.between) {
                nearRegular |= apart > -30 && apart < 30;
                quarterBefore |= apart == -15;
                quarterAfter |= apart == 15;
            }
        }
        if (atBay >= 2) {
            return Word.NO;
        }
        if (!nearRegular) {
            return Word.REGULAR;
        }
        return quarterBefore && quarterAfter ? Word.BETWEEN : Word.NO;
    }

    /** AP-3 … AP-6 as they must hold of every sheet, whatever led to it. */
    private static void check(List<Line> sheet, int places, String seed) {
        if (sheet.stream().filter(it -> it.campaign).count() > places) {
            throw new AssertionError("%s AP-25: more than %d cars of the campaign".formatted(seed, places));
        }
        for (int i = 0; i < sheet.size(); i++) {
            var one = sheet.get(i);
            int company = 0;
            for (int j = 0; j < sheet.size(); j++) {
                var other = sheet.get(j);
                if (other.bay == one.bay && other.minute == one.minute) {
                    company++;
                }
                if (i == j || other.advisor != one.advisor) {
                    continue;
                }
                int apart = Math.abs(other.minute - one.minute);
                if (apart < (one.between || other.between ? 15 : 30)) {
                    throw new AssertionError(
                            "%s AP-3, AP-5, AP-6: %d and %d".formatted(seed, one.minute, other.minute));
                }
            }
            if (company > 2) {
                throw new AssertionError("%s AP-4: %d cars at %d".formatted(seed, company, one.minute));
            }
        }
    }

    @Test
    void AP_3_AP_4_AP_5_AP_6_AP_25_any_sequence_of_bookings_moves_and_cancellations_keeps_the_rules() {
        int regular = 0;
        int between = 0;
        int refused = 0;
        for (int seed = 0; seed < DAYS; seed++) {
            var dice = new Random(seed);
            var sheet = new ArrayList<Line>();
            var advisors = ids(10, 1 + dice.nextInt(4));
            var bays = ids(20, 1 + dice.nextInt(2));
            int nowSeconds = (6 * 60 + dice.nextInt(240)) * 60 + dice.nextInt(60);
            int grid = List.of(15, 15, 5, 1).get(dice.nextInt(4));
            int from = OPENS - 15 + grid * dice.nextInt(20);
            int width = 60 + dice.nextInt(LAST - OPENS);
            int places = 1 + dice.nextInt(6);
            for (int step = 0; step < WISHES; step++) {
                var name = "seed %d step %d".formatted(seed, step);
                int chance = dice.nextInt(10);
                if (chance == 0 && !sheet.isEmpty()) {
                    sheet.remove(dice.nextInt(sheet.size()));
                } else {
                    var moved = chance <= 2 && !sheet.isEmpty() ? sheet.get(dice.nextInt(sheet.size())) : null;
                    var rest = new ArrayList<>(sheet);
                    rest.remove(moved);
                    int minute = from + grid * dice.nextInt(width / grid);
                    int advisor = dice.nextInt(advisors.size());
                    int bay = dice.nextInt(bays.size());
                    boolean campaign = moved == null ? dice.nextInt(6) == 0 : moved.campaign;
                    boolean part = dice.nextInt(20) != 0;
                    var word = say(rest, nowSeconds, advisor, bay, minute, campaign, places, part);
                    var book = bookOf(sheet, advisors, bays);
                    var answer = (moved == null ? book : book.without(moved.id))
                            .book(
                                    new Wish(
                                            LocalTime.of(minute / 60, minute % 60),
                                            Optional.of(advisors.get(advisor)),
                                            Optional.of(bays.get(bay)),
                                            Set.of(),
                                            terms(rest, campaign, places, part)),
                                    moment(nowSeconds));
                    if (answer instanceof Accepted != (word != Word.NO)) {
                        throw new AssertionError("%s: %d for advisor %d in bay %d: the sheet says %s, the book %s"
                                .formatted(name, minute, advisor, bay, word, answer));
                    }
                    if (answer instanceof Accepted(var place)) {
                        assertThat(place.insertion()).as(name).isEqualTo(word == Word.BETWEEN);
                        sheet.remove(moved);
                        sheet.add(new Line(advisor, bay, minute, place.insertion(), campaign));
                        regular += place.insertion() ? 0 : 1;
                        between += place.insertion() ? 1 : 0;
                    } else {
                        refused++;
                    }
                }
                check(sheet, places, name);
                nowSeconds += dice.nextInt(40);
            }
        }
        assertThat(List.of(regular, between, refused))
                .as("all three answers were tried often")
                .allMatch(it -> it > 300);
    }

    /** What the jobs of the car ask, as the desk would read it. */
    private static JobTerms terms(List<Line> others, boolean campaign, int places, boolean part) {
        var taken = (int) others.stream().filter(it -> it.campaign).count();
        return new JobTerms(
                part
                        ? List.of(new JobTerms.ShortPart("滤芯", Optional.of(Books.FRIDAY)))
                        : List.of(new JobTerms.ShortPart("滤芯", Optional.of(Books.FRIDAY.plusDays(1)))),
                campaign
                        ? List.of(new JobTerms.CampaignDays(
                                "春检",
                                Books.FRIDAY,
                                Books.FRIDAY,
                                Optional.empty(),
                                Optional.empty(),
                                places,
                                Map.of(Books.FRIDAY, taken)))
                        : List.of(),
                Optional.empty());
    }

    private static AppointmentBook bookOf(List<Line> sheet, List<UUID> advisors, List<UUID> bays) {
        return Books.book(
                Books.FRIDAY,
                ArrivalCurve.unknown(),
                advisors,
                bays,
                sheet.stream()
                        .map(it -> new Taken(
                                it.id,
                                new Place(
                                        LocalTime.of(it.minute / 60, it.minute % 60),
                                        advisors.get(it.advisor),
                                        bays.get(it.bay),
                                        it.between)))
                        .toArray(Taken[]::new));
    }

    private static List<UUID> ids(int family, int count) {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) {
            ids.add(new UUID(family, i));
        }
        return ids;
    }

    private static Instant moment(int secondsOfTheDay) {
        return Instant.parse("2026-04-09T16:00:00Z").plusSeconds(secondsOfTheDay);
    }
}
