package org.opendcrc.guarantees;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.calendar.StateDays;
import org.opendcrc.guarantees.CarCount.Planned;

/** The figures of the three guarantees, each limit from both sides. */
class GuaranteeCountSpec {

    private static final ZoneId HANGZHOU = ZoneId.of("Asia/Shanghai");
    private static final UUID CAR = UUID.randomUUID();
    private static final UUID STORE = UUID.randomUUID();
    private static final LocalDate DELIVERED = LocalDate.of(2026, 1, 15);
    private static final Optional<Periods> PERIODS =
            Periods.of(Optional.empty(), Optional.of(DELIVERED), Optional.empty(), OptionalInt.empty());

    private final Instant from = at("2026-03-02T09:00");

    @Test
    void every_started_24_hours_is_a_day_and_a_full_one_is_not_two() {
        assertThat(days(Duration.ZERO)).isZero();
        assertThat(days(Duration.ofNanos(1_000))).isEqualTo(1);
        assertThat(days(Duration.ofHours(24))).isEqualTo(1);
        assertThat(days(Duration.ofHours(24).plusNanos(1_000))).isEqualTo(2);
        assertThat(days(Duration.ofDays(5))).isEqualTo(5);
        assertThat(days(Duration.ofDays(5).plusMinutes(1))).isEqualTo(6);
    }

    @Test
    void transport_of_special_parts_and_the_way_of_a_rescue_are_not_counted() {
        var to = from.plus(Duration.ofHours(49));
        assertThat(GuaranteeLaw.days(from, to, ZERO)).isEqualTo(3);
        assertThat(GuaranteeLaw.days(from, to, Duration.ofHours(1))).isEqualTo(2);
        assertThat(GuaranteeLaw.days(from, to, Duration.ofHours(50))).isZero();
    }

    @Test
    void thirty_days_are_borne_and_one_minute_more_gives_the_right() {
        var first = repaired(from, from.plus(Duration.ofDays(25)));
        var later = from.plus(Duration.ofDays(40));
        var enough = count(first, repaired(later, later.plus(Duration.ofDays(5))));
        assertThat(enough.days(later)).isEqualTo(30);
        assertThat(enough.grounds(later)).isEmpty();
        var over = count(first, repaired(later, later.plus(Duration.ofDays(5)).plusSeconds(60)));
        assertThat(over.days(later)).isEqualTo(31);
        assertThat(over.grounds(later)).containsExactly(Ground.DAYS);
    }

    @Test
    void the_fourth_repair_of_one_problem_is_borne_and_the_fifth_gives_the_right() {
        var gearbox = problem(Problem.Nature.ORDINARY);
        assertThat(count(List.of(gearbox), times(4, gearbox)).grounds(from)).isEmpty();
        assertThat(count(List.of(gearbox), times(5, gearbox)).grounds(from)).containsExactly(Ground.REPAIRS);
        var other = problem(Problem.Nature.ORDINARY);
        var mixed = new ArrayList<>(Arrays.asList(times(4, gearbox)));
        mixed.addAll(Arrays.asList(times(4, other)));
        assertThat(count(List.of(gearbox, other), mixed.toArray(Repair[]::new)).grounds(from))
                .as("eight repairs, but four of each")
                .isEmpty();
    }

    @Test
    void a_grave_safety_defect_gives_the_right_with_the_second_repair() {
        var brake = problem(Problem.Nature.SAFETY);
        assertThat(count(List.of(brake), times(1, brake)).grounds(from)).isEmpty();
        assertThat(count(List.of(brake), times(2, brake)).grounds(from)).containsExactly(Ground.SAFETY);
        var part = problem(Problem.Nature.MAIN_PART);
        assertThat(count(List.of(part), times(1, part)).grounds(from)).isEmpty();
        assertThat(count(List.of(part), times(2, part)).grounds(from)).containsExactly(Ground.MAIN_PART);
    }

    @Test
    void within_seven_and_sixty_days_an_assembly_and_a_safety_defect_give_rights_at_once() {
        var gearbox = problem(Problem.Nature.ASSEMBLY);
        assertThat(count(List.of(gearbox), of(gearbox, "2026-01-22T23:59", 10)).grounds(from))
                .containsExactly(Ground.FIRST_WEEK);
        assertThat(count(List.of(gearbox), of(gearbox, "2026-01-23T00:00", 10)).grounds(from))
                .containsExactly(Ground.EARLY_ASSEMBLY);
        assertThat(count(List.of(gearbox), of(gearbox, "2026-03-16T23:59", 3_000))
                        .grounds(from))
                .containsExactly(Ground.EARLY_ASSEMBLY);
        assertThat(count(List.of(gearbox), of(gearbox, "2026-03-17T00:00", 10)).grounds(from))
                .isEmpty();
        assertThat(count(List.of(gearbox), of(gearbox, "2026-03-16T23:59", 3_001))
                        .grounds(from))
                .isEmpty();
        var brake = problem(Problem.Nature.SAFETY);
        assertThat(count(List.of(brake), of(brake, "2026-03-16T12:00", 2_999)).grounds(from))
                .containsExactly(Ground.EARLY_SAFETY);
        assertThat(count(List.of(brake), of(brake, "2026-03-17T12:00", 2_999)).grounds(from))
                .isEmpty();
    }

