package org.opendcrc.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendcrc.ApplicationTest;
import org.opendcrc.dms.Finding.Weight;
import org.opendcrc.dms.ImportedFile.Counts;
import org.opendcrc.organisation.SettableClock;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Files of all kinds that a real spreadsheet program wrote, in five of its forms: what {@code src/test/spreadsheets/write.py} put into the
 * cells is what stands in the tables. The expectations here are of that script, not of our reader.
 */
@ApplicationTest
@Import(TestHouse.class)
class SpreadsheetFilesTest {

    private static final Instant NIGHT = Instant.parse("2026-04-10T15:30:00Z");

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    ImportDesk desk;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    TestHouse.House house;
    Actor actor;

    @BeforeEach
    void open() {
        ((SettableClock) clock).set(NIGHT);
        house = builder.open();
        builder.employ(house, "info", Map.of(house.east(), Set.of(Role.INFORMATION)));
        actor = builder.actor(house, "info");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "xls", "gb18030.csv", "utf16-tab.txt", "quoted-semicolon.csv"})
    void all_kinds_come_in_as_the_spreadsheet_had_them(String form) throws IOException {
        // A text has what is shown: of a number shown as 1.39E+10 the digits are gone, a sheet still has them.
        var isText = !form.startsWith("xls");
        var files = new LinkedHashMap<FileKind, ImportedFile>();
        for (var kind : FileKind.values()) {
            files.put(kind, bring(kind, kind.word() + "." + form));
        }
        var expected = new LinkedHashMap<FileKind, Counts>();
        expected.put(FileKind.STAFF, new Counts(2, 0, 0, 0, 1, 0, 0));
        expected.put(FileKind.CUSTOMERS, isText ? new Counts(3, 0, 0, 0, 2, 0, 1) : new Counts(4, 0, 0, 0, 1, 0, 1));
        expected.put(FileKind.VEHICLES, new Counts(2, 0, 0, 0, 1, 0, 1));
        expected.put(FileKind.SALES, new Counts(2, 0, 0, 0, 0, 0, 0));
        expected.put(FileKind.REPAIR_ORDERS, new Counts(2, 0, 0, 0, 2, 0, 0));
        expected.put(FileKind.REPAIR_LINES, new Counts(2, 0, 0, 0, 0, 1, 0));
        expected.put(FileKind.RECOMMENDATIONS, new Counts(2, 0, 0, 0, 0, 0, 0));
        expected.put(FileKind.PARTS_STOCK, new Counts(2, 0, 0, 0, 1, 0, 0));
        expected.put(FileKind.GATE_LOG, new Counts(2, 0, 0, 0, 0, 0, 0));
        expected.put(FileKind.CALL_HISTORY, new Counts(2, 0, 0, 0, 0, 0, 0));
        expected.put(FileKind.COMPLAINT_HISTORY, new Counts(1, 0, 0, 0, 0, 0, 0));
        files.forEach((kind, file) -> assertThat(file.counts())
                .as(kind.word() + " " + file.refusedWhy())
                .isEqualTo(expected.get(kind)));

        assertThat(findings(files, FileKind.CUSTOMERS, Weight.WARNING))
                .extracting(Finding::column, Finding::why)
                .containsExactly(tuple("id_no", "digits-lost"));
        assertThat(findings(files, FileKind.CUSTOMERS, Weight.REJECTED))
                .extracting(Finding::why)
                .isEqualTo(isText ? List.of("phone-spreadsheet", "missing") : List.of("missing"));
        assertThat(findings(files, FileKind.REPAIR_ORDERS, Weight.REJECTED))
                .extracting(Finding::why)
                .containsExactly("store-unknown", "no-such-date");

        assertStaffAndCustomers(isText);
        assertCars();
        assertWork();
        assertHistory();
    }

    private void assertStaffAndCustomers(boolean isText) {
        assertThat(value("""
                        select string_agg(s.staff_no || ' ' || s.name || ' ' || r.role, ', ' order by s.staff_no)
                          from organisation.staff s
                          join organisation.staff_role r on r.dealer_id = :dealer and r.staff_id = s.id
                         where s.dealer_id = :dealer and s.staff_no in ('007', '1001')
                        """)).isEqualTo("007 孙玉 CONSULTANT, 1001 李明 ADVISOR");
        assertThat(value("""
                        select string_agg(c.customer_no || ' ' || c.name || ' ' || c.phone || ' ' || coalesce(c.id_no_tail, '-'), ', ' order by c.customer_no)
                          from customers.customer c
                         where c.dealer_id = :dealer
                        """))
                .isEqualTo("000017 陈建国 +8613800138000 1234, "
                        + (isText ? "" : "K2 杭州恒达物流 +8613900139000 -, ")
                        + "K3 李敏 +8613800138003 -, K4 赵六 +8613800138005 -");
        assertThat(
                        value(
                                "select c.address from customers.customer c where c.dealer_id = :dealer and c.customer_no = '000017'"))
                .isEqualTo("文三路1号，\n2幢；3室");
        assertThat(
                        value(
                                "select c.address from customers.customer c where c.dealer_id = :dealer and c.customer_no = 'K3'"))
                .isEqualTo("\"天一\"广场, 3号");
    }

    private void assertCars() {
        assertThat(value("""
                        select string_agg(v.vin || ' ' || v.plate || ' ' || v.delivered_on || ' ' || coalesce(v.invoiced_on::text, '-')
                                          || ' ' || coalesce(v.warranty_until::text, '-') || ' ' || coalesce(v.warranty_km, 0), ', ' order by v.vin)
                          from vehicles.vehicle v
                         where v.dealer_id = :dealer
                        """))
                .isEqualTo("LFPH3ABC1N1000002 浙AD12345 2025-06-01 - - 0, "
                        + "LFPH3ABCXN1000001 浙A7K3F9 2024-03-01 2024-02-28 2027-03-01 100000");
        assertThat(value("""
                        select string_agg(s.sale_no || ' ' || s.dealt_on || ' ' || s.price_fen || ' ' || s.status, ', ' order by s.sale_no)
                          from vehicles.sale s
                         where s.dealer_id = :dealer
                        """)).isEqualTo("2026000301 2026-03-01 12880050 VALID, S2 2026-04-02 9800000 RETURNED");
    }

    private void assertWork() {
        assertThat(value("""
                        select o.sent_in_at || ' ' || o.completed_at || ' ' || o.settled_at || ' ' || o.mileage_km || ' ' || o.amount_fen
                               || ' ' || o.visit_no || ' ' || o.status || ' ' || (o.advisor_id is not null)
                          from vehicles.repair_order o
                         where o.dealer_id = :dealer and o.order_no = '20260410001'
                        """))
                .isEqualTo(
                        "2026-04-10 01:00:00+00 2026-04-10 07:30:00+00 2026-04-10 07:45:00+00 23456 128650 0012 SETTLED true");
        assertThat(value("""
                        select o.sent_in_at || ' ' || o.status
                          from vehicles.repair_order o
                         where o.dealer_id = :dealer and o.order_no = 'WT-2'
                        """)).isEqualTo("2026-04-09 01:00:00+00 IN_REPAIR");
        assertThat(value("""
                        select string_agg(l.line_no || ' ' || l.name || ' ' || l.quantity || ' ' || l.amount_fen, ' | ' order by l.line_no)
                          from vehicles.repair_line l
                         where l.dealer_id = :dealer
                        """)).isEqualTo("1 更换机油 5W-30, \"4L\"; 含\t滤 0.500 128650 | 2 机油滤清器 1.000 10");
        assertThat(value("""
                        select string_agg(r.item || ' ' || coalesce(r.usable_until::text, '-') || ' ' || coalesce(r.usable_km, 0) || ' '
                                          || r.accepted, ', ' order by r.item)
                          from vehicles.recommendation r
                         where r.dealer_id = :dealer
                        """)).isEqualTo("前刹车片 2026-10-01 30000 false, 电瓶 - 0 false");
        assertThat(value("""
                        select string_agg(p.part_no || ' ' || p.name || ' ' || p.quantity::int, ', ' order by p.part_no)
                          from vehicles.part_stock p
                         where p.dealer_id = :dealer
                        """)).isEqualTo("0451103079 机油滤清器 12, P-2 火花塞 4");
        assertThat(value("""
                        select string_agg(g.plate || ' ' || g.in_at || ' ' || coalesce(g.out_at::text, '-'), ', ' order by g.in_at)
                          from vehicles.gate_record g
                         where g.dealer_id = :dealer
                        """))
                .isEqualTo("浙A7K3F9 2026-04-10 00:55:10+00 2026-04-10 08:05:59+00, 浙AD12345 2026-04-10 01:00:00+00 -");
    }

    private void assertHistory() {
        assertThat(value("""
                        select string_agg(h.called_at || ' ' || h.outcome || ' ' || coalesce(h.score, 0) || ' ' || coalesce(h.satisfaction, 0)
                                          || ' ' || coalesce(h.remark, '-'), ' | ' order by h.called_at)
                          from followups.call_history h
                         where h.dealer_id = :dealer
                        """))
                .isEqualTo(
                        "2026-03-08 02:00:00+00 SATISFIED 95.00 4.50 很好,\n谢谢 | 2026-04-04 16:00:00+00 NOT_CONNECTED 0 0 -");
        assertThat(value("""
                        select h.complaint_no || ' ' || h.customer_no || ' ' || (h.customer_id is not null) || ' ' || h.content
                          from complaints.history h
                         where h.dealer_id = :dealer
                        """)).isEqualTo("TS00301 000017 true 异响:\n\"咯咯\"声");
    }

    @ParameterizedTest
    @CsvSource({
        "customers-locked.xls,workbook-encrypted",
        "customers.ods,workbook-ods",
        "customers-page.xls,web-page",
        "customers-2003.xml,workbook-xml"
    })
    void what_it_writes_that_is_no_xlsx_xls_or_text_is_refused_with_what_to_do(String name, String why)
            throws IOException {
        assertThat(bring(FileKind.CUSTOMERS, name).refusedWhy()).contains(why);
    }

    @Test
    void what_is_kept_by_a_number_whose_digits_a_spreadsheet_has_lost_is_rejected_and_not_mixed_up() {
        var file = DealerContext.callAs(
                house.dealer(),
                () -> desk.takeNow(
                        actor,
                        FileKind.CUSTOMERS,
                        "customers.csv",
                        new java.io.ByteArrayInputStream(
                                "客户编号,客户名称,手机\n2.02604E+11,陈,13800138000\n2.02604e+11,李,13900139000\n1E5,王,13900139001\n"
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        assertThat(file.counts()).isEqualTo(new Counts(1, 0, 0, 0, 2, 0, 0));
        assertThat(value("select c.customer_no from customers.customer c where c.dealer_id = :dealer"))
                .isEqualTo("1E5");
    }

    /** Looked at before, and brought in: the preview foretold what a line alone can tell. */
    private ImportedFile bring(FileKind kind, String name) throws IOException {
        var looked = DealerContext.callAs(house.dealer(), () -> {
            try (var content = open(name)) {
                return desk.preview(actor, desk.takeForPreview(actor, kind, name, content));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        try (var content = open(name)) {
            var file = DealerContext.callAs(house.dealer(), () -> desk.takeNow(actor, kind, name, content));
            assertThat(looked.refusal().map(Preview.Refusal::why)).isEqualTo(file.refusedWhy());
            assertThat(looked.rejected()).as(name).isEqualTo(file.counts().rejected());
            return file;
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(
                SpreadsheetFilesTest.class.getResourceAsStream("/spreadsheets/" + name), "no file " + name);
    }

    private List<Finding> findings(Map<FileKind, ImportedFile> files, FileKind kind, Weight weight) {
        var file = Objects.requireNonNull(files.get(kind)).id();
        return DealerContext.callAs(house.dealer(), () -> desk.findings(actor, file, weight, 0, 0));
    }

    private String value(String sql) {
        return builder.in(
                house,
                () -> String.valueOf(
                        jdbc.sql(sql).param("dealer", house.dealer()).query().singleValue()));
    }
}
