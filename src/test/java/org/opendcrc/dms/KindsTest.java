package org.opendcrc.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.dms.Finding.Weight;
import org.opendcrc.dms.ImportedFile.Counts;
import org.opendcrc.organisation.SettableClock;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.Vin;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files of all kinds, and rows that wait, from Friday 10 April 2026 at 23:30. */
@ApplicationTest
@Import(TestHouse.class)
class KindsTest {

    private static final Instant NIGHT = Instant.parse("2026-04-10T15:30:00Z");
    private static final String VIN = vin("LFPH3ABC0N1000001");
    private static final String OTHER_VIN = vin("LFPH3ABC0N1000002");
    private static final String CUSTOMERS = "customer_no,name,phone\n000017,陈建国,13800138000\nK2,李敏,13900139000\n";
    private static final String VEHICLES =
            "vin,plate,brand,customer_no\n%s,浙A·7K3F9,岚峰,000017\n%s,浙A12345,岚峰,K2\n".formatted(VIN, OTHER_VIN);
    private static final String ORDERS = "order_no,store_code,vin,kind,sent_in_at,settled_at\n"
            + "WT1,east,%s,保养,2026-04-10 09:00,2026-04-10 16:00\n".formatted(VIN);
    private static final String LINES = "order_no,store_code,line_no,kind,code,name,quantity,amount_yuan\n";

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    ImportDesk desk;

    @Autowired
    NightlyImport nightly;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Value("${opendcrc.data}")
    Path data;

    TestHouse.House house;
    Actor actor;
    Instant now = NIGHT;

    @BeforeEach
    void open() {
        at(NIGHT);
        house = builder.open();
        builder.employ(house, "info", Map.of(house.east(), Set.of(Role.INFORMATION)));
        actor = builder.actor(house, "info");
    }

    private void at(Instant moment) {
        now = moment;
        ((SettableClock) clock).set(moment);
    }

    // ---- each kind

    @Test
    void sales_come_in_with_their_buyer_and_consultant() {
        ready();
        bring(FileKind.STAFF, "staff_no,name,role,store_code\nX1,孙,销售顾问,east\n");
        var text =
                "sale_no,store_code,vin,customer_no,dealt_on,delivered_on,consultant_no,price_yuan,status\nS1,east,%s,K2,2026-04-01,2026-05-05,X1,\"¥128,800.50\",\nS2,east,%s,K9,2026/4/2,,X9,1,退车\nS3,east,%s,K2,2026-04-02,,,,取消\nS4,east,%s,K2,2026-04-12,,,,\n"
                        .formatted(VIN, OTHER_VIN, VIN, VIN);
        var file = bring(FileKind.SALES, text);
        assertThat(file.counts()).isEqualTo(new Counts(2, 0, 0, 0, 2, 0, 2));
        assertThat(findings(file, Weight.REJECTED))
                .extracting(Finding::line, Finding::why)
                .containsExactly(tuple(4, "status-unknown"), tuple(5, "ahead"));
        assertThat(findings(file, Weight.WARNING))
                .extracting(Finding::why)
                .containsExactlyInAnyOrder("consultant-unknown", "owner-instead");
        assertThat(value("""
                        select string_agg(s.sale_no || ' ' || c.customer_no || ' ' || coalesce(s.delivered_on::text, '-') || ' ' || s.price_fen
                                          || ' ' || s.status || ' ' || (s.consultant_id is not null), ', ' order by s.sale_no)
                          from vehicles.sale s
                          join customers.customer c on c.dealer_id = :dealer and c.id = s.customer_id
                         where s.dealer_id = :dealer
                        """)).isEqualTo("S1 K2 2026-05-05 12880050 VALID true, S2 K2 - 100 RETURNED false");
        assertThat(bring(FileKind.SALES, text).counts()).isEqualTo(new Counts(0, 0, 2, 0, 2, 0, 2));
        // A column that is there and empty clears a fact, a missing one leaves it.
        bring(FileKind.SALES, "sale_no,store_code,vin,customer_no,dealt_on\nS1,east,%s,K2,2026-04-01\n".formatted(VIN));
        assertThat(value("select s.price_fen from vehicles.sale s where s.dealer_id = :dealer and s.sale_no = 'S1'"))
                .isEqualTo("12880050");
        bring(
                FileKind.SALES,
                "sale_no,store_code,vin,customer_no,dealt_on,price_yuan\nS1,east,%s,K2,2026-04-01,\n".formatted(VIN));
        assertThat(
                        value(
                                "select s.price_fen is null from vehicles.sale s where s.dealer_id = :dealer and s.sale_no = 'S1'"))
                .isEqualTo("true");
    }

