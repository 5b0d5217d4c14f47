package org.opendcrc.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendcrc.ApplicationTest;
import org.opendcrc.dms.ImportOracle.File;
import org.opendcrc.dms.ImportOracle.Line;
import org.opendcrc.organisation.SettableClock;
import org.opendcrc.organisation.SettingsDesk;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Three nights of random files of all kinds, shuffled, with repeated, contradicting and bad lines, cars before their owners and orders
 * before their cars, against {@link ImportOracle}. Rows wait for two nights.
 */
@ApplicationTest
@Import({TestHouse.class, ThreeNightsTest.Saboteur.class})
class ThreeNightsTest {

    private static final Instant NIGHT = Instant.parse("2026-04-10T15:30:00Z");
    private static final int NIGHTS = 3;
    private static final int CUSTOMERS = 300;

    /** Breaks a file off in the last moment before it is committed, as often as it is told. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Saboteur {

        @Bean
        static Break breakOff() {
            return new Break(new AtomicInteger(-1));
        }

        record Break(AtomicInteger after) {

            @EventListener
            void on(Audited event) {
                if (event.action().equals("file-imported") && after.getAndDecrement() == 0) {
                    throw new IllegalStateException("the power is gone");
                }
            }
        }
    }

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    NightlyImport nightly;

    @Autowired
    SettingsDesk settings;

    @Autowired
    Saboteur.Break power;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Value("${opendcrc.data}")
    Path data;

    TestHouse.House house;

    @BeforeEach
    void open() {
        ((SettableClock) clock).set(NIGHT);
        house = builder.open();
        builder.employ(house, "admin", Map.of(house.east(), Set.of(Role.ADMINISTRATOR)));
        var admin = builder.actor(house, "admin");
        DealerContext.runAs(house.dealer(), () -> settings.change(admin, house.east(), "import.waiting-nights", "2"));
    }

    @ParameterizedTest(name = "seed {0}, broken off after {1} files of the second night")
    @CsvSource({"1, -1", "2, -1", "3, 2", "4, 5", "5, 9"})
    void the_house_knows_what_an_independent_count_of_the_same_files_knows(long seed, int files) throws Exception {
        var oracle = new ImportOracle(2);
        var random = new Random(seed);
        for (var n = 0; n < NIGHTS; n++) {
            var due = NIGHT.plus(Duration.ofDays(n));
            var night = LocalDate.of(2026, 4, 10 + n);
            var dropped = night(random, night, n);
            drop(dropped);
            ((SettableClock) clock).set(due);
            if (n == 1 && files >= 0) {
                power.after().set(files);
                assertThatThrownBy(() -> nightly.run(due)).hasMessageContaining("could not be brought in");
                power.after().set(-1);
            }
            nightly.run(due);
            drained();
            oracle.night(night, dropped);
            assertThat(counts()).as("counts, night %d, seed %d", n + 1, seed).isEqualTo(inWords(oracle.counts));
            assertThat(tasks())
                    .as("tasks, night %d, seed %d", n + 1, seed)
                    .isEqualTo(oracle.tasks.entrySet().stream()
                            .map(it -> it.getKey() + " " + it.getValue())
                            .sorted()
                            .toList());
            for (var kind : ImportOracle.COLUMNS.keySet()) {
                assertThat(facts(kind))
                        .as("%s, night %d, seed %d", kind, n + 1, seed)
                        .isEqualTo(oracle.lines(kind));
            }
        }
        assertThat(oracle.counts.values().stream().mapToInt(it -> it.released).sum())
                .as("some rows waited")
                .isPositive();
    }

    private static List<String> inWords(Map<String, ImportOracle.Counts> counts) {
        return counts.entrySet().stream()
                .map(it -> it.getKey() + ": " + it.getValue())
                .toList();
    }

    // ---- files of a night, in the order in which they are taken

    private static List<File> night(Random random, LocalDate night, int n) {
        var files = new ArrayList<File>();
        files.add(file(random, "staff", "", 30, night, n));
        files.add(file(random, "customers", "", CUSTOMERS, night, n));
        files.add(file(random, "vehicles", "", 300, night, n));
        files.add(file(random, "sales", "", 100, night, n));
        files.add(file(random, "repair_orders", "-1", 250, night, n));
        files.add(file(random, "repair_orders", "-2", 120, night, n));
        files.add(file(random, "repair_lines", "", 200, night, n));
        files.add(file(random, "recommendations", "", 120, night, n));
        files.add(file(random, "parts_stock", "", 60, night, n));
        files.add(file(random, "gate_log", "", 80, night, n));
        files.add(file(random, "call_history", "", 120, night, n));
        files.add(file(random, "complaint_history", "", 40, night, n));
        return files;
    }

    private static File file(Random random, String kind, String suffix, int size, LocalDate night, int n) {
        var lines = new ArrayList<Line>();
        for (var i = 0; i < size; i++) {
            var line = line(random, kind, night, n);
            lines.add(line);
            switch (random.nextInt(12)) {
                case 0 -> lines.add(new Line(line.cells(), false)); // the same again
                case 1 -> lines.add(new Line(spoilt(random, kind, line.cells()), true));
                default -> {}
            }
        }
        Collections.shuffle(lines, random);
        return new File(kind + suffix + ".csv", kind, lines);
    }

    /** A line that must be rejected, whatever else is known. */
    private static Map<String, String> spoilt(Random random, String kind, Map<String, String> cells) {
        var bad = new LinkedHashMap<>(cells);
        if (kind.equals("customers")) {
            bad.put("phone", random.nextBoolean() ? "" : "12");
        } else if (kind.equals("vehicles")) {
            bad.put("vin", random.nextBoolean() ? "LFPH3" : "");
        } else if (kind.equals("repair_orders") && random.nextBoolean()) {
            bad.put("status", "结算");
            bad.put("settled_at", "");
        } else {
            bad.put("store_code", random.nextBoolean() ? "north" : "");
        }
        return bad;
    }

