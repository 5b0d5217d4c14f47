package org.opendcrc.appointments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.appointments.Workshop.FRIDAY;
import static org.opendcrc.appointments.Workshop.at;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.jobs.JobDesk;
import org.opendcrc.vehicles.VisitsRecorded;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The gate and the comparison on the database: what is written, what is put right, what late facts change. */
@ApplicationTest
@Import(TestHouse.class)
class ArrivalsTest {

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AppointmentDesk desk;

    @Autowired
    GateDesk gate;

    @Autowired
    ReconciliationDesk comparison;

    @Autowired
    ReconciliationJob job;

    @Autowired
    JobDesk jobs;

    @Autowired
    ApplicationEventPublisher events;

    Workshop shop;
    Actor guard;

    @BeforeEach
    void open() {
        shop = new Workshop(builder, jdbc);
        builder.employ(shop.house, "ma", Map.of(shop.house.east(), Set.of(Role.GUARD)));
        guard = builder.actor(shop.house, "ma");
    }

    @Test
    void AP_7_an_arrival_is_written_with_person_and_time_and_the_appointment_stands_as_arrived_at_once() {
        var nine = book("10:00");
        var entry = written("浙a·8k2e5", "09:45", "k1");
        assertThat(entry.plate()).isEqualTo("浙A8K2E5");
        assertThat(entry.typed()).isEqualTo("浙a·8k2e5");
        assertThat(entry.writtenBy()).isEqualTo("ma");
        var line = line(nine);
        assertThat(line.state()).isEqualTo(AppointmentState.ARRIVED);
        assertThat(line.arrived().result()).isEqualTo("ON_TIME");
        assertThat(line.arrived().decidedBy()).isEqualTo("GATE");
        assertThat(line.arrived().offMinutes()).contains(-15);
        var file = shop.asDealer(() -> desk.find(shop.clerk, nine));
        assertThat(file.arrived().orElseThrow().gateAt()).contains(at("09:45"));
    }

    @Test
    void the_same_key_is_one_arrival_and_a_plate_that_came_is_asked_for_and_then_a_row_of_its_own() {
        var first = written("浙A8K2E5", "09:45", "k1");
        assertThat(write("浙A8K2E5", "09:46", "k1", false)).isEqualTo(new GateAnswer.Repeated(first));
        assertThat(write("浙A11111", "09:46", "k1", false)).isInstanceOf(GateAnswer.KeyTaken.class);
        var asked = write("浙A8K2E5", "11:00", "k2", false);
        assertThat(asked).isEqualTo(new GateAnswer.AlreadyIn(first));
        var second = ((GateAnswer.Written) write("浙A8K2E5", "11:00", "k2", true)).entry();
        assertThat(second.again()).isTrue();
        assertThat(entries()).extracting(GateEntry::id).containsExactly(second.id(), first.id());
    }