    @Test
    void two_years_and_fifty_thousand_kilometres_end_what_counts() {
        assertThat(counts("2028-01-15T23:59", 50_000, true)).isTrue();
        assertThat(counts("2028-01-16T00:00", 50_000, true)).isFalse();
        assertThat(counts("2028-01-15T23:59", 50_001, true)).isFalse();
        assertThat(counts("2026-05-01T10:00", 10, false))
                .as("no defect of the product")
                .isFalse();
    }

    @Test
    void it_is_counted_from_delivery_where_that_differs_from_the_invoice() {
        var invoiced = LocalDate.of(2026, 1, 3);
        assertThat(Periods.of(Optional.of(invoiced), Optional.of(DELIVERED), Optional.empty(), OptionalInt.empty())
                        .orElseThrow()
                        .from())
                .isEqualTo(DELIVERED);
        assertThat(Periods.of(Optional.of(invoiced), Optional.empty(), Optional.empty(), OptionalInt.empty())
                        .orElseThrow()
                        .guaranteedUntil())
                .isEqualTo(LocalDate.of(2028, 1, 3));
        assertThat(Periods.of(Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty()))
                .isEmpty();
    }

    @Test
    void the_warranty_is_the_laws_or_a_better_one_of_the_cars_papers() {
        assertThat(PERIODS.orElseThrow().warrantyUntil()).isEqualTo(LocalDate.of(2029, 1, 15));
        assertThat(warranty(LocalDate.of(2028, 1, 15), 40_000))
                .as("an old policy of two years does not bind the customer")
                .isEqualTo("2029-01-15 60000");
        assertThat(warranty(LocalDate.of(2031, 1, 15), 150_000)).isEqualTo("2031-01-15 150000");
    }

    @Test
    void a_substitute_is_owed_when_the_sixth_day_begins_and_announced_when_the_fifth_does() {
        var running = count(repair(from, Optional.empty(), true, OptionalInt.empty(), Set.of()));
        assertThat(running.alarms())
                .filteredOn(it -> it.kind() == AlarmKind.SUBSTITUTE_SOON || it.kind() == AlarmKind.SUBSTITUTE_OWED)
                .extracting(Planned::dueAt)
                .containsExactly(
                        from.plus(Duration.ofDays(4)).plusNanos(1_000),
                        from.plus(Duration.ofDays(5)).plusNanos(1_000));
        assertThat(kinds(count(repaired(from, from.plus(Duration.ofDays(5))))))
                .containsExactly(AlarmKind.SUBSTITUTE_SOON);
        assertThat(kinds(count(repaired(from, from.plus(Duration.ofDays(5)).plusSeconds(1)))))
                .containsExactly(AlarmKind.SUBSTITUTE_SOON, AlarmKind.SUBSTITUTE_OWED);
        assertThat(kinds(count(repaired(from, from.plus(Duration.ofDays(4)))))).isEmpty();
    }

    @Test
    void the_alarms_of_days_come_in_the_repair_in_which_they_are_reached() {
        var second = from.plus(Duration.ofDays(60));
        var count = count(
                repaired(from, from.plus(Duration.ofDays(19))),
                repair(second, Optional.empty(), true, OptionalInt.empty(), Set.of()));
        assertThat(count.alarms())
                .filteredOn(it -> it.kind() == AlarmKind.DAYS_SOON)
                .extracting(Planned::dueAt)
                .as("the twentieth day begins with the second repair")
                .containsExactly(second.plusNanos(1_000));
        assertThat(count.alarms())
                .filteredOn(it -> it.kind() == AlarmKind.DAYS_OVER)
                .extracting(Planned::dueAt)
                .as("the thirty-first is its twelfth")
                .containsExactly(second.plus(Duration.ofDays(11)).plusNanos(1_000));
        assertThat(count.days(second.plus(Duration.ofDays(11)))).isEqualTo(30);
        assertThat(count.days(second.plus(Duration.ofDays(11)).plusNanos(1_000)))
                .isEqualTo(31);
    }

