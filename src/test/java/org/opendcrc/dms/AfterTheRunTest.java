package org.opendcrc.dms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.customers.Customers;
import org.opendcrc.customers.OwnerChanges;
import org.opendcrc.customers.OwnerChanges.Decided;
import org.opendcrc.dms.ImportedFile.Counts;
import org.opendcrc.followups.AttemptOutcome;
import org.opendcrc.followups.CallOutcome;
import org.opendcrc.followups.FollowUpDesk;
import org.opendcrc.organisation.SettableClock;
import org.opendcrc.organisation.SettingsDesk;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.questionnaires.AnswerSheet;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.Vin;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a run of Friday 10 April 2026 sets going: owed calls, requests, the next maintenance. */
@ApplicationTest
@Import(TestHouse.class)
class AfterTheRunTest {

    private static final Instant NIGHT = Instant.parse("2026-04-10T15:30:00Z");
    private static final Instant MORNING = Instant.parse("2026-04-11T02:00:00Z");
    private static final String VIN = vin("LFPH3ABC0N1000001");
    private static final String CUSTOMERS = "customer_no,name,phone\nK1,陈建国,13800138000\nK2,李敏,13900139000\n";
    private static final String VEHICLES = "vin,brand,customer_no,delivered_on\n%s,岚峰,K1,2024-05-01\n".formatted(VIN);
    private static final String HEAD = "order_no,store_code,vin,kind,sent_in_at,settled_at,mileage_km,status\n";
    private static final String SALES =
            "sale_no,store_code,vin,customer_no,dealt_on,delivered_on,consultant_no,status\n";
    private static final String CALLS = "order_no,store_code,called_at,outcome\n";

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    ImportDesk desk;

    @Autowired
    NightlyImport nightly;

    @Autowired
    Customers customers;

    @Autowired
    OwnerChanges changes;

    @Autowired
    SettingsDesk settings;

    @Autowired
    FollowUpDesk calls;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Value("${opendcrc.data}")
    Path data;

    TestHouse.House house;
    Actor actor;
    Actor manager;

    @BeforeEach
    void open() {
        ((SettableClock) clock).set(NIGHT);
        house = builder.open();
        builder.employ(house, "info", Map.of(house.east(), Set.of(Role.INFORMATION)));
        actor = builder.actor(house, "info");
        builder.employ(house, "lin", Map.of(house.east(), Set.of(Role.CRC_MANAGER)));
        manager = builder.actor(house, "lin");
    }

    // ---- owed calls

    @Test
    void FU_1_an_order_that_was_answered_elsewhere_owes_no_call() {
        ready();
        night(
                "repair_orders.csv",
                HEAD + order("WT1", "2026-04-10") + order("WT2", "2026-04-09") + order("WT3", "2026-04-08"),
                "call_history.csv",
                CALLS + "WT1,east,2026-04-10 18:00,满意\nWT2,east,2026-04-10 18:00,未接通\nWT3,east,2026-04-10,短信\n");
        assertThat(tasks()).isEqualTo("WT2 1 PENDING");
    }

    @Test
    void FU_1_an_unanswered_call_is_withdrawn_when_the_history_has_an_answer() {
        ready();
        bring(
                FileKind.REPAIR_ORDERS,
                HEAD + order("WT1", "2026-04-10") + order("WT2", "2026-04-01") + order("WT3", "2026-03-20"));
        assertThat(tasks()).as("at a first load five days").isEqualTo("WT1 1 PENDING");
        bring(FileKind.REPAIR_ORDERS, HEAD + order("WT4", "2026-03-11") + order("WT5", "2026-03-10"));
        assertThat(tasks()).as("later thirty").isEqualTo("WT1 1 PENDING, WT4 1 PENDING");
        bring(FileKind.CALL_HISTORY, CALLS + "WT1,east,2026-04-10 18:00,空号\n");
        assertThat(tasks()).isEqualTo("WT1 1 PENDING, WT4 1 PENDING");
        bring(FileKind.CALL_HISTORY, CALLS + "WT1,east,2026-04-10 18:00,不满意\n");
        assertThat(tasks()).isEqualTo("WT1 1 CANCELLED, WT4 1 PENDING");
        assertThat(value("select sum(c.open_tasks) from followups.contact c where c.dealer_id = :dealer"))
                .isEqualTo("1");
    }