    @Test
    void a_wrong_entry_is_put_right_beside_it_and_nothing_is_deleted() {
        var ten = book("10:00");
        var entry = written("浙A8K2E5", "09:50", "k1");
        var corrected = shop.asDealer(() -> gate.correct(guard, entry.id(), "看错了", at("09:51")));
        assertThat(corrected.counts()).isFalse();
        assertThat(corrected.correction().orElseThrow().by()).isEqualTo("ma");
        assertThat(corrected.correction().orElseThrow().reason()).isEqualTo("看错了");
        assertThat(shop.asDealer(() -> gate.correct(guard, entry.id(), "再点一次", at("09:52"))))
                .isEqualTo(corrected);
        assertThat(entries()).hasSize(1);
        assertThat(line(ten).state()).isEqualTo(AppointmentState.BOOKED);
        assertThat(line(ten).arrived().result()).isNull();
        assertThat(write("浙A8K2E5", "10:01", "k2", false)).isInstanceOf(GateAnswer.Written.class);
        assertThat(line(ten).arrived().offMinutes()).contains(1);
        assertThatThrownBy(() -> shop.in(() -> jdbc.sql("delete from appointments.gate_entry where dealer_id = :dealer")
                        .param("dealer", shop.house.dealer())
                        .update()))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void what_is_no_plate_ahead_or_too_old_is_refused_with_a_sentence() {
        assertThat(fault(write("无牌", "09:00", "", false))).isEqualTo("gate.fault.no-plate");
        assertThat(fault(write("  ", "09:00", "", false))).isEqualTo("gate.fault.no-plate");
        var now = at("09:00");
        assertThat(fault(write("浙A8K2E5", now.plusSeconds(120), now))).isEqualTo("none");
        assertThat(fault(write("浙A8K2E6", now.plusSeconds(121), now))).isEqualTo("gate.fault.ahead");
        assertThat(fault(write("浙A8K2E7", now.minusSeconds(7 * 86_400), now))).isEqualTo("none");
        assertThat(fault(write("浙A8K2E8", now.minusSeconds(7 * 86_400 + 1), now)))
                .isEqualTo("gate.fault.too-old");
    }

    @Test
    void A35_only_the_guard_writes_and_the_guard_reads_nothing_else() {
        assertThatThrownBy(() -> shop.asDealer(() -> gate.today(shop.clerk, shop.house.east(), at("09:00"))))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() ->
                        shop.asDealer(() -> comparison.day(guard, Optional.empty(), Optional.empty(), at("09:00"))))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> shop.asDealer(() -> desk.find(guard, Ids.next())))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> shop.asDealer(() -> gate.today(guard, shop.house.west(), at("09:00"))))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> shop.asDealer(() ->
                        comparison.day(shop.manager, Optional.of(shop.house.west()), Optional.empty(), at("09:00"))))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() ->
                        shop.asDealer(() -> comparison.compare(shop.clerk, shop.house.east(), FRIDAY, at("09:00"))))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void the_booked_plate_is_offered_for_what_was_mistyped() {
        book("10:00");
        var today = shop.asDealer(() -> gate.today(guard, shop.house.east(), at("09:00")));
        assertThat(today.meant("浙A8K2E5")).isEmpty();
        assertThat(today.meant("浙A8K2E6")).extracting(GateDay.Expected::plate).containsExactly("浙A8K2E5");
        assertThat(today.meant("8k2e5")).hasSize(1);
        assertThat(today.meant("浙A8K3E6")).isEmpty();
        assertThat(today.booked("浙A8K2E5")).isPresent();
    }

    @Test
    void AP_8_AP_9_orders_of_the_evening_and_of_the_morning_after_correct_the_result_before_it_is_posted() {
        var ten = book("10:00");
        var walkIn = car("浙A77777", "江铃");
        compareAll(at(FRIDAY.plusDays(1), "00:30"));
        assertThat(line(ten).state()).isEqualTo(AppointmentState.NO_SHOW);
        assertThat(told(ten)).isEmpty(); // what comes late has until eight
        var run = Ids.next();
        order(shop.car, "R1", "10:31", "SETTLED", run, null);
        order(walkIn, "R2", "10:45", "IN_REPAIR", run, null);
        shop.in(() -> {
            events.publishEvent(new VisitsRecorded(shop.house.dealer(), run, false, at(FRIDAY.plusDays(1), "07:00")));
            return true;
        });
        org.awaitility.Awaitility.await().until(() -> line(ten).is("LATE"));
        var line = line(ten);
        assertThat(line.state()).isEqualTo(AppointmentState.CLOSED);
        assertThat(line.arrived().decidedBy()).isEqualTo("SYSTEM");
        assertThat(line.arrived().offMinutes()).contains(31);
        var day = day();
        assertThat(day.walkIns()).extracting(ArrivalsOfDay.WalkIn::orderNo).containsExactly("R2");
        assertThat(day.visits()).isEqualTo(2);
        compareAll(at(FRIDAY.plusDays(1), "08:00"));
        assertThat(told(ten)).isEmpty();
    }

    @Test
    void AP_7_AP_8_who_was_never_seen_did_not_come_and_is_told_of_once() {
        var ten = book("10:00");
        compareAll(FRIDAY.plusDays(1)
                .atStartOfDay(java.time.ZoneId.of("Asia/Shanghai"))
                .toInstant()
                .minusSeconds(1));
        assertThat(line(ten).state()).isEqualTo(AppointmentState.BOOKED);
        compareAll(at(FRIDAY.plusDays(1), "00:00"));
        assertThat(line(ten).state()).isEqualTo(AppointmentState.NO_SHOW);
        compareAll(at(FRIDAY.plusDays(1), "08:00").minusSeconds(1));
        assertThat(told(ten)).isEmpty();
        compareAll(at(FRIDAY.plusDays(1), "08:00"));
        assertThat(told(ten)).contains(at(FRIDAY.plusDays(1), "08:00"));
        compareAll(at(FRIDAY.plusDays(2), "08:00"));
        assertThat(told(ten)).contains(at(FRIDAY.plusDays(1), "08:00"));
        assertThatThrownBy(() -> shop.asDealer(() -> desk.cancel(
                        shop.clerk,
                        ten,
                        new AppointmentDesk.Cancellation(false, "没来", 1),
                        at(FRIDAY.plusDays(1), "09:00"))))
                .isInstanceOf(org.opendcrc.shared.StaleVersion.class);
    }

    @Test
    void comparing_again_changes_nothing_and_a_second_order_of_the_stay_is_no_second_visit() {
        book("10:00");
        order(shop.car, "R1", "10:10", "IN_REPAIR", null, "V1");
        assertThat(compare(at("12:00"))).isEqualTo(2);
        assertThat(compare(at("12:01"))).isZero();
        order(shop.car, "R2", "11:30", "IN_REPAIR", null, "V1");
        assertThat(compare(at("12:02"))).isZero();
        assertThat(day().visits()).isEqualTo(1);
        jdbcIn("update vehicles.repair_order set status = 'VOID' where dealer_id = :dealer");
        assertThat(compare(at("12:03"))).isEqualTo(2);
        assertThat(day().visits()).isZero();
        assertThat(day().lines().getFirst().state()).isEqualTo(AppointmentState.BOOKED);
    }

    @Test
    void A11_an_order_that_goes_on_with_yesterdays_stay_is_no_visit_of_today() {
        order(shop.car, "R0", FRIDAY.minusDays(1), "16:00", "IN_REPAIR", null, "V9");
        order(shop.car, "R1", FRIDAY, "09:00", "IN_REPAIR", null, "V9");
        var other = car("浙A22222", "江铃");
        order(other, "R2", FRIDAY.minusDays(1), "16:00", "IN_REPAIR", null, null);
        jdbcIn(
                "update vehicles.repair_order set completed_at = '2026-04-10 02:00Z' where dealer_id = :dealer and order_no = 'R2'");
        order(other, "R3", FRIDAY, "09:30", "IN_REPAIR", null, null); // 01:30Z: the car is still there
        order(other, "R4", FRIDAY, "10:30", "IN_REPAIR", null, null); // 02:30Z: it came back
        compare(at("12:00"));
        assertThat(day().walkIns()).extracting(ArrivalsOfDay.WalkIn::orderNo).containsExactly("R4");
    }

    @Test
    void AP_9_a_line_of_the_gate_file_counts_like_the_guards_and_what_nobody_explains_is_shown_with_its_likeness() {
        var ten = book("10:00");
        gateRecord("浙A8K2E6", "10:05");
        compare(at("12:00"));
        var only = day().gateOnly();
        assertThat(only).hasSize(1);
        assertThat(only.getFirst().like().orElseThrow().appointment()).isEqualTo(ten);
        gateRecord("浙A8K2E5", "09:44");
        order(shop.car, "R1", "10:30", "IN_REPAIR", null, null);
        compare(at("12:01"));
        assertThat(line(ten).arrived().result()).isEqualTo("EARLY");
        assertThat(line(ten).arrived().apartMinutes()).contains(46);
        assertThat(line(ten).arrived().disagree()).isTrue();
        assertThat(line(ten).state()).isEqualTo(AppointmentState.ORDER_OPEN);
        assertThat(day().gateOnly()).extracting(ArrivalsOfDay.GateOnly::plate).containsExactly("浙A8K2E6");
    }

    @Test
    void who_was_moved_by_the_dealer_and_does_not_come_is_excused() {
        var ten = book("10:00");
        var moved = (Answer.Made) shop.asDealer(() -> desk.move(
                shop.clerk,
                ten,
                new AppointmentDesk.Move(
                        FRIDAY, java.time.LocalTime.of(14, 0), Optional.empty(), Optional.empty(), true, 1),
                at("09:00")));
        compareAll(at(FRIDAY.plusDays(1), "00:30"));
        assertThat(day().lines()).hasSize(1);
        assertThat(line(moved.appointment()).excused()).isTrue();
        assertThat(line(moved.appointment()).is("NO_SHOW")).isTrue();
    }

    @Test
    void AP_15_the_comparison_runs_at_night_and_in_the_morning_before_the_posting() {
        var next = job.nextDue(at("12:00"));
        assertThat(next).isEqualTo(at(FRIDAY.plusDays(1), "00:30"));
        assertThat(job.nextDue(next)).isEqualTo(at(FRIDAY.plusDays(1), "08:00"));
    }

    private UUID book(String start) {
        return switch (shop.asDealer(() -> desk.book(shop.clerk, shop.wish(start, shop.liu), at("08:00")))) {
            case Answer.Made made -> made.appointment();
            case Answer other -> throw new AssertionError(other);
        };
    }

    private GateEntry written(String plate, String time, String key) {
        return ((GateAnswer.Written) write(plate, time, key, false)).entry();
    }

    private GateAnswer write(String plate, String time, String key, boolean again) {
        return shop.asDealer(() -> gate.write(
                guard,
                new GateDesk.Arrival(
                        shop.house.east(), plate, Optional.of(at(time)), key, again, GateEntry.Source.GUARD),
                at(time)));
    }

    private GateAnswer write(String plate, Instant moment, Instant now) {
        return shop.asDealer(() -> gate.write(
                guard,
                new GateDesk.Arrival(
                        shop.house.east(), plate, Optional.of(moment), "", false, GateEntry.Source.PROGRAM),
                now));
    }

    private static String fault(GateAnswer answer) {
        return answer instanceof GateAnswer.Incomplete(var _, var sentence) ? sentence.key() : "none";
    }

    private List<GateEntry> entries() {
        return shop.asDealer(() -> gate.entries(guard, shop.house.east(), FRIDAY));
    }

    private ArrivalsOfDay day() {
        return shop.asDealer(
                () -> comparison.day(shop.manager, Optional.of(shop.house.east()), Optional.of(FRIDAY), at("12:00")));
    }

    private ArrivalsOfDay.Line line(UUID appointment) {
        return day().lines().stream()
                .filter(it -> it.appointment().equals(appointment))
                .findFirst()
                .orElseThrow();
    }

    private int compare(Instant now) {
        return shop.asDealer(() -> comparison.compare(shop.manager, shop.house.east(), FRIDAY, now));
    }

    /** As the job does it, for this dealer alone. */
    private void compareAll(Instant now) {
        compare(now);
    }

    private Optional<Instant> told(UUID appointment) {
        return shop.in(() -> jdbc.sql(
                        "select r.told_at from appointments.arrival r where r.dealer_id = :dealer and r.appointment_id = :id")
                .param("dealer", shop.house.dealer())
                .param("id", appointment)
                .query((row, _) ->
                        Optional.ofNullable(row.getTimestamp("told_at")).map(java.sql.Timestamp::toInstant))
                .single());
    }

    private UUID car(String plate, String brand) {
        var id = Ids.next();
        shop.in(() -> jdbc.sql("""
                        insert into vehicles.vehicle (dealer_id, id, vin, plate, brand, customer_id, created_at, changed_at)
                        values (:dealer, :id, :vin, :plate, :brand, :customer, '2026-01-01 00:00Z', '2026-01-01 00:00Z')
                        """)
                .param("dealer", shop.house.dealer())
                .param("id", id)
                .param("vin", id.toString())
                .param("plate", plate)
                .param("brand", brand)
                .param("customer", shop.customer)
                .update());
        return id;
    }

    private void order(
            UUID car, String number, String time, String status, @Nullable UUID run, @Nullable String visit) {
        order(car, number, FRIDAY, time, status, run, visit);
    }

    private void order(
            UUID car,
            String number,
            LocalDate day,
            String time,
            String status,
            @Nullable UUID run,
            @Nullable String visit) {
        shop.in(() -> jdbc.sql("""
                        insert into vehicles.repair_order (dealer_id, id, store_id, order_no, vehicle_id, customer_id, kind, kind_given, sent_in_at,
                                                           settled_at, visit_no, status, created_at, changed_at, changed_in_run)
                        values (:dealer, :id, :store, :number, :car, :customer, 'MAINTENANCE', '保养', :at,
                                :settled, :visit, :status, :at, :at, :run)
                        """)
                .param("dealer", shop.house.dealer())
                .param("id", Ids.next())
                .param("store", shop.house.east())
                .param("number", number)
                .param("car", car)
                .param("customer", shop.customer)
                .param("at", java.sql.Timestamp.from(at(day, time)))
                .param(
                        "settled",
                        status.equals("SETTLED")
                                ? java.sql.Timestamp.from(at(day, time).plusSeconds(7200))
                                : null,
                        java.sql.Types.TIMESTAMP)
                .param("visit", visit)
                .param("status", status)
                .param("run", run, java.sql.Types.OTHER)
                .update());
    }

    private void gateRecord(String plate, String time) {
        shop.in(() -> jdbc.sql("""
                        insert into vehicles.gate_record (dealer_id, id, store_id, plate, in_at, changed_at)
                        values (:dealer, :id, :store, :plate, :at, :at)
                        """)
                .param("dealer", shop.house.dealer())
                .param("id", Ids.next())
                .param("store", shop.house.east())
                .param("plate", plate)
                .param("at", java.sql.Timestamp.from(at(time)))
                .update());
    }

    private void jdbcIn(String sql) {
        shop.in(() -> jdbc.sql(sql).param("dealer", shop.house.dealer()).update());
    }
}
