package org.opendcrc.appointments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.appointments.ArrivalRule.Result;
import org.opendcrc.appointments.DayOfArrivals.Expected;
import org.opendcrc.appointments.DayOfArrivals.Kept;
import org.opendcrc.appointments.DayOfArrivals.Opened;
import org.opendcrc.appointments.DayOfArrivals.Seen;

/** Handbook, Appointments, arrival. A quarter of an hour before and after, a quarter of an hour of pre-inspection. */
class WhoCameWhenSpec {

    static final ArrivalRule RULE = new ArrivalRule(Duration.ofMinutes(15), Duration.ofMinutes(15));

    private final List<Expected> expected = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();
    private final List<Opened> opened = new ArrayList<>();

    @Test
    void AP_7_the_gate_says_on_time_from_a_quarter_before_to_a_quarter_after() {
        for (var gate : List.of("08:45", "09:00", "09:15")) {
            assertThat(RULE.byGate(at("09:00"), at(gate))).as(gate).isEqualTo(Result.ON_TIME);
        }
        assertThat(RULE.byGate(at("09:00"), at("08:44"))).isEqualTo(Result.EARLY);
        assertThat(RULE.byGate(at("09:00"), at("09:16"))).isEqualTo(Result.LATE);
    }

    @Test
    void AP_8_AP_28_without_the_gate_the_order_says_on_time_from_the_appointment_to_half_an_hour_after() {
        for (var order : List.of("09:00", "09:15", "09:30")) {
            assertThat(RULE.bySystem(at("09:00"), at(order))).as(order).isEqualTo(Result.ON_TIME);
        }
        assertThat(RULE.bySystem(at("09:00"), at("08:59"))).isEqualTo(Result.EARLY);
        assertThat(RULE.bySystem(at("09:00"), at("09:31"))).isEqualTo(Result.LATE);
        var quick = new ArrivalRule(Duration.ofMinutes(10), Duration.ofMinutes(5));
        assertThat(quick.bySystem(at("09:00"), at("08:55"))).isEqualTo(Result.ON_TIME);
        assertThat(quick.bySystem(at("09:00"), at("08:54"))).isEqualTo(Result.EARLY);
        assertThat(quick.bySystem(at("09:00"), at("09:15"))).isEqualTo(Result.ON_TIME);
        assertThat(quick.bySystem(at("09:00"), at("09:16"))).isEqualTo(Result.LATE);
    }

    @Test
    void A24_seconds_are_cut() {
        assertThat(RULE.byGate(at("09:00"), at("09:15").plusSeconds(59))).isEqualTo(Result.ON_TIME);
        assertThat(RULE.byGate(at("09:00"), at("08:45").minusSeconds(1))).isEqualTo(Result.EARLY);
        assertThat(RULE.bySystem(at("09:00"), at("09:30").plusSeconds(59))).isEqualTo(Result.ON_TIME);
        assertThat(RULE.bySystem(at("09:00"), at("09:00").minusSeconds(1))).isEqualTo(Result.EARLY);
    }

    @Test
    void AP_9_the_gate_overrides_and_the_difference_is_kept() {
        var nine = expect("09:00", "P1");
        gate("09:10", "P1");
        order("09:40", "P1");
        var kept = kept(nine);
        assertThat(kept.result()).isEqualTo(Result.ON_TIME);
        assertThat(kept.byGate()).isTrue();
        assertThat(kept.apartMinutes()).contains(30);
        assertThat(kept.disagree()).isTrue();
    }

    @Test
    void AP_9_a_gate_that_is_late_overrides_an_order_that_is_on_time() {
        var nine = expect("09:00", "P1");
        gate("09:31", "P1");
        order("09:20", "P1");
        assertThat(kept(nine).result()).isEqualTo(Result.LATE);
        assertThat(kept(nine).offMinutes()).isEqualTo(31);
        assertThat(kept(nine).disagree()).isTrue();
        assertThat(outcome().visits()).hasSize(1);
    }

    @Test
    void AP_9_one_pre_inspection_apart_is_no_difference_and_up_to_a_quarter_more_neither() {
        var nine = expect("09:00", "P1");
        gate("08:45", "P1");
        order("09:15", "P1");
        assertThat(kept(nine).disagree()).isFalse();
        opened.clear();
        order("09:16", "P1");
        assertThat(kept(nine).disagree()).isTrue();
    }