    @Test
    void FU_1_void_cancels_settled_again_is_a_new_task_and_a_new_time_moves_it() {
        ready();
        bring(FileKind.REPAIR_ORDERS, HEAD + order("WT0", "2026-01-01"));
        bring(FileKind.REPAIR_ORDERS, HEAD + order("WT1", "2026-04-10"));
        bring(FileKind.REPAIR_ORDERS, HEAD + order("WT1", "2026-04-10").replace("结算", "作废"));
        assertThat(tasks()).isEqualTo("WT1 1 CANCELLED");
        bring(FileKind.REPAIR_ORDERS, HEAD + order("WT1", "2026-04-10"));
        assertThat(tasks()).isEqualTo("WT1 1 CANCELLED, WT1 2 PENDING");
        bring(FileKind.REPAIR_ORDERS, HEAD + order("WT1", "2026-04-09"));
        assertThat(
                        value(
                                "select min(t.due_from)::text from followups.task t where t.dealer_id = :dealer and t.round = 2"))
                .isEqualTo("2026-04-09 16:00:00+00");
    }

    @Test
    void FU_1_all_files_of_the_first_night_are_the_first_load() {
        ready();
        night(
                "repair_orders-1.csv", HEAD + order("WT1", "2026-04-05") + order("WT2", "2026-04-04"),
                "repair_orders-2.csv", HEAD + order("WT3", "2026-04-04"));
        assertThat(tasks()).isEqualTo("WT1 1 PENDING");
    }

    @Test
    void FU_14_who_refuses_calls_is_written_to_from_that_moment_on() {
        ready();
        bring(FileKind.REPAIR_ORDERS, HEAD + order("WT1", "2026-04-10"));
        assertThat(tasks()).isEqualTo("WT1 1 PENDING");
        as(() -> customers.setDoNotDisturb(manager, customer("K1"), true, Optional.of("不要再打电话"), MORNING));
        assertThat(value("select c.text_only from followups.contact c where c.dealer_id = :dealer"))
                .isEqualTo("t");
        assertThat(
                        value(
                                "select c.dnd_reason from customers.customer c where c.dealer_id = :dealer and c.customer_no = 'K1'"))
                .isEqualTo("不要再打电话");
        as(() -> customers.setDoNotDisturb(manager, customer("K1"), false, Optional.empty(), MORNING));
        assertThat(value("select c.text_only from followups.contact c where c.dealer_id = :dealer"))
                .isEqualTo("f");
    }