    private static Line line(Random random, String kind, LocalDate night, int n) {
        var cells = new LinkedHashMap<String, String>();
        for (var column : ImportOracle.columns(kind)) {
            cells.put(column, cell(random, kind, column, night, n));
        }
        if (kind.equals("repair_orders")) {
            fit(random, cells, night);
        }
        if (kind.equals("staff")) {
            cells.put("name", "员工" + cells.get("staff_no"));
        }
        if (kind.equals("call_history") && random.nextInt(4) == 0) {
            cells.put("order_no", "");
        }
        return new Line(Map.copyOf(cells), false);
    }

    /** Times and status that agree. */
    private static void fit(Random random, Map<String, String> cells, LocalDate night) {
        var sentIn = night.minusDays(random.nextInt(40));
        cells.put("sent_in_at", sentIn + " 09:00");
        var settled = random.nextInt(4) > 0;
        cells.put("settled_at", settled ? sentIn + " 1" + random.nextInt(8) + ":30" : "");
        var words = settled ? List.of("", "结算", "结算", "作废", "在修") : List.of("", "在修", "作废");
        cells.put("status", pick(random, words));
    }

    private static String cell(Random random, String kind, String column, LocalDate night, int n) {
        return switch (column) {
            case "staff_no" -> "E" + random.nextInt(20);
            case "role" -> pick(random, List.of("客服专员", "服务顾问", "保安"));
            case "active" -> pick(random, List.of("", "是", "是", "否"));
            case "store_code" -> pick(random, List.of("east", "east", "west"));
            // More of them are known from night to night.
            case "customer_no" ->
                kind.equals("customers")
                        ? "K" + random.nextInt(120 + 90 * n)
                        : kind.equals("complaint_history") && random.nextInt(3) == 0 ? "" : "K" + random.nextInt(320);
            case "name" -> pick(random, List.of("陈建国", "李敏", "王芳", "更换机油", "机滤"));
            case "phone" -> "1380013800" + random.nextInt(10);
            case "city" -> pick(random, List.of("", "杭州", "宁波"));
            case "dnd", "accepted" -> pick(random, List.of("", "是", "否"));
            case "changed_at" ->
                random.nextInt(3) == 0 ? "" : night.minusDays(random.nextInt(5)).toString() + " 08:00";
            case "vin" -> "LFPH3ABC0N1%06d".formatted(random.nextInt(kind.equals("vehicles") ? 200 + 60 * n : 330));
            case "plate" ->
                kind.equals("gate_log")
                        ? "浙A%05d".formatted(10_000 + random.nextInt(40))
                        : pick(random, List.of("", "无"));
            case "brand" -> pick(random, List.of("岚峰", "江铃"));
            case "color" -> pick(random, List.of("", "红", "蓝", "白"));
            case "sale_no" -> "S" + random.nextInt(120);
            case "dealt_on" -> night.minusDays(random.nextInt(9)).toString();
            case "price_yuan" -> pick(random, List.of("", "128800.50", "99000"));
            case "status" -> pick(random, List.of("", "有效", "退车"));
            case "order_no" -> "WT" + random.nextInt(kind.equals("repair_orders") ? 300 : 330);
            case "kind" ->
                switch (kind) {
                    case "repair_orders" -> pick(random, List.of("保养", "一般维修", "内部"));
                    case "repair_lines" -> pick(random, List.of("工时", "配件"));
                    default -> pick(random, List.of("", "维修质量", "服务态度"));
                };
            case "sent_in_at", "settled_at" -> "";
            case "line_no" -> Integer.toString(1 + random.nextInt(3));
            case "quantity" ->
                kind.equals("parts_stock")
                        ? Integer.toString(random.nextInt(9))
                        : pick(random, List.of("", "1", "2.5"));
            case "item" -> pick(random, List.of("前刹车片", "轮胎"));
            case "usable_km" -> pick(random, List.of("", "5000", "8000"));
            case "part_no" -> "P" + random.nextInt(50);
            case "shelf" -> pick(random, List.of("", "A-1", "B-2"));
            case "in_at" -> night + " 0" + random.nextInt(3) + ":00";
            case "out_at" -> pick(random, List.of("", night + " 17:00"));
            case "guard" -> pick(random, List.of("", "老周", "小吴"));
            case "called_at", "received_at" -> night.minusDays(random.nextInt(2)) + " 10:00";
            case "outcome" -> pick(random, List.of("满意", "不满意", "未接通", "空号", "短信"));
            case "score" -> pick(random, List.of("", "95", "88.5"));
            case "complaint_no" -> "T" + random.nextInt(30);
            case "text" -> pick(random, List.of("异响", "等候太久"));
            default -> throw new IllegalArgumentException(column);
        };
    }