    @Test
    void AP_10_a_late_car_is_served_and_a_walk_in_counts_as_a_visit_only() {
        var nine = expect("09:00", "P1");
        gate("09:31", "P1");
        order("10:00", "P2");
        var outcome = outcome();
        assertThat(outcome.kept()).containsOnlyKeys(nine);
        assertThat(outcome.visits()).hasSize(2);
        assertThat(outcome.visits().get(1).appointment()).isEmpty();
    }

    @Test
    void a_car_that_the_gate_alone_saw_is_no_visit() {
        gate("11:00", "P7");
        assertThat(outcome().visits()).isEmpty();
        assertThat(outcome().gateOnly()).hasSize(1);
    }

    @Test
    void two_appointments_of_one_plate_are_each_matched_once_in_the_order_of_time() {
        var morning = expect("09:00", "P1");
        var afternoon = expect("14:00", "P1");
        gate("09:05", "P1");
        assertThat(outcome().kept()).containsOnlyKeys(morning);
        gate("14:10", "P1");
        assertThat(kept(morning).offMinutes()).isEqualTo(5);
        assertThat(kept(afternoon).offMinutes()).isEqualTo(10);
        seen.removeFirst();
        assertThat(outcome().kept()).containsOnlyKeys(afternoon);
    }

    @Test
    void the_nearest_of_several_arrivals_is_the_appointments() {
        var nine = expect("09:00", "P1");
        gate("08:30", "P1");
        gate("09:02", "P1");
        gate("16:00", "P1");
        assertThat(kept(nine).offMinutes()).isEqualTo(2);
        assertThat(outcome().gateOnly()).hasSize(2);
    }

    @Test
    void the_guard_and_the_camera_see_one_arrival_within_five_minutes() {
        var nine = expect("09:00", "P1");
        gate("08:58", "P1");
        gate("09:03", "P1");
        assertThat(outcome().gateOnly()).isEmpty();
        assertThat(kept(nine).offMinutes()).isEqualTo(-2);
        gate("09:04", "P1");
        assertThat(outcome().gateOnly()).hasSize(1);
    }

    @Test
    void A11_orders_of_one_stay_are_one_visit() {
        order("09:00", "P1");
        order("11:00", "P1");
        assertThat(outcome().visits()).hasSize(1);
        opened.clear();
        numbered("09:00", "V-1", "P1");
        numbered("09:05", "V-2", "P1");
        numbered("11:00", "V-1", "P1");
        assertThat(outcome().visits()).hasSize(2);
    }

    @Test
    void A11_a_car_that_the_gate_saw_come_in_again_is_a_second_visit() {
        gate("08:55", "P1");
        order("09:10", "P1");
        order("15:10", "P1");
        assertThat(outcome().visits()).hasSize(1);
        gate("15:00", "P1");
        assertThat(outcome().visits()).hasSize(2);
    }

    @Test
    void a_gate_long_after_the_order_is_another_arrival() {
        var nine = expect("09:00", "P1");
        order("09:10", "P1");
        gate("11:10", "P1");
        assertThat(kept(nine).byGate()).isTrue();
        seen.clear();
        gate("11:11", "P1");
        assertThat(kept(nine).byGate()).isFalse();
        assertThat(kept(nine).result()).isEqualTo(Result.ON_TIME);
    }

    @Test
    void a_car_is_known_by_its_plate_or_by_itself() {
        var nine = expect("09:00", "P1", "V1");
        order("09:10", "P2", "V1");
        assertThat(outcome().kept()).containsOnlyKeys(nine);
        gate("08:59", "P2");
        assertThat(kept(nine).byGate()).isTrue();
    }

    @Test
    void what_is_known_by_nothing_is_matched_with_nothing() {
        expect("09:00");
        order("09:10");
        assertThat(outcome().kept()).isEmpty();
        assertThat(outcome().visits()).hasSize(1);
    }

    /**
     * An independent statement: of all ways to bring two rows of moments together without crossing, those with the most pairs, and of
     * these the least minutes in all. Found by trying every way.
     */
    @Test
    void as_many_pairs_as_can_be_and_of_those_the_nearest() {
        var chance = new Random(20260410);
        for (int round = 0; round < 2_000; round++) {
            var ones = moments(chance);
            var others = moments(chance);
            var pairs = InOrder.pairs(ones, others);
            assertThat(pairs).hasSize(Math.min(ones.size(), others.size()));
            for (int i = 1; i < pairs.size(); i++) {
                assertThat(pairs.get(i).one()).isGreaterThan(pairs.get(i - 1).one());
                assertThat(pairs.get(i).other()).isGreaterThan(pairs.get(i - 1).other());
            }
            assertThat(pairs.stream()
                            .mapToLong(it -> minutes(ones.get(it.one()), others.get(it.other())))
                            .sum())
                    .as("%s with %s", ones, others)
                    .isEqualTo(least(ones, others, 0, 0, pairs.size()));
        }
    }