    @Test
    void FU_12_a_finished_follow_up_stores_the_next_maintenance() {
        ready();
        bring(FileKind.REPAIR_ORDERS, HEAD + order("WT0", "2026-03-11").replace(",,", ",10000,"));
        bring(FileKind.REPAIR_ORDERS, HEAD + order("WT1", "2026-04-10").replace(",,", ",13000,"));
        var task = UUID.fromString(
                value("select t.id from followups.task t where t.dealer_id = :dealer and t.order_no = 'WT1'"));
        assertThat(maintenance()).isEqualTo("null");
        ((SettableClock) clock).set(MORNING);
        as(() -> calls.attempt(
                manager,
                task,
                new FollowUpDesk.AttemptRequest(
                        AttemptOutcome.BUSY, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                MORNING));
        assertThat(maintenance()).as("not finished").isEqualTo("null");
        as(() -> calls.result(
                manager,
                task,
                new FollowUpDesk.ResultRequest(
                        CallOutcome.SATISFIED,
                        Optional.empty(),
                        new AnswerSheet(Map.of()),
                        Optional.empty(),
                        Optional.empty()),
                MORNING));
        assertThat(maintenance()).isEqualTo("2026-04-30");
    }

    // ---- calls after a sale

    @Test
    void FU_17_a_sale_owes_one_call_however_often_its_file_comes() {
        ready();
        bring(FileKind.STAFF, "staff_no,name,role,store_code\nX1,孙倩,销售顾问,east\n");
        var file = SALES + sale("S1", "2026-04-01", "2026-04-05", "有效");
        bring(FileKind.SALES, file);
        bring(FileKind.SALES, file);
        bring(FileKind.SALES, file.replace("2026-04-05", "2026-04-06"));
        assertThat(sales()).isEqualTo("S1 1 PENDING 2026-04-07 2026-04-08 2026-04-06");
        assertThat(value("""
                        select p.name
                          from followups.task t
                          join organisation.staff p on p.dealer_id = :dealer and p.id = t.advisor_id
                         where t.dealer_id = :dealer
                        """))
                .as("the consultant stands where an advisor stands")
                .isEqualTo("孙倩");
        assertThat(value("select count(*) from followups.contact c where c.dealer_id = :dealer"))
                .isEqualTo("1");
    }

    @Test
    void FU_17_who_gets_his_car_later_is_called_three_days_after_it_and_the_task_follows_the_file() {
        ready();
        bring(FileKind.SALES, SALES + sale("S1", "2026-04-01", "", "有效"));
        assertThat(sales()).as("no pick-up yet").isEqualTo("S1 1 PENDING 2026-04-02 2026-04-08 null");
        bring(FileKind.SALES, SALES + sale("S1", "2026-04-01", "2026-04-08", "有效"));
        assertThat(sales()).as("picked up on the last day").isEqualTo("S1 1 PENDING 2026-04-08 2026-04-08 2026-04-08");
        bring(FileKind.SALES, SALES + sale("S1", "2026-04-01", "2026-04-09", "有效"));
        assertThat(sales()).as("a day behind it").isEqualTo("S1 1 PENDING 2026-04-10 2026-04-12 2026-04-09");
        bring(FileKind.SALES, SALES + sale("S1", "2026-04-01", "2026-05-20", "有效"));
        assertThat(sales()).as("it may lie ahead").isEqualTo("S1 1 PENDING 2026-05-21 2026-05-23 2026-05-20");
    }

    @Test
    void FU_17_a_returned_car_owes_nothing_and_a_sale_that_is_valid_again_owes_anew() {
        ready();
        bring(FileKind.SALES, SALES + sale("S1", "2026-04-08", "2026-04-08", "有效"));
        bring(FileKind.SALES, SALES + sale("S1", "2026-04-08", "2026-04-08", "退车"));
        assertThat(sales()).isEqualTo("S1 1 CANCELLED 2026-04-09 2026-04-15 2026-04-08");
        bring(FileKind.SALES, SALES + sale("S2", "2026-04-08", "2026-04-08", "退车"));
        assertThat(sales()).as("born returned").startsWith("S1 1 CANCELLED").doesNotContain("S2");
        bring(FileKind.SALES, SALES + sale("S1", "2026-04-08", "2026-04-08", "有效"));
        assertThat(sales()).contains("S1 1 CANCELLED", "S1 2 PENDING");
    }

    @Test
    void FU_17_an_old_sale_owes_no_call_and_one_that_merely_changed_none_either() {
        ready();
        bring(
                FileKind.SALES,
                SALES
                        + sale("S1", "2026-03-31", "", "有效")
                        + sale("S2", "2026-03-30", "", "有效")
                        + sale("S3", "2026-01-10", "2026-03-31", "有效"));
        assertThat(sales()).as("at a first load ten days").contains("S1", "S3").doesNotContain("S2");
        bring(FileKind.SALES, SALES + sale("S2", "2026-03-30", "", "有效").replace("X1", "X2"));
        assertThat(sales()).as("changed").doesNotContain("S2");
        bring(FileKind.SALES, SALES + sale("S4", "2026-03-11", "", "有效") + sale("S5", "2026-03-10", "", "有效"));
        assertThat(sales())
                .as("later thirty")
                .contains("S4 1 PENDING 2026-03-12 2026-03-18")
                .doesNotContain("S5");
        bring(FileKind.SALES, SALES + sale("S2", "2026-03-30", "2026-04-10", "有效"));
        assertThat(sales()).as("its buyer got the car now").contains("S2 1 PENDING 2026-04-11 2026-04-13");
    }

    @Test
    void FU_17_a_buyer_who_was_called_from_another_system_is_not_called_again() {
        ready();
        var calls = "sale_no,store_code,called_at,outcome\n";
        night(
                "sales.csv", SALES + sale("S1", "2026-04-08", "", "有效") + sale("S2", "2026-04-08", "", "有效"),
                "call_history.csv", calls + "S1,east,2026-04-10 18:00,满意\nS2,east,2026-04-10 18:00,未接通\n");
        assertThat(sales()).doesNotContain("S1").contains("S2 1 PENDING");
        bring(FileKind.CALL_HISTORY, calls + "S2,east,2026-04-10 19:00,短信\n");
        assertThat(sales()).contains("S2 1 CANCELLED");
    }

    @Test
    void FU_17_a_sale_that_waited_for_its_car_owes_the_call_when_the_car_comes() {
        bring(FileKind.CUSTOMERS, CUSTOMERS);
        bring(FileKind.SALES, SALES + sale("S1", "2026-04-08", "", "有效"));
        assertThat(sales()).isEqualTo("null");
        bring(FileKind.VEHICLES, VEHICLES);
        assertThat(sales()).isEqualTo("S1 1 PENDING 2026-04-09 2026-04-15 null");
    }

    private static String sale(String no, String dealt, String pickedUp, String status) {
        return "%s,east,%s,K1,%s,%s,X1,%s\n".formatted(no, VIN, dealt, pickedUp, status);
    }

    /** Number, round, state, first and last day, pick-up. */
    private String sales() {
        return value("""
                select string_agg(t.subject_no || ' ' || t.round || ' ' || t.state || ' ' || (t.due_from at time zone 'Asia/Shanghai')::date || ' '
                                  || ((t.due_at at time zone 'Asia/Shanghai')::date - 1) || ' '
                                  || coalesce((t.picked_up_at at time zone 'Asia/Shanghai')::date::text, 'null'), ', '
                                  order by t.subject_no, t.round)
                  from followups.task t
                 where t.dealer_id = :dealer
                   and t.kind = 'SALES'
                """);
    }

    private String maintenance() {
        return value("select v.next_maintenance_on from vehicles.vehicle v where v.dealer_id = :dealer");
    }

    // ---- owner data under approval

    @Test
    void A33_without_approval_a_change_is_set() {
        ready();
        assertThat(bring(FileKind.CUSTOMERS, CUSTOMERS.replace("陈建国", "陈国建")).counts())
                .isEqualTo(new Counts(0, 1, 1, 0, 0, 0, 0));
        assertThat(owner("name")).isEqualTo("陈国建");
        as(() -> assertThat(changes.pending(manager, Optional.empty(), 10)).isEmpty());
    }

    @Test
    void A33_a_change_becomes_a_request_that_a_newer_value_replaces() {
        approval();
        ready();
        var changed = bring(
                FileKind.CUSTOMERS, "customer_no,name,phone,phone2,city,sex\nK1,陈国建,13700137000,0571-88886666,杭州,男\n");
        assertThat(changed.counts()).isEqualTo(new Counts(0, 1, 0, 0, 0, 0, 0));
        assertThat(owner("name") + owner("phone") + owner("sex")).isEqualTo("陈建国+8613800138000MALE");
        assertThat(numbers()).as("a number that waits is not called").isEqualTo("+8613800138000 +8657188886666");
        assertThat(requests()).isEqualTo("city null 杭州, name 陈建国 陈国建, phone +8613800138000 +8613700137000");

        assertThat(bring(FileKind.CUSTOMERS, "customer_no,name,phone,city\nK1,陈国建,13700137000,杭州\n")
                        .counts()
                        .unchanged())
                .isEqualTo(1);
        assertThat(bring(FileKind.CUSTOMERS, "customer_no,name,phone,city\nK1,陈建华,13700137000,杭州\n")
                        .counts()
                        .changed())
                .isEqualTo(1);
        assertThat(requests()).isEqualTo("city null 杭州, name 陈建国 陈建华, phone +8613800138000 +8613700137000");
        bring(FileKind.CUSTOMERS, "customer_no,name,phone,city\nK1,陈建国,13700137000,杭州\n");
        assertThat(requests())
                .as("back to what is in force")
                .isEqualTo("city null 杭州, phone +8613800138000 +8613700137000");
    }

    @Test
    void A33_approved_is_in_force_and_declined_is_not_asked_again() {
        approval();
        ready();
        var changed = "customer_no,name,phone,id_no\nK1,陈国建,13700137000,330106199001011234\n";
        bring(FileKind.CUSTOMERS, changed);
        assertThat(decide("phone", true)).isEqualTo(Decided.DONE);
        assertThat(decide("id_no", true)).isEqualTo(Decided.DONE);
        assertThat(decide("name", false)).isEqualTo(Decided.DONE);
        assertThat(owner("name") + owner("phone") + owner("id_no_tail")).isEqualTo("陈建国+86137001370001234");
        assertThat(numbers()).isEqualTo("+8613700137000 +8613800138000");
        assertThat(bring(FileKind.CUSTOMERS, changed).counts().unchanged()).isEqualTo(1);
        assertThat(requests()).isEqualTo("null");
        assertThat(bring(FileKind.CUSTOMERS, changed.replace("陈国建", "陈建军"))
                        .counts()
                        .changed())
                .isEqualTo(1);
        assertThat(requests()).isEqualTo("name 陈建国 陈建军");
        assertThat(
                        value(
                                "select count(*) from audit.entry e where e.dealer_id = :dealer and e.action like 'owner-change-%'"))
                .isEqualTo("3");
        assertThat(
                        value(
                                "select count(*) from customers.owner_change o where o.dealer_id = :dealer and o.new_value like '%19900101%'"))
                .isEqualTo("0");
    }

    private void approval() {
        builder.employ(house, "admin", Map.of(house.east(), Set.of(Role.ADMINISTRATOR)));
        var admin = builder.actor(house, "admin");
        as(() -> settings.change(admin, house.east(), "profile.owner-approval", "true"));
    }

    private Decided decide(String field, boolean approve) {
        return DealerContext.callAs(house.dealer(), () -> {
            var change = changes.pending(manager, Optional.empty(), 10).stream()
                    .filter(it -> it.field().equals(field))
                    .findFirst()
                    .orElseThrow();
            var decided = approve
                    ? changes.approve(manager, change.id(), MORNING)
                    : changes.decline(manager, change.id(), Optional.of("核实过"), MORNING);
            assertThat(changes.approve(manager, change.id(), MORNING)).isEqualTo(Decided.NO_LONGER_OPEN);
            return decided;
        });
    }

    private String requests() {
        return value("""
                select string_agg(o.field || ' ' || coalesce(o.old_value, 'null') || ' ' || o.new_value, ', ' order by o.field)
                  from customers.owner_change o
                 where o.dealer_id = :dealer
                   and o.state = 'PENDING'
                """);
    }

    private String owner(String column) {
        return value("select c.%s from customers.customer c where c.dealer_id = :dealer and c.customer_no = 'K1'"
                .formatted(column));
    }

    private String numbers() {
        return value("""
                select string_agg(p.e164, ' ' order by p.position)
                  from customers.phone p
                  join customers.customer c on c.dealer_id = :dealer and c.id = p.customer_id and c.customer_no = 'K1'
                 where p.dealer_id = :dealer
                """);
    }

    // ---- fixtures

    private void ready() {
        bring(FileKind.CUSTOMERS, CUSTOMERS);
        bring(FileKind.VEHICLES, VEHICLES);
    }

    private static String order(String no, String settledOn) {
        return "%s,east,%s,保养,%s 09:00,%s 16:00,,结算\n".formatted(no, VIN, settledOn, settledOn);
    }

    private void night(String... files) {
        try {
            var folder = data.resolve("inbox").resolve(house.code());
            Files.createDirectories(folder);
            for (var i = 0; i < files.length; i += 2) {
                Files.writeString(folder.resolve(files[i]), files[i + 1]);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        nightly.run(NIGHT);
        drained();
    }

    private ImportedFile bring(FileKind kind, String text) {
        var file = DealerContext.callAs(
                house.dealer(),
                () -> desk.takeNow(
                        actor,
                        kind,
                        kind.word() + ".csv",
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        drained();
        return file;
    }

    /** Waits until every event is heard: the registry deletes what is. */
    private void drained() {
        for (int n = 0; n < 2_000; n++) {
            if (jdbc.sql("select count(*) from infrastructure.event_publication")
                            .query(Integer.class)
                            .single()
                    == 0) {
                return;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("events wait");
    }

    private String tasks() {
        return value("""
                select string_agg(t.order_no || ' ' || t.round || ' ' || t.state, ', ' order by t.order_no, t.round)
                  from followups.task t
                 where t.dealer_id = :dealer
                """);
    }

    private UUID customer(String no) {
        return UUID.fromString(
                value("select c.id from customers.customer c where c.dealer_id = :dealer and c.customer_no = '%s'"
                        .formatted(no)));
    }

    private void as(Runnable work) {
        DealerContext.runAs(house.dealer(), work);
    }

    private String value(String sql) {
        return builder.in(
                house,
                () -> String.valueOf(jdbc.sql(sql)
                        .param("dealer", house.dealer())
                        .query((row, _) -> Optional.ofNullable(row.getString(1)))
                        .single()
                        .orElse(null)));
    }

    private static String vin(String pattern) {
        return new Vin(pattern.substring(0, 8) + Vin.checkDigit(pattern) + pattern.substring(9)).value();
    }
}