    private static String pick(Random random, List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private void drop(List<File> files) throws Exception {
        var folder = data.resolve("inbox").resolve(house.code());
        Files.createDirectories(folder);
        for (var file : files) {
            var columns = ImportOracle.columns(file.kind());
            var text = new StringBuilder(String.join(",", columns)).append('\n');
            for (var line : file.lines()) {
                text.append(String.join(",", columns.stream().map(line::cell).toList()))
                        .append('\n');
            }
            Files.writeString(folder.resolve(file.name()), text);
        }
    }

    // ---- what the house knows

    private List<String> counts() {
        return rows("""
                select (r.started_at at time zone 'Asia/Shanghai')::date || ' ' || f.name || ': ' || f.accepted_new || ' new '
                       || f.accepted_changed || ' changed ' || f.unchanged || ' unchanged ' || f.superseded || ' superseded '
                       || f.rejected || ' rejected ' || f.waiting || ' waiting ' || f.released || ' released'
                  from dms.file f
                  join dms.run r on r.dealer_id = :dealer and r.id = f.run_id
                 where f.dealer_id = :dealer
                """);
    }

    private List<String> tasks() {
        return rows("""
                select s.code || '/' || t.order_no || ' ' || t.round || ' ' || t.state
                  from followups.task t
                  join organisation.report_store s on s.dealer_id = :dealer and s.store_id = t.store_id
                 where t.dealer_id = :dealer
                   and t.order_id is not null
                """);
    }

    private List<String> facts(String kind) {
        var lines = new ArrayList<String>();
        builder.in(house, () -> {
            jdbc.sql(Objects.requireNonNull(FACTS.get(kind), kind))
                    .param("dealer", house.dealer())
                    .query(row -> {
                        var plain = new TreeMap<String, String>();
                        for (var i = 2; i <= row.getMetaData().getColumnCount(); i++) {
                            var value = row.getString(i);
                            plain.put(row.getMetaData().getColumnLabel(i), value == null ? "" : value);
                        }
                        lines.add(row.getString(1) + " " + plain);
                    });
            return true;
        });
        return lines.stream().sorted().toList();
    }

    private static final Map<String, String> FACTS = Map.ofEntries(
            Map.entry("staff", """
                    select p.staff_no || '/' || s.code || '/' || case k.role when 'AGENT' then '客服专员' when 'ADVISOR' then '服务顾问' else '保安' end,
                           case when k.active then '是' else '否' end as active
                      from organisation.staff_role k
                      join organisation.staff p on p.dealer_id = :dealer and p.id = k.staff_id and p.staff_no like 'E%'
                      join organisation.report_store s on s.dealer_id = :dealer and s.store_id = k.store_id
                     where k.dealer_id = :dealer
                    """),
            Map.entry("customers", """
                    select c.customer_no, c.name, c.phone, c.city, case when c.dnd then '是' else '否' end as dnd
                      from customers.customer c
                     where c.dealer_id = :dealer
                    """),
            Map.entry("vehicles", """
                    select v.vin, v.plate, v.brand, v.color, c.customer_no
                      from vehicles.vehicle v
                      join customers.customer c on c.dealer_id = :dealer and c.id = v.customer_id
                     where v.dealer_id = :dealer
                    """),
            Map.entry("sales", """
                    select s.code || '/' || a.sale_no, v.vin, c.customer_no, a.dealt_on,
                           case a.price_fen when 12880050 then '128800.50' when 9900000 then '99000' end as price,
                           case a.status when 'VALID' then '有效' else '退车' end as status
                      from vehicles.sale a
                      join vehicles.vehicle v on v.dealer_id = :dealer and v.id = a.vehicle_id
                      join customers.customer c on c.dealer_id = :dealer and c.id = a.customer_id
                      join organisation.report_store s on s.dealer_id = :dealer and s.store_id = a.store_id
                     where a.dealer_id = :dealer
                    """),
            Map.entry("repair_orders", """
                    select s.code || '/' || o.order_no, v.vin, c.customer_no, o.kind_given as kind,
                           to_char(o.sent_in_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as sent_in_at,
                           to_char(o.settled_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as settled_at,
                           case o.status when 'IN_REPAIR' then '在修' when 'SETTLED' then '结算' when 'VOID' then '作废' else '完工' end as status,
                           o.settlement as round
                      from vehicles.repair_order o
                      join vehicles.vehicle v on v.dealer_id = :dealer and v.id = o.vehicle_id
                      join customers.customer c on c.dealer_id = :dealer and c.id = o.customer_id
                      join organisation.report_store s on s.dealer_id = :dealer and s.store_id = o.store_id
                     where o.dealer_id = :dealer
                    """),
            Map.entry("repair_lines", """
                    select s.code || '/' || o.order_no || '/' || l.line_no, case l.kind when 'LABOUR' then '工时' else '配件' end as kind, l.name,
                           trim_scale(l.quantity) as quantity
                      from vehicles.repair_line l
                      join vehicles.repair_order o on o.dealer_id = :dealer and o.id = l.order_id
                      join organisation.report_store s on s.dealer_id = :dealer and s.store_id = o.store_id
                     where l.dealer_id = :dealer
                    """),
            Map.entry("recommendations", """
                    select s.code || '/' || o.order_no || '/' || r.item, r.usable_km,
                           case when r.accepted then '是' when not r.accepted then '否' end as accepted
                      from vehicles.recommendation r
                      join vehicles.repair_order o on o.dealer_id = :dealer and o.id = r.order_id
                      join organisation.report_store s on s.dealer_id = :dealer and s.store_id = o.store_id
                     where r.dealer_id = :dealer
                    """),
            Map.entry("parts_stock", """
                    select s.code || '/' || p.part_no, p.name, trim_scale(p.quantity) as quantity, p.shelf
                      from vehicles.part_stock p
                      join organisation.report_store s on s.dealer_id = :dealer and s.store_id = p.store_id
                     where p.dealer_id = :dealer
                    """),
            Map.entry("gate_log", """
                    select s.code || '/' || g.plate || '/' || to_char(g.in_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI'),
                           to_char(g.out_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as out_at, g.guard
                      from vehicles.gate_record g
                      join organisation.report_store s on s.dealer_id = :dealer and s.store_id = g.store_id
                     where g.dealer_id = :dealer
                    """),
            Map.entry("call_history", """
                    select s.code || '/' || coalesce('order ' || o.order_no, 'sale ' || a.sale_no) || '/'
                           || to_char(h.called_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI'),
                           case h.outcome when 'SATISFIED' then '满意' when 'DISSATISFIED' then '不满意' when 'NOT_CONNECTED' then '未接通'
                                          when 'WRONG_NUMBER' then '空号' else '短信' end as outcome,
                           trim_scale(h.score) as score
                      from followups.call_history h
                      left join vehicles.repair_order o on o.dealer_id = :dealer and o.id = h.order_id
                      left join vehicles.sale a on a.dealer_id = :dealer and a.id = h.sale_id
                      join organisation.report_store s on s.dealer_id = :dealer and s.store_id = h.store_id
                     where h.dealer_id = :dealer
                    """),
            Map.entry("complaint_history", """
                    select s.code || '/' || h.complaint_no,
                           to_char(h.received_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as received_at, h.customer_no, h.kind,
                           h.content as text
                      from complaints.history h
                      join organisation.report_store s on s.dealer_id = :dealer and s.store_id = h.store_id
                     where h.dealer_id = :dealer
                    """));

    private List<String> rows(String sql) {
        return builder
                .in(
                        house,
                        () -> jdbc.sql(sql)
                                .param("dealer", house.dealer())
                                .query(String.class)
                                .list())
                .stream()
                .sorted()
                .toList();
    }

    /** Waits until every event is heard: the registry deletes what is. */
    private void drained() {
        for (int n = 0; n < 4_000; n++) {
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
}
