package org.opendcrc.complaints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.TestRows;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.StaleVersion;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;

/** Complaints on PostgreSQL: received, numbered, contacted, missed. */
@ApplicationTest
@Import({TestHouse.class, ComplaintsTest.Ears.class})
class ComplaintsTest {

    /** A Friday, 17:30 in Hangzhou; later than the house's clock, so that no job of the running application meddles. */
    private static final Instant RECEIVED = Instant.parse("2027-04-09T09:30:00Z");

    private static final Instant DUE = RECEIVED.plus(Duration.ofHours(2));

    /** The steps of the first contact; the other clocks of a case have a test of their own. */
    private static final Set<AlarmStep> FIRST_CONTACT =
            Set.of(AlarmStep.WARNING, AlarmStep.MISSED, AlarmStep.SERVICE_MANAGER, AlarmStep.GENERAL_MANAGER);

    @Autowired
    private ComplaintOffice office;

    @Autowired
    private FirstContactJob job;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Heard heard;

    private House house;
    private Actor clerk;
    private UUID customer = Ids.next();
    private UUID vehicle = Ids.next();
    private UUID order = Ids.next();

    @BeforeEach
    void open() {
        house = builder.open();
        var advisor = builder.agent(house, "zhou");
        clerk = builder.actor(house, "zhou");
        builder.in(house, () -> {
            customer = TestRows.customer(jdbc, "钱雪梅", "FEMALE");
            vehicle = TestRows.vehicle(jdbc, customer, "浙A5Q8L0");
            order = TestRows.order(jdbc, house.east(), customer, vehicle, advisor);
            return true;
        });
    }

    @Test
    void a_complaint_is_received_with_number_deadline_log_and_event() {
        var opened = receive(intake());
        assertThat(opened.number()).isEqualTo("TS-20270409-001");
        assertThat(opened.contactDueAt()).isEqualTo(DUE);
        var file = file(opened.complaintId());
        assertThat(file.line()).satisfies(it -> {
            assertThat(it.customer()).isEqualTo("钱雪梅");
            assertThat(it.plate()).contains("浙A5Q8L0");
            assertThat(it.content()).isEqualTo("空调又不制热");
            assertThat(it.contactedAt()).isEmpty();
            assertThat(it.missed()).isFalse();
            assertThat(it.store()).isEqualTo("杭州城东店");
        });
        assertThat(file.orderNo()).contains("WT-" + order);
        assertThat(file.car()).contains("岚峰 X7");
        assertThat(file.advisor()).contains("zhou");
        assertThat(file.log()).singleElement().satisfies(it -> {
            assertThat(it.what()).isEqualTo("received");
            assertThat(it.words()).contains("空调又不制热");
            assertThat(it.staff()).contains("zhou");
        });
        assertThat(heard.received(opened.complaintId()))
                .containsExactly(new ComplaintReceived(house.dealer(), opened.complaintId(), house.east(), RECEIVED));
    }

    @Test
    void A27_only_what_was_spoken_about_in_the_call_counts_as_the_first_contact() {
        var spoken = file(receive(intake(true, RECEIVED, Ids.next())).complaintId());
        assertThat(spoken.line().contactedAt()).contains(RECEIVED);
        assertThat(spoken.contactedBy()).contains("zhou");
        assertThat(spoken.log())
                .extracting(ComplaintFile.LogLine::what)
                .containsExactly("contacted-in-call", "received");
        var silent = file(receive(intake()).complaintId());
        assertThat(silent.line().contactedAt()).isEmpty();
        job.run(DUE.plusNanos(1_000));
        assertThat(file(spoken.line().id()).line().missed()).isFalse();
        assertThat(file(silent.line().id()).line().missed()).isTrue();
    }

    @Test
    void A1_the_two_hours_are_elapsed_time_or_on_a_stores_wish_opening_hours() {
        assertThat(receive(intake()).contactDueAt()).isEqualTo(Instant.parse("2027-04-09T11:30:00Z")); // 19:30
        set("complaint.clock", "BUSINESS");
        builder.in(
                house,
                () -> IntStream.rangeClosed(1, 5)
                        .map(day -> jdbc.sql("""
                        insert into calendar.opening_hours (dealer_id, store_id, weekday, opens, closes)
                        values (:dealer, :store, :day, '08:30', '17:30')
                        """)
                                .param("dealer", house.dealer())
                                .param("store", house.east())
                                .param("day", day)
                                .update())
                        .sum());
        assertThat(receive(intake(false, RECEIVED, Ids.next())).contactDueAt())
                .isEqualTo(Instant.parse("2027-04-12T02:30:00Z")); // Monday 10:30
        assertThat(receive(intake(false, Instant.parse("2027-04-09T08:45:00Z"), Ids.next())) // 16:45
                        .contactDueAt())
                .isEqualTo(Instant.parse("2027-04-12T01:45:00Z")); // Monday 09:45
        set("complaint.first-contact-minutes", "30");
        assertThat(receive(intake(false, Instant.parse("2027-04-09T08:45:00Z"), Ids.next()))
                        .contactDueAt())
                .isEqualTo(Instant.parse("2027-04-09T09:15:00Z"));
    }