    @Test
    void lines_and_recommendations_belong_to_their_order() {
        ready();
        bring(FileKind.REPAIR_ORDERS, ORDERS);
        var lines = LINES
                + "WT1,east,1,工时,G1,更换机油,0.5,\"1,286.00\"\nWT1,east,2,辅料,,清洁剂,1.25,x\nWT1,east,2,配件,P1,机滤,2,30\nWT1,north,3,配件,,,1,\n";
        var file = bring(FileKind.REPAIR_LINES, lines);
        assertThat(file.counts()).isEqualTo(new Counts(2, 0, 0, 1, 1, 0, 2));
        assertThat(value("""
                        select string_agg(l.line_no || ' ' || l.kind || ' ' || l.name || ' ' || l.quantity || ' ' || l.amount_fen, ', ' order by l.line_no)
                          from vehicles.repair_line l
                         where l.dealer_id = :dealer
                        """)).isEqualTo("1 LABOUR 更换机油 0.500 128600, 2 PART 机滤 2.000 3000");
        assertThat(bring(FileKind.REPAIR_LINES, lines).counts()).isEqualTo(new Counts(0, 0, 2, 1, 1, 0, 2));

        var recommended =
                "order_no,store_code,item,usable_until,usable_km,accepted\nWT1,east,前刹车片,2026-07-10,5000公里,否\n";
        assertThat(bring(FileKind.RECOMMENDATIONS, recommended).counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0, 0));
        var second =
                bring(FileKind.RECOMMENDATIONS, "order_no,store_code,item,usable_until,accepted\nWT1,east,前刹车片,,\n");
        assertThat(second.counts().changed()).isEqualTo(1);
        assertThat(value("""
                        select coalesce(r.usable_until::text, '-') || ' ' || r.usable_km || ' ' || r.accepted
                          from vehicles.recommendation r
                         where r.dealer_id = :dealer
                        """)).isEqualTo("- 5000 false");
    }

    @Test
    void stock_and_gate_log_need_no_car() {
        var stock =
                "store_code,part_no,name,quantity,shelf\neast,P1,机滤,12,A-3\neast,P2,空滤,-1,\neast,P3,火花塞,多,\neast,P4,,,B\n";
        var file = bring(FileKind.PARTS_STOCK, stock);
        assertThat(file.counts()).isEqualTo(new Counts(2, 0, 0, 0, 2, 0, 0));
        assertThat(findings(file, Weight.REJECTED))
                .extracting(Finding::line, Finding::why)
                .containsExactly(tuple(4, "number-needed"), tuple(5, "missing"));
        assertThat(bring(FileKind.PARTS_STOCK, stock.replace(",12,", ",11,")).counts())
                .isEqualTo(new Counts(0, 1, 1, 0, 2, 0, 0));

        var gate =
                "store_code,plate,in_at,out_at,guard\neast,浙a·7k3f9,2026-04-10 08:55,,老周\neast,临牌,2026-04-10 09:00,,\neast,浙A12345,2026-04-10 10:00,2026-04-10 09:00,\n";
        var log = bring(FileKind.GATE_LOG, gate);
        assertThat(log.counts()).isEqualTo(new Counts(2, 0, 0, 0, 1, 0, 1));
        assertThat(findings(log, Weight.WARNING)).extracting(Finding::why).containsExactly("out-before-in");
        var left = bring(
                FileKind.GATE_LOG,
                "store_code,plate,in_at,out_at,guard\neast,浙A7K3F9,2026-04-10 08:55,2026-04-10 17:00,\n");
        assertThat(left.counts()).isEqualTo(new Counts(0, 1, 0, 0, 0, 0, 0));
        assertThat(
                        value(
                                "select g.guard from vehicles.gate_record g where g.dealer_id = :dealer and g.plate = '浙A7K3F9'"))
                .isEqualTo("老周");
    }

    @Test
    void complaints_of_another_system_keep_unknown_people_as_text() {
        ready();
        var text =
                "complaint_no,store_code,received_at,customer_no,vin,kind,text,handler_no,solved_at,closed_at,result\nT1,east,2025-03-01 10:00,000017,%s,维修质量,异响,X9,2025-03-02,2025-03-03,已返修\nT2,east,2025-03-01,K9,,,态度差,,,2025-02-01,\n"
                        .formatted(VIN);
        var file = bring(FileKind.COMPLAINT_HISTORY, text);
        assertThat(file.counts()).isEqualTo(new Counts(2, 0, 0, 0, 0, 0, 3));
        assertThat(findings(file, Weight.WARNING))
                .extracting(Finding::line, Finding::why)
                .containsExactlyInAnyOrder(
                        tuple(2, "handler-unknown"), tuple(3, "closed-before-received"), tuple(3, "kept-as-text"));
        assertThat(value("""
                        select string_agg(h.complaint_no || ' ' || h.customer_no || ' ' || (h.customer_id is not null) || ' '
                                          || (h.vehicle_id is not null), ', ' order by h.complaint_no)
                          from complaints.history h
                         where h.dealer_id = :dealer
                        """)).isEqualTo("T1 000017 true true, T2 K9 false false");
        assertThat(bring(FileKind.COMPLAINT_HISTORY, text).counts().unchanged()).isEqualTo(2);
    }

    @Test
    void a_call_of_the_history_is_about_an_order_or_a_sale() {
        ready();
        bring(FileKind.REPAIR_ORDERS, ORDERS);
        bring(FileKind.SALES, "sale_no,store_code,vin,customer_no,dealt_on\nS1,east,%s,K2,2026-04-01\n".formatted(VIN));
        var text =
                "order_no,sale_no,store_code,called_at,outcome,score,satisfaction,staff_no\nWT1,S1,east,2026-04-09 10:00,未接通,,,\n,S1,east,2026-04-09 10:00,满意,95,4.5,X9\n,,east,2026-04-09,满意,,,\nWT1,,east,2026-04-09,很好,,,\n";
        var file = bring(FileKind.CALL_HISTORY, text);
        assertThat(file.counts()).isEqualTo(new Counts(2, 0, 0, 0, 2, 0, 1));
        assertThat(findings(file, Weight.REJECTED))
                .extracting(Finding::line, Finding::column, Finding::why)
                .containsExactly(tuple(4, "order_no", "missing"), tuple(5, "outcome", "outcome-unknown"));
        assertThat(value("""
                        select string_agg((h.order_id is not null) || ' ' || h.outcome || ' ' || coalesce(h.score, 0), ', ' order by h.outcome)
                          from followups.call_history h
                         where h.dealer_id = :dealer
                        """)).isEqualTo("true NOT_CONNECTED 0, false SATISFIED 95.00");
        assertThat(bring(FileKind.CALL_HISTORY, text).counts().unchanged()).isEqualTo(2);
        assertThat(bring(FileKind.CALL_HISTORY, "store_code,called_at,outcome\n")
                        .refusedArguments())
                .singleElement()
                .asString()
                .contains("order_no");
    }

    // ---- waiting

    @Test
    void rows_come_in_with_the_file_that_completes_them_and_so_do_those_behind_them() {
        var lines = bring(FileKind.REPAIR_LINES, LINES + "WT1,east,1,工时,,换油,1,10\n");
        var recommended = bring(FileKind.RECOMMENDATIONS, "order_no,store_code,item\nWT1,east,前刹车片\nWT2,east,后刹车片\n");
        var calls = bring(FileKind.CALL_HISTORY, "sale_no,store_code,called_at,outcome\nS1,east,2026-04-09,满意\n");
        var orders = bring(FileKind.REPAIR_ORDERS, ORDERS);
        var sales = bring(
                FileKind.SALES,
                "sale_no,store_code,vin,customer_no,dealt_on,consultant_no\nS1,east,%s,000017,2026-04-01,X9\n"
                        .formatted(VIN));
        var vehicles = bring(FileKind.VEHICLES, VEHICLES);
        for (var file : List.of(lines, calls, orders, sales)) {
            assertThat(file.counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 1, 0));
        }
        assertThat(vehicles.counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 2, 0));

        var customers = bring(FileKind.CUSTOMERS, CUSTOMERS);
        assertThat(customers.counts()).as("its own lines").isEqualTo(new Counts(2, 0, 0, 0, 0, 0, 0));
        assertThat(customers.released()).isEqualTo(7);
        assertThat(again(vehicles).counts()).isEqualTo(new Counts(2, 0, 0, 0, 0, 0, 0));
        assertThat(again(orders).counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0, 0));
        assertThat(again(sales).counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0, 1));
        assertThat(findings(sales, Weight.WARNING))
                .extracting(Finding::line, Finding::column, Finding::value, Finding::why)
                .containsExactly(tuple(2, "consultant_no", "X9", "consultant-unknown"));
        assertThat(again(calls).counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0, 0));
        assertThat(again(recommended).counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 1, 0));
        assertThat(findings(recommended, Weight.WAITING))
                .extracting(Finding::line, Finding::value, Finding::why)
                .containsExactly(tuple(3, "WT2", "order-unknown"));
        assertThat(value("select count(*) from vehicles.repair_line l where l.dealer_id = :dealer"))
                .isEqualTo("1");
        assertThat(value("select o.settled_in_run from vehicles.repair_order o where o.dealer_id = :dealer"))
                .isEqualTo(customers.id().toString());
    }

    @Test
    void a_later_row_of_the_same_key_overtakes_the_one_that_waits() {
        bring(FileKind.CUSTOMERS, "customer_no,name,phone\nK2,李敏,13900139000\n");
        var head = "vin,brand,color,customer_no\n";
        var first = bring(FileKind.VEHICLES, head + "%s,岚峰,红,K9\n".formatted(VIN));
        var same = bring(FileKind.VEHICLES, head + "%s,岚峰,红,K9\n".formatted(VIN));
        assertThat(again(first).counts()).isEqualTo(new Counts(0, 0, 1, 0, 0, 0, 0));
        assertThat(same.counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 1, 0));
        var second = bring(FileKind.VEHICLES, head + "%s,岚峰,蓝,K2\n".formatted(VIN));
        assertThat(again(same).counts()).isEqualTo(new Counts(0, 0, 0, 1, 0, 0, 0));
        assertThat(findings(same, Weight.SUPERSEDED)).extracting(Finding::line).containsExactly(2);
        assertThat(second.counts().created()).isEqualTo(1);
        assertThat(bring(FileKind.CUSTOMERS, "customer_no,name,phone\nK9,王,13900139001\n")
                        .released())
                .isZero();
        assertThat(value("select v.color from vehicles.vehicle v where v.dealer_id = :dealer"))
                .isEqualTo("蓝");
    }

    @Test
    void a_released_row_that_is_wrong_is_rejected_at_its_file() {
        var orders = bring(
                FileKind.REPAIR_ORDERS,
                "order_no,store_code,vin,kind,sent_in_at,status\nWT1,east,%s,保养,2026-04-10 09:00,结算\n".formatted(VIN));
        assertThat(orders.counts().waiting()).isEqualTo(1);
        bring(FileKind.CUSTOMERS, CUSTOMERS);
        assertThat(bring(FileKind.VEHICLES, VEHICLES).released()).isEqualTo(1);
        assertThat(again(orders).counts()).isEqualTo(new Counts(0, 0, 0, 0, 1, 0, 0));
        assertThat(findings(orders, Weight.REJECTED)).extracting(Finding::why).containsExactly("settled-without-time");
    }

    @Test
    void FU_15_a_row_waits_seven_nights_and_is_then_rejected() {
        var orders = bring(FileKind.REPAIR_ORDERS, ORDERS);
        for (var night = 0; night < 6; night++) {
            close(NIGHT.plus(Duration.ofDays(night)));
            assertThat(again(orders).counts()).as("night %d", night + 1).isEqualTo(new Counts(0, 0, 0, 0, 0, 1, 0));
        }
        close(NIGHT.plus(Duration.ofDays(6)));
        assertThat(again(orders).counts()).isEqualTo(new Counts(0, 0, 0, 0, 1, 0, 0));
        assertThat(findings(orders, Weight.REJECTED))
                .extracting(Finding::line, Finding::column, Finding::value, Finding::why)
                .containsExactly(tuple(2, "vin", VIN, "vehicle-unknown"));
        assertThat(DealerContext.callAs(house.dealer(), () -> desk.rejects(actor, orders.id(), 0, 10)))
                .singleElement()
                .satisfies(it -> assertThat(it.cells()).startsWith("WT1", "east", VIN));
        ready();
        assertThat(value("select count(*) from vehicles.repair_order o where o.dealer_id = :dealer"))
                .isEqualTo("0");
    }

    @Test
    void the_file_of_the_seventh_night_still_completes_it_and_a_day_run_by_hand_counts_no_night() throws Exception {
        var orders = bring(FileKind.REPAIR_ORDERS, ORDERS);
        close(NIGHT.plus(Duration.ofDays(5)).plusSeconds(3_600));
        assertThat(again(orders).counts().waiting()).isEqualTo(1);
        var folder = data.resolve("inbox").resolve(house.code());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("vehicles.csv"), VEHICLES);
        Files.writeString(folder.resolve("customers.csv"), CUSTOMERS);
        close(NIGHT.plus(Duration.ofDays(6)));
        assertThat(again(orders).counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void what_comes_just_after_the_nightly_run_has_its_first_night_the_next_day() {
        at(NIGHT.plusSeconds(1));
        var orders = bring(FileKind.REPAIR_ORDERS, ORDERS);
        close(NIGHT.plus(Duration.ofDays(6)));
        assertThat(again(orders).counts().waiting()).isEqualTo(1);
        close(NIGHT.plus(Duration.ofDays(7)));
        assertThat(again(orders).counts().rejected()).isEqualTo(1);
    }

    // ---- several files of one night

    @Test
    void of_two_files_of_one_kind_the_later_by_name_counts_and_orders_before_their_cars_end_well() throws Exception {
        var folder = data.resolve("inbox").resolve(house.code());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("repair_orders-1.csv"), ORDERS);
        Files.writeString(folder.resolve("repair_orders-2.csv"), ORDERS.replace("16:00", "17:00"));
        Files.writeString(folder.resolve("vehicles.csv"), VEHICLES);
        Files.writeString(folder.resolve("customers-b.csv"), "customer_no,name,phone\nK2,李敏捷,13900139000\n");
        Files.writeString(folder.resolve("customers-a.csv"), CUSTOMERS);
        nightly.run(NIGHT);
        assertThat(counts("customers-a.csv")).isEqualTo("1 0 0 1 0 0");
        assertThat(counts("customers-b.csv")).isEqualTo("1 0 0 0 0 0");
        assertThat(counts("repair_orders-1.csv")).isEqualTo("0 0 0 1 0 0");
        assertThat(counts("repair_orders-2.csv")).isEqualTo("1 0 0 0 0 0");
        assertThat(
                        value(
                                "select to_char(o.settled_at, 'HH24:MI') from vehicles.repair_order o where o.dealer_id = :dealer"))
                .isEqualTo("09:00");
        assertThat(value(
                        "select c.name from customers.customer c where c.dealer_id = :dealer and c.customer_no = 'K2'"))
                .isEqualTo("李敏捷");
        assertThat(value("select count(*) from dms.told t where t.dealer_id = :dealer"))
                .isEqualTo("0");
    }

    private String counts(String name) {
        return value("""
                select f.accepted_new || ' ' || f.accepted_changed || ' ' || f.unchanged || ' ' || f.superseded || ' ' || f.rejected || ' ' || f.waiting
                  from dms.file f
                 where f.dealer_id = :dealer and f.name = '%s'
                """.formatted(name));
    }

    // ---- fixtures

    private void ready() {
        bring(FileKind.CUSTOMERS, CUSTOMERS);
        bring(FileKind.VEHICLES, VEHICLES);
    }

    private void close(Instant night) {
        at(night);
        nightly.run(night);
    }

    private ImportedFile bring(FileKind kind, String text) {
        return DealerContext.callAs(
                house.dealer(),
                () -> desk.takeNow(
                        actor,
                        kind,
                        kind.word() + ".csv",
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    private ImportedFile again(ImportedFile file) {
        return DealerContext.callAs(house.dealer(), () -> desk.find(actor, file.id()));
    }

    private List<Finding> findings(ImportedFile file, Weight weight) {
        return DealerContext.callAs(house.dealer(), () -> desk.findings(actor, file.id(), weight, 0, 0));
    }

    private String value(String sql) {
        return builder.in(
                house,
                () -> String.valueOf(
                        jdbc.sql(sql).param("dealer", house.dealer()).query().singleValue()));
    }

    private static String vin(String pattern) {
        return new Vin(pattern.substring(0, 8) + Vin.checkDigit(pattern) + pattern.substring(9)).value();
    }
}