    @Test
    void somebody_is_called_with_the_third_repair_and_with_the_fifth() {
        var gearbox = problem(Problem.Nature.ORDINARY);
        assertThat(kinds(count(List.of(gearbox), times(2, gearbox)))).isEmpty();
        assertThat(kinds(count(List.of(gearbox), times(3, gearbox)))).containsExactly(AlarmKind.REPAIRS_SOON);
        assertThat(kinds(count(List.of(gearbox), times(5, gearbox))))
                .containsExactly(AlarmKind.REPAIRS_SOON, AlarmKind.REPAIRS_OVER);
    }

    @Test
    void working_days_are_the_states_with_its_make_up_days() {
        var days = new WorkingDays(StateDays.fromClassPath());
        var beforeNationalDay = LocalDate.of(2026, 9, 30);
        assertThat(days.nth(beforeNationalDay, 1)).as("1 to 7 October rest").isEqualTo("2026-10-08");
        assertThat(days.nth(beforeNationalDay, 3))
                .as("Saturday 10 October works")
                .isEqualTo("2026-10-10");
        assertThat(days.nth(beforeNationalDay, 4)).isEqualTo("2026-10-12");
        assertThat(days.nth(beforeNationalDay, GuaranteeLaw.ANSWER_DAYS)).isEqualTo("2026-10-20");
        assertThat(days.nth(beforeNationalDay, GuaranteeLaw.DONE_DAYS)).isEqualTo("2026-11-03");
        assertThat(days.nth(LocalDate.of(2026, 11, 2), 10))
                .as("without a holiday")
                .isEqualTo("2026-11-16");
        assertThat(days.endOfNth(LocalDate.of(2026, 11, 2), 10, HANGZHOU)).isEqualTo(at("2026-11-17T00:00"));
    }

    @Test
    void the_compensation_is_price_times_thousands_of_kilometres_times_the_factor() {
        assertThat(GuaranteeLaw.compensationFen(15_980_000, 12_345, 50)).isEqualTo(986_366);
        assertThat(GuaranteeLaw.compensationFen(20_000_000, 10_000, 50)).isEqualTo(1_000_000);
        assertThat(GuaranteeLaw.compensationFen(20_000_000, 10_000, 30)).isEqualTo(600_000);
        assertThat(GuaranteeLaw.compensationFen(20_000_000, 0, 50)).isZero();
        assertThatThrownBy(() -> GuaranteeLaw.compensationFen(20_000_000, 10_000, 51))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private int days(Duration length) {
        return GuaranteeLaw.days(from, from.plus(length), ZERO);
    }

    private boolean counts(String day, int km, boolean quality) {
        var it = repair(at(day), Optional.of(at(day)), quality, OptionalInt.of(km), Set.of());
        return count(it).counts(it);
    }

    private static String warranty(LocalDate until, int km) {
        var it = Periods.of(Optional.empty(), Optional.of(DELIVERED), Optional.of(until), OptionalInt.of(km))
                .orElseThrow();
        return it.warrantyUntil() + " " + it.warrantyKm();
    }

    private static List<AlarmKind> kinds(CarCount count) {
        return count.alarms().stream().map(Planned::kind).toList();
    }

    private static CarCount count(Repair... repairs) {
        return count(List.of(), repairs);
    }

    private static CarCount count(List<Problem> problems, Repair... repairs) {
        return new CarCount(CAR, PERIODS, List.of(repairs), problems);
    }

    private static Problem problem(Problem.Nature nature) {
        return new Problem(UUID.randomUUID(), nature.name(), nature);
    }

    /** So many repairs of an hour each, well after the first sixty days. */
    private static Repair[] times(int n, Problem problem) {
        var repairs = new Repair[n];
        for (int i = 0; i < n; i++) {
            var at = at("2026-04-01T09:00").plus(Duration.ofDays(i));
            repairs[i] = repair(
                    at, Optional.of(at.plus(Duration.ofHours(1))), true, OptionalInt.of(8_000), Set.of(problem.id()));
        }
        return repairs;
    }

    private static Repair of(Problem problem, String at, int km) {
        return repair(at(at), Optional.of(at(at)), true, OptionalInt.of(km), Set.of(problem.id()));
    }

    private static Repair repaired(Instant from, Instant until) {
        return repair(from, Optional.of(until), true, OptionalInt.of(8_000), Set.of());
    }

    private static Repair repair(
            Instant from, Optional<Instant> until, boolean quality, OptionalInt km, Set<UUID> problems) {
        return new Repair(
                UUID.randomUUID(),
                STORE,
                "杭州城东店",
                HANGZHOU,
                "WT1",
                "WARRANTY",
                from,
                until,
                quality,
                false,
                ZERO,
                Optional.empty(),
                km,
                problems,
                Optional.empty(),
                0);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(HANGZHOU).toInstant();
    }
}