    @Test
    void a_complaint_without_words_or_from_the_future_is_refused_and_uses_no_number() {
        var empty = new Intake(
                house.east(),
                ComplaintSource.FOLLOW_UP,
                ComplaintKind.PRODUCT,
                false,
                Optional.of(customer),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                " ",
                RECEIVED,
                false);
        assertThat(builder.in(house, () -> office.receive(empty, clerk, RECEIVED)))
                .isEqualTo(new Received.Refused(new Received.Refusal.NothingWritten()));
        assertThat(builder.in(house, () -> office.receive(intake(), clerk, RECEIVED.minusSeconds(1))))
                .isEqualTo(new Received.Refused(new Received.Refusal.ReceivedInTheFuture()));
        assertThat(receive(intake()).number()).endsWith("-001");
    }

    @Test
    void a_task_gives_birth_to_one_complaint_and_only_in_somebodys_transaction_and_store() {
        var task = Ids.next();
        receive(intake(false, RECEIVED, task));
        assertThatThrownBy(() -> receive(intake(false, RECEIVED, task))).isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> office.receive(intake(), clerk, RECEIVED))
                .isInstanceOf(IllegalTransactionStateException.class);
        builder.employ(house, "guo", Map.of(house.east(), Set.of(Role.GENERAL_MANAGER)));
        var reader = builder.actor(house, "guo");
        assertThatThrownBy(() -> builder.in(house, () -> office.receive(intake(), reader, RECEIVED)))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void twenty_clerks_at_once_get_twenty_numbers_without_twins_or_gaps() throws Exception {
        var start = new CountDownLatch(1);
        var numbers = new ArrayList<String>();
        try (var clerks = Executors.newFixedThreadPool(20)) {
            var waiting = IntStream.range(0, 20)
                    .mapToObj(_ -> clerks.submit((Callable<String>) () -> {
                        start.await();
                        return receive(intake()).number();
                    }))
                    .toList();
            start.countDown();
            for (var it : waiting) {
                numbers.add(it.get());
            }
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 20)
                        .mapToObj("TS-20270409-%03d"::formatted)
                        .toList());
    }

    @Test
    void CP_1_A24_after_120_minutes_nothing_is_missed_and_a_moment_later_it_is_once_for_ever() {
        var id = receive(intake()).complaintId();
        assertThat(DealerContext.callAs(house.dealer(), () -> job.nextDue(RECEIVED)))
                .isBeforeOrEqualTo(DUE.plusNanos(1_000));
        job.run(DUE);
        assertThat(file(id).line().missed()).isFalse();
        job.run(DUE.plusNanos(1_000));
        job.run(DUE.plus(Duration.ofHours(1)));
        var file = file(id);
        assertThat(file.line().missed()).isTrue();
        assertThat(file.missedAt()).contains(DUE.plusNanos(1_000));
        assertThat(file.log())
                .extracting(ComplaintFile.LogLine::what)
                .containsExactly("first-contact-missed", "received");
        assertThat(heard.missed(id)).containsExactly(new DeadlineMissed(house.dealer(), id, house.east(), "CP-1"));
    }

    @Test
    void CP_1_the_two_hours_run_from_receipt_whenever_it_is_recorded() {
        var recorded = RECEIVED.plus(Duration.ofMinutes(50));
        var opened = (Received.Opened) builder.in(house, () -> office.receive(intake(), clerk, recorded));
        assertThat(opened.contactDueAt()).isEqualTo(DUE);
    }

    @Test
    void CP_1_two_nodes_write_a_missed_deadline_once() throws Exception {
        var ids = IntStream.range(0, 5)
                .mapToObj(_ -> receive(intake()).complaintId())
                .toList();
        var start = new CountDownLatch(1);
        try (var nodes = Executors.newFixedThreadPool(2)) {
            var runs = IntStream.range(0, 2)
                    .mapToObj(_ -> nodes.submit((Callable<Boolean>) () -> {
                        start.await();
                        job.run(DUE.plusSeconds(1));
                        return true;
                    }))
                    .toList();
            start.countDown();
            for (var it : runs) {
                it.get();
            }
        }
        assertThat(ids).allSatisfy(id -> {
            assertThat(heard.missed(id)).hasSize(1);
            assertThat(file(id).log())
                    .filteredOn(it -> !it.what().equals("repeats"))
                    .hasSize(2);
        });
    }

    @Test
    void CP_1_a_contact_after_119_and_120_minutes_is_in_time_and_after_121_it_is_missed() {
        assertThat(contact(DUE.minus(Duration.ofMinutes(1))).missed()).isFalse();
        assertThat(contact(DUE).missed()).isFalse();
        assertThat(contact(DUE.plusSeconds(1)).missed()).isTrue(); // A24
        var late = contact(DUE.plus(Duration.ofMinutes(1)));
        assertThat(late.missed()).isTrue();
        assertThat(heard.missed(late.id())).hasSize(1);
        job.run(DUE.plus(Duration.ofHours(9)));
        assertThat(heard.missed(late.id())).hasSize(1);
    }

    @Test
    void CP_1_a_contact_recorded_later_counts_by_its_true_time_and_the_missed_deadline_stays() {
        var id = receive(intake()).complaintId();
        job.run(DUE.plusSeconds(1));
        var made = record(id, DUE.minus(Duration.ofMinutes(5)), DUE.plus(Duration.ofHours(1)));
        assertThat(made).isEqualTo(new FirstContact.Made(DUE.minus(Duration.ofMinutes(5)), true));
        var file = file(id);
        assertThat(file.missedAt()).isPresent();
        assertThat(file.line().timer(DUE.plus(Duration.ofHours(1))).state()).isEqualTo(FirstContactTimer.State.MADE);
        assertThat(file.log())
                .extracting(ComplaintFile.LogLine::what)
                .containsExactly("contact-was-in-time", "first-contact-missed", "contacted", "received");
        assertThat(builder.in(
                        house,
                        () -> jdbc.sql("""
                        select count(*)
                          from complaints.report_complaint c
                         where c.dealer_id = :dealer
                           and c.complaint_id = :id
                           and c.contacted_in_time
                           and c.first_contact_missed_at is not null
                        """)
                                .param("dealer", house.dealer())
                                .param("id", id)
                                .query(Integer.class)
                                .single()))
                .isEqualTo(1);
    }

    @Test
    void a_contact_is_refused_before_receipt_in_the_future_without_words_and_a_second_time() {
        var id = receive(intake()).complaintId();
        assertThat(record(id, RECEIVED.minusSeconds(1), DUE))
                .isEqualTo(new FirstContact.Refused(new FirstContact.Refusal.BeforeReceipt(RECEIVED)));
        assertThat(record(id, DUE.plusSeconds(1), DUE))
                .isEqualTo(new FirstContact.Refused(new FirstContact.Refusal.InTheFuture(DUE)));
        assertThat(in(() -> office.recordContact(clerk, id, DUE, " ", 1, DUE)))
                .isEqualTo(new FirstContact.Refused(new FirstContact.Refusal.NothingWritten()));
        assertThat(file(id).log()).hasSize(1);
        assertThat(record(id, DUE, DUE)).isInstanceOf(FirstContact.Made.class);
        assertThat(record(id, DUE, DUE)).isEqualTo(new FirstContact.Refused(new FirstContact.Refusal.AlreadyMade(DUE)));
    }

    @Test
    void who_was_slower_is_told_and_who_may_not_is_stopped() {
        var id = receive(intake()).complaintId();
        assertThatThrownBy(() -> in(() -> office.recordContact(clerk, id, DUE, "道歉", 7, DUE)))
                .isInstanceOf(StaleVersion.class);
        builder.employ(house, "guo", Map.of(house.east(), Set.of(Role.GENERAL_MANAGER)));
        var reader = builder.actor(house, "guo");
        assertThatThrownBy(() -> in(() -> office.recordContact(reader, id, DUE, "道歉", 1, DUE)))
                .isInstanceOf(NotAllowed.class);
        builder.employ(house, "wu", Map.of(house.west(), Set.of(Role.AGENT)));
        var western = builder.actor(house, "wu");
        assertThatThrownBy(() -> in(() -> office.find(western, id))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> in(() -> office.recordContact(western, id, DUE, "道歉", 1, DUE)))
                .isInstanceOf(NotFound.class);
        assertThat(in(() -> office.signs(western, DUE))).isEqualTo(new ComplaintSigns(0, 0, 0));
        assertThat(in(() -> office.signs(clerk, DUE))).isEqualTo(new ComplaintSigns(1, 0, 0, 1, 0, 1, 0, 1));
    }

    @Test
    void running_clocks_are_listed_by_deadline_and_all_by_receipt_and_both_turn_back() {
        var ids = IntStream.range(0, 5)
                .mapToObj(i -> receive(intake(false, RECEIVED.plusSeconds(i), Ids.next()))
                        .complaintId())
                .toList();
        record(ids.get(0), DUE, DUE);
        walk(ComplaintView.RUNNING, ids.subList(1, 5));
        walk(ComplaintView.ALL, ids.reversed());
        assertThat(in(() -> office.list(
                                clerk,
                                ComplaintView.ALL,
                                Optional.of(house.west()),
                                Optional.empty(),
                                Optional.empty(),
                                DUE,
                                9))
                        .lines())
                .isEmpty();
        assertThat(in(() -> office.list(
                                clerk,
                                ComplaintView.ALL,
                                Optional.of(house.east()),
                                Optional.empty(),
                                Optional.empty(),
                                DUE,
                                9))
                        .lines())
                .hasSize(5);
    }

    @Test
    void CP_1_log_and_missed_deadlines_cannot_be_changed_or_taken_away_by_the_application() {
        receive(intake());
        job.run(DUE.plusSeconds(1));
        for (var statement : List.of(
                "update complaints.log set words = 'x' where dealer_id = :dealer",
                "delete from complaints.log where dealer_id = :dealer",
                "update complaints.missed_deadline set due_at = missed_at where dealer_id = :dealer",
                "delete from complaints.missed_deadline where dealer_id = :dealer",
                "delete from complaints.complaint where dealer_id = :dealer")) {
            assertThatThrownBy(() -> builder.in(
                            house,
                            () -> jdbc.sql(statement)
                                    .param("dealer", house.dealer())
                                    .update()))
                    .as(statement)
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void CP_1_who_is_called_when_the_customer_waits_one_after_the_other_and_each_once() {
        var id = receive(intake()).complaintId();
        job.run(RECEIVED.plus(Duration.ofMinutes(60)).minusNanos(1_000));
        assertThat(steps(id)).isEmpty();
        job.run(RECEIVED.plus(Duration.ofMinutes(60)));
        assertThat(steps(id)).containsExactly(AlarmStep.WARNING);
        job.run(DUE); // the 120th minute is in time
        assertThat(steps(id)).containsExactly(AlarmStep.WARNING);
        job.run(DUE.plusNanos(1_000));
        job.run(DUE.plusNanos(1_000));
        assertThat(steps(id)).containsExactly(AlarmStep.WARNING, AlarmStep.MISSED);
        assertThat(heard.missed(id)).hasSize(1);
        job.run(DUE.plus(Duration.ofMinutes(60)).minusNanos(1_000));
        assertThat(steps(id)).hasSize(2);
        job.run(DUE.plus(Duration.ofMinutes(60)));
        assertThat(steps(id)).endsWith(AlarmStep.SERVICE_MANAGER).hasSize(3);
        job.run(DUE.plus(Duration.ofDays(1)));
        job.run(DUE.plus(Duration.ofDays(2)));
        assertThat(steps(id)).endsWith(AlarmStep.GENERAL_MANAGER).hasSize(4);
        assertThat(heard.alarms(id))
                .extracting(AlarmRaised::step)
                .containsExactly(
                        AlarmStep.WARNING, AlarmStep.MISSED, AlarmStep.SERVICE_MANAGER, AlarmStep.GENERAL_MANAGER);
        assertThat(file(id).alarms())
                .filteredOn(it -> FIRST_CONTACT.contains(it.step()))
                .extracting(ComplaintFile.Alarm::raisedAt)
                .containsExactly(
                        RECEIVED.plus(Duration.ofMinutes(60)),
                        DUE.plusNanos(1_000),
                        DUE.plus(Duration.ofMinutes(60)),
                        DUE.plus(Duration.ofMinutes(120)));
    }

    @Test
    void CP_1_a_contact_ends_the_alarms_and_a_late_one_raises_what_was_due_by_its_true_time() {
        var inTime = receive(intake()).complaintId();
        record(inTime, DUE, DUE);
        var late = receive(intake()).complaintId();
        record(late, DUE.plus(Duration.ofMinutes(60)), DUE.plus(Duration.ofMinutes(60)));
        var afterwards = receive(intake()).complaintId();
        job.run(DUE.plusNanos(1_000));
        record(afterwards, DUE.minusSeconds(1), DUE.plus(Duration.ofMinutes(30)));
        job.run(DUE.plus(Duration.ofDays(1)));
        assertThat(steps(inTime)).containsExactly(AlarmStep.WARNING); // the sixtieth minute had passed
        assertThat(steps(late)).containsExactly(AlarmStep.WARNING, AlarmStep.MISSED, AlarmStep.SERVICE_MANAGER);
        assertThat(steps(afterwards)).containsExactly(AlarmStep.WARNING, AlarmStep.MISSED);
    }

    @Test
    void CP_1_an_alarm_stands_until_one_of_its_role_has_taken_note() {
        var id = receive(intake()).complaintId();
        builder.employ(house, "lin", Map.of(house.east(), Set.of(Role.CRC_MANAGER)));
        builder.employ(house, "xu", Map.of(house.east(), Set.of(Role.CRC_MANAGER)));
        builder.employ(house, "gao", Map.of(house.east(), Set.of(Role.SERVICE_MANAGER)));
        builder.employ(house, "wen", Map.of(house.west(), Set.of(Role.CRC_MANAGER, Role.AGENT)));
        var lin = builder.actor(house, "lin");
        var xu = builder.actor(house, "xu");
        var gao = builder.actor(house, "gao");
        var western = builder.actor(house, "wen");
        var warned = RECEIVED.plus(Duration.ofMinutes(60));
        job.run(warned);
        assertThat(in(() -> office.signs(lin, warned))).isEqualTo(new ComplaintSigns(1, 0, 1, 1, 0, 1, 0, 1));
        assertThat(in(() -> office.signs(gao, warned)).alarms()).isZero();
        assertThat(in(() -> office.signs(clerk, warned)).alarms()).isZero();
        assertThat(in(() -> office.signs(western, warned))).isEqualTo(new ComplaintSigns(0, 0, 0));
        var later = DUE.plus(Duration.ofHours(1));
        job.run(later);
        assertThat(in(() -> office.signs(lin, later))).isEqualTo(new ComplaintSigns(1, 1, 1, 1, 0, 1, 0, 1));
        assertThat(in(() -> office.signs(gao, later)).alarms()).isEqualTo(1);
        assertThat(in(() -> office.clocks(lin, Optional.empty(), later, 9)))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.alarmed()).isTrue();
                    assertThat(it.receivedBy()).isEqualTo("zhou");
                });
        assertThat(ids(in(() -> office.list(
                        lin, ComplaintView.ALARMS, Optional.empty(), Optional.empty(), Optional.empty(), later, 9))))
                .containsExactly(id);
        assertThatThrownBy(() -> in(() -> {
                    office.acknowledge(clerk, id, later);
                    return true;
                }))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> in(() -> {
                    office.acknowledge(western, id, later);
                    return true;
                }))
                .isInstanceOf(NotFound.class);
        in(() -> {
            office.acknowledge(lin, id, later);
            office.acknowledge(xu, id, later.plusSeconds(60)); // nothing is left to take note of
            return true;
        });
        assertThat(in(() -> office.signs(xu, later)).alarms()).isZero();
        assertThat(in(() -> office.signs(gao, later)).alarms()).isEqualTo(1);
        assertThat(file(id).alarms())
                .filteredOn(it -> it.acknowledgedAt().isPresent())
                .allSatisfy(it -> {
                    assertThat(it.acknowledgedBy()).contains("lin");
                    assertThat(it.acknowledgedAt()).contains(later);
                })
                .extracting(ComplaintFile.Alarm::step)
                .containsExactly(AlarmStep.WARNING, AlarmStep.MISSED);
    }

    @Test
    void the_lists_hold_what_their_names_say() {
        var missed = receive(intake()).complaintId();
        job.run(DUE.plusNanos(1_000));
        var contacted = receive(intake()).complaintId();
        record(contacted, RECEIVED.plusSeconds(60), DUE);
        builder.agent(house, "li");
        var li = builder.actor(house, "li");
        assertThat(ids(page(ComplaintView.BREACHED, Optional.empty(), Optional.empty())))
                .containsExactly(missed);
        assertThat(ids(page(ComplaintView.CONTACTED, Optional.empty(), Optional.empty())))
                .containsExactly(contacted);
        assertThat(ids(page(ComplaintView.MINE, Optional.empty(), Optional.empty())))
                .containsExactlyInAnyOrder(missed, contacted);
        assertThat(ids(in(() -> office.list(
                        li, ComplaintView.MINE, Optional.empty(), Optional.empty(), Optional.empty(), DUE, 9))))
                .isEmpty();
        assertThat(ids(page(ComplaintView.ALARMS, Optional.empty(), Optional.empty())))
                .isEmpty();
    }

    private List<AlarmStep> steps(UUID id) {
        return file(id).alarms().stream()
                .map(ComplaintFile.Alarm::step)
                .filter(FIRST_CONTACT::contains)
                .toList();
    }

    /** Two at a time to the end and back to the beginning. */
    private void walk(ComplaintView view, List<UUID> expected) {
        var forward = new ArrayList<UUID>();
        var page = page(view, Optional.empty(), Optional.empty());
        assertThat(page.previous()).isEmpty();
        forward.addAll(ids(page));
        while (page.next().isPresent()) {
            page = page(view, page.next(), Optional.empty());
            forward.addAll(ids(page));
        }
        assertThat(forward).isEqualTo(expected);
        var back = new ArrayList<UUID>(ids(page));
        while (page.previous().isPresent()) {
            page = page(view, Optional.empty(), page.previous());
            back.addAll(0, ids(page));
        }
        assertThat(back).isEqualTo(expected);
    }

    private ComplaintPage page(ComplaintView view, Optional<RowKey> after, Optional<RowKey> before) {
        return in(() -> office.list(clerk, view, Optional.empty(), after, before, DUE, 2));
    }

    private static List<UUID> ids(ComplaintPage page) {
        return page.lines().stream().map(ComplaintLine::id).toList();
    }

    private ComplaintLine contact(Instant trueTime) {
        var id = receive(intake()).complaintId();
        record(id, trueTime, trueTime);
        return file(id).line();
    }

    private FirstContact record(UUID id, Instant trueTime, Instant now) {
        return in(() -> office.recordContact(clerk, id, trueTime, "道歉，明天来店检查", file(id).version(), now));
    }

    private ComplaintFile file(UUID id) {
        return in(() -> office.find(clerk, id));
    }

    private <T> T in(Supplier<T> work) {
        return DealerContext.callAs(house.dealer(), work);
    }

    private Intake intake() {
        return intake(false, RECEIVED, Ids.next());
    }

    private Intake intake(boolean spokenAbout, Instant receivedAt, UUID task) {
        return new Intake(
                house.east(),
                ComplaintSource.PHONE,
                ComplaintKind.REPAIR_SKILL,
                false,
                Optional.of(customer),
                Optional.of(vehicle),
                Optional.of(order),
                Optional.of(task),
                "空调又不制热",
                receivedAt,
                spokenAbout);
    }

    private Received.Opened receive(Intake intake) {
        return (Received.Opened) builder.in(house, () -> office.receive(intake, clerk, intake.receivedAt()));
    }

    private void set(String key, String value) {
        builder.in(
                house,
                () -> jdbc.sql("""
                        insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                        values (:dealer, :store, :key, :value, '2027-01-01 00:00Z')
                        """)
                        .param("dealer", house.dealer())
                        .param("store", house.east())
                        .param("key", key)
                        .param("value", value)
                        .update());
    }

    /** What was told of complaints. */
    record Heard(
            ConcurrentLinkedQueue<ComplaintReceived> received,
            ConcurrentLinkedQueue<DeadlineMissed> missed,
            ConcurrentLinkedQueue<AlarmRaised> alarms) {

        List<AlarmRaised> alarms(UUID id) {
            return alarms.stream()
                    .filter(it -> it.complaintId().equals(id) && FIRST_CONTACT.contains(it.step()))
                    .toList();
        }

        @EventListener
        public void on(AlarmRaised event) {
            alarms.add(event);
        }

        List<ComplaintReceived> received(UUID id) {
            return received.stream().filter(it -> it.complaintId().equals(id)).toList();
        }

        List<DeadlineMissed> missed(UUID id) {
            return missed.stream()
                    .filter(it -> it.complaintId().equals(id) && it.rule().equals("CP-1"))
                    .toList();
        }

        @EventListener
        public void on(ComplaintReceived event) {
            received.add(event);
        }

        @EventListener
        public void on(DeadlineMissed event) {
            missed.add(event);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Ears {

        @Bean
        Heard complaintsHeard() {
            return new Heard(
                    new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
        }
    }
}