    /** The least sum of minutes of so many pairs, from these places on; too much where there are not so many. */
    private static long least(List<Instant> ones, List<Instant> others, int i, int j, int pairs) {
        if (pairs == 0) {
            return 0;
        }
        if (i == ones.size() || j == others.size()) {
            return 1_000_000;
        }
        return Math.min(
                minutes(ones.get(i), others.get(j)) + least(ones, others, i + 1, j + 1, pairs - 1),
                Math.min(least(ones, others, i + 1, j, pairs), least(ones, others, i, j + 1, pairs)));
    }

    /**
     * Any day, whatever happens on it: each appointment is kept at most once and is one visit; each order and each look of the gate
     * serves one visit at most; on time is what the handbook's window says of the clock that decides.
     */
    @Test
    void AP_7_AP_8_AP_9_any_day_keeps_the_handbook() {
        var chance = new Random(7);
        for (int round = 0; round < 1_000; round++) {
            expected.clear();
            seen.clear();
            opened.clear();
            for (int i = chance.nextInt(6); i > 0; i--) {
                expect(anyTime(chance), "P" + chance.nextInt(3));
            }
            for (int i = chance.nextInt(6); i > 0; i--) {
                gate(anyTime(chance), "P" + chance.nextInt(3));
            }
            for (int i = chance.nextInt(6); i > 0; i--) {
                order(anyTime(chance), "P" + chance.nextInt(3));
            }
            var outcome = outcome();
            assertThat(outcome.visits().stream().flatMap(it -> it.appointment().stream()))
                    .containsExactlyInAnyOrderElementsOf(outcome.kept().keySet());
            assertThat(outcome.visits().stream().flatMap(it -> it.order().stream()))
                    .doesNotHaveDuplicates();
            assertThat(outcome.visits().stream().flatMap(it -> it.gate().stream()))
                    .doesNotHaveDuplicates();
            for (var it : outcome.kept().values()) {
                int start = minuteOf(expected.stream()
                        .filter(e -> e.appointment().equals(it.appointment()))
                        .findFirst()
                        .orElseThrow()
                        .startsAt());
                boolean onTime = it.gate()
                        .map(gate -> minuteOf(gate) >= start - 15 && minuteOf(gate) <= start + 15)
                        .orElseGet(() -> minuteOf(it.system().orElseThrow()) >= start
                                && minuteOf(it.system().orElseThrow()) <= start + 30);
                assertThat(it.result() == Result.ON_TIME).isEqualTo(onTime);
            }
        }
    }

    private static int minuteOf(Instant moment) {
        var local = moment.atZone(ZoneId.of("Asia/Shanghai")).toLocalTime();
        return local.getHour() * 60 + local.getMinute();
    }

    private static String anyTime(Random chance) {
        return "%02d:%02d".formatted(8 + chance.nextInt(9), chance.nextInt(60));
    }

    private static List<Instant> moments(Random chance) {
        return chance.ints(chance.nextInt(6), 0, 600)
                .sorted()
                .mapToObj(it -> at("08:00").plusSeconds(it * 60L))
                .toList();
    }

    private static long minutes(Instant one, Instant other) {
        return Duration.between(one, other).abs().toMinutes();
    }

    private UUID expect(String start, String... marks) {
        var id = new UUID(1, expected.size());
        expected.add(new Expected(id, at(start), Set.of(marks)));
        return id;
    }

    private void gate(String time, String... marks) {
        seen.add(new Seen(new UUID(2, seen.size()), at(time), Set.of(marks)));
    }

    private void order(String time, String... marks) {
        opened.add(new Opened(new UUID(3, opened.size()), at(time), Optional.empty(), Set.of(marks)));
    }

    private void numbered(String time, String visit, String... marks) {
        opened.add(new Opened(new UUID(3, opened.size()), at(time), Optional.of(visit), Set.of(marks)));
    }

    private DayOfArrivals.Outcome outcome() {
        return new DayOfArrivals(RULE, expected, seen, opened).outcome();
    }

    private Kept kept(UUID appointment) {
        return Optional.ofNullable(outcome().kept().get(appointment)).orElseThrow();
    }

    private static Instant at(String time) {
        return LocalDate.of(2026, 4, 10)
                .atTime(LocalTime.parse(time))
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toInstant();
    }
}
