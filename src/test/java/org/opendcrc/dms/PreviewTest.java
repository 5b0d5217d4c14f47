package org.opendcrc.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.dms.Finding.Weight;
import org.opendcrc.dms.ImportedFile.Counts;
import org.opendcrc.dms.ImportedFile.State;
import org.opendcrc.dms.MappedHeading.Decision;
import org.opendcrc.organisation.SettableClock;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.Vin;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.RecordApplicationEvents;

/** A file is looked at before it comes in, and what a dealer's own headings and words mean is decided once. */
@ApplicationTest
@Import(TestHouse.class)
@RecordApplicationEvents
class PreviewTest {

    private static final Instant NIGHT = Instant.parse("2026-04-10T15:30:00Z");
    private static final String VIN = vin("LFPH3ABC0N1000001");
    private static final String CUSTOMERS = "customer_no,name,phone\nK1,陈,13800138000\nK2,李,123\n";

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    ImportDesk desk;

    @Autowired
    MappingDesk mappings;

    @Autowired
    NightlyImport nightly;

    @Autowired
    ResumeImports resume;

    @Autowired
    StalePreviews stale;

    @Autowired
    Imports imports;

    @Autowired
    FileStore store;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Value("${opendcrc.data}")
    Path data;

    TestHouse.House house;
    Actor actor;

    @BeforeEach
    void open() {
        ((SettableClock) clock).set(NIGHT);
        house = builder.open();
        builder.employ(house, "info", Map.of(house.east(), Set.of(Role.INFORMATION)));
        actor = builder.actor(house, "info");
    }

    // ---- looking

    @Test
    void a_file_is_shown_with_what_would_become_of_it_and_nothing_comes_in() {
        var file = look(FileKind.CUSTOMERS, CUSTOMERS + "K3,\"王,13800138000\nK4,赵,13800138000,多\n合计,4,\n");
        var preview = preview(file);
        assertThat(preview.refusal()).isEmpty();
        assertThat(preview.form())
                .contains(new FoundForm(
                        FoundForm.Kind.TEXT, Optional.of("UTF-8"), Optional.of("comma"), Optional.empty(), 1));
        assertThat(preview.headings())
                .extracting(it -> it.column().orElse(""))
                .containsExactly("customer_no", "name", "phone");
        assertThat(preview.rows())
                .extracting(Preview.PreviewRow::line, Preview.PreviewRow::rejected)
                .containsExactly(tuple(2, false), tuple(3, true), tuple(4, true), tuple(5, true));
        assertThat(preview.checked()).isEqualTo(4);
        assertThat(preview.whole()).isTrue();
        assertThat(preview.rejected()).isEqualTo(3);
        assertThat(preview.tallies())
                .extracting(Preview.Tally::why, Preview.Tally::count, Preview.Tally::firstLine)
                .containsExactlyInAnyOrder(
                        tuple("phone-impossible", 1, 3), tuple("quote-broken", 1, 4), tuple("too-many-cells", 1, 5));
        assertThat(find(file).state()).isEqualTo(State.PREVIEW);
        assertThat(value("select count(*) from customers.customer c where c.dealer_id = :dealer"))
                .isEqualTo("0");
        assertThat(value("select count(*) from dms.finding f where f.dealer_id = :dealer"))
                .isEqualTo("0");
        // No job takes it up before somebody has said so.
        resume.run(NIGHT);
        assertThat(find(file).state()).isEqualTo(State.PREVIEW);
    }

    @Test
    void brought_in_it_becomes_what_the_preview_said() {
        var file = look(FileKind.CUSTOMERS, CUSTOMERS);
        bringIn(file);
        assertThat(find(file).counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0, 0));
        assertThat(find(file).phase()).contains(ImportedFile.Phase.REPORTING);
        assertThat(find(file).linesExpected()).as("two rows and the headings").isEqualTo(3);
        assertThatThrownBy(() -> preview(file)).isInstanceOf(NotFound.class);
        // A second press of the button does nothing.
        bringIn(file);
        in(() -> {
            desk.discard(actor, file);
            return true;
        });
        assertThat(find(file).state()).isEqualTo(State.DONE);
    }

    @Test
    void discarded_its_copy_is_gone_and_the_log_keeps_it() {
        var file = look(FileKind.CUSTOMERS, CUSTOMERS);
        var path = in(() -> imports.work(file)).orElseThrow().path();
        assertThat(store.has(path)).isTrue();
        DealerContext.runAs(house.dealer(), () -> desk.discard(actor, file));
        assertThat(store.has(path)).isFalse();
        bringIn(file);
        assertThat(find(file).state()).isEqualTo(State.DISCARDED);
        assertThat(value("select count(*) from customers.customer c where c.dealer_id = :dealer"))
                .isEqualTo("0");
    }

    @Test
    void a_preview_that_was_forgotten_is_discarded_after_two_days() {
        var file = look(FileKind.CUSTOMERS, CUSTOMERS);
        var due = NIGHT.plus(Duration.ofDays(2));
        assertThat(stale.nextDue(NIGHT)).isEqualTo(due);
        stale.run(due.minusSeconds(1));
        assertThat(find(file).state()).isEqualTo(State.PREVIEW);
        stale.run(due);
        assertThat(find(file).state()).isEqualTo(State.DISCARDED);
        assertThat(in(() -> imports.oldestPreview())).isEmpty();
    }

    @Test
    void of_a_large_file_the_first_five_thousand_rows_are_tried_and_the_page_knows_it() {
        var head = "customer_no,name,phone\n";
        var row = "K1,陈,13800138000\n";
        var all = preview(look(FileKind.CUSTOMERS, head + row.repeat(5_000) + "合计,5000,\n"));
        assertThat(all.checked()).isEqualTo(5_000);
        assertThat(all.whole()).isTrue();
        assertThat(all.rows()).hasSize(20);
        var more = preview(look(FileKind.CUSTOMERS, head + row.repeat(5_001)));
        assertThat(more.checked()).isEqualTo(5_000);
        assertThat(more.whole()).isFalse();
    }

    @Test
    void what_cannot_be_read_says_so_before_it_is_brought_in() {
        var pdf = preview(look(FileKind.CUSTOMERS, "%PDF-1.7"));
        assertThat(pdf.refusal()).map(Preview.Refusal::why).contains("pdf");
        assertThat(pdf.headings()).isEmpty();
        // Brought in all the same it is refused like any other.
        var file = look(FileKind.CUSTOMERS, "%PDF-1.7");
        bringIn(file);
        assertThat(find(file).refusedWhy()).contains("pdf");
    }

    @Test
    void only_those_who_import_may_look_or_decide() {
        builder.agent(house, "zhou");
        var agent = builder.actor(house, "zhou");
        var file = look(FileKind.CUSTOMERS, CUSTOMERS);
        DealerContext.runAs(house.dealer(), () -> {
            assertThatThrownBy(() -> desk.preview(agent, file)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> desk.bringIn(agent, file)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> desk.discard(agent, file)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> mappings.sheet(agent)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> mappings.decideHeadings(agent, FileKind.CUSTOMERS, Map.of()))
                    .isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> mappings.decideWord(agent, WordTopic.BRAND, "x", "x"))
                    .isInstanceOf(NotAllowed.class);
        });
    }

    @Test
    void another_dealer_sees_neither_file_nor_decision() {
        var file = look(FileKind.CUSTOMERS, CUSTOMERS);
        decide(FileKind.CUSTOMERS, Map.of("用户名", "name"));
        var other = builder.open();
        builder.employ(other, "info", Map.of(other.east(), Set.of(Role.INFORMATION)));
        var stranger = builder.actor(other, "info");
        DealerContext.runAs(other.dealer(), () -> {
            assertThatThrownBy(() -> desk.preview(stranger, file)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> desk.bringIn(stranger, file)).isInstanceOf(NotFound.class);
            assertThat(mappings.sheet(stranger).headings()).isEmpty();
        });
    }

    // ---- headings of one's own

    @Test
    void headings_are_mapped_once_and_known_ever_after() {
        var text = "客户代码,车主姓名,联系电话,备注\nK1,陈,13800138000,x\n";
        var file = look(FileKind.CUSTOMERS, text);
        var before = preview(file);
        assertThat(before.refusal()).map(Preview.Refusal::why).contains("no-headings");
        assertThat(before.rows())
                .singleElement()
                .satisfies(it -> assertThat(it.cells()).containsExactly("K1", "陈", "13800138000", "x"));
        assertThat(before.headings())
                .extracting(Preview.Heading::written, it -> it.suggestion().orElse(""), Preview.Heading::own)
                .containsExactly(
                        tuple("客户代码", "customer_no", true),
                        tuple("车主姓名", "name", true),
                        tuple("联系电话", "phone", true),
                        tuple("备注", "", true));
        decide(
                FileKind.CUSTOMERS,
                Map.of("客户代码", "customer_no", "车主姓名", "name", "联系电话", "phone", "备注", MappingDesk.NOT_READ));
        assertThat(preview(file).refusal()).isEmpty();
        bringIn(file);
        assertThat(find(file).counts().created()).isEqualTo(1);
        assertThat(find(file).ignored()).as("decided, so no longer reported").isEmpty();
        // By the interface, without a preview, and written a little differently.
        var later = bring(FileKind.CUSTOMERS, "客户 代码,车主姓名*,联系电话\nK2,李,13900139000\n".getBytes(StandardCharsets.UTF_8));
        assertThat(later.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0, 0));
        assertThat(
                        value(
                                "select count(*) from audit.entry e where e.dealer_id = :dealer and e.action = 'heading-mapped'"))
                .isEqualTo("4");
        // Of another kind of files nothing was said.
        assertThat(bring(FileKind.VEHICLES, "vin,brand,客户代码\n".getBytes(StandardCharsets.UTF_8))
                        .refusedWhy())
                .contains("columns-missing-others");
    }

    @Test
    void a_suggestion_is_nothing_until_somebody_says_so() {
        var refused =
                bring(FileKind.CUSTOMERS, "customer_no,name,联系电话\nK1,陈,13800138000\n".getBytes(StandardCharsets.UTF_8));
        assertThat(refused.refusedWhy()).contains("columns-missing-others");
        assertThat(refused.refusedArguments()).containsExactly("手机 phone", "联系电话");
        assertThat(sheet().headings())
                .extracting(MappedHeading::written, MappedHeading::decision)
                .containsExactly(tuple("联系电话", Decision.OPEN));
        decide(FileKind.CUSTOMERS, Map.of("联系电话", "phone"));
        assertThat(bring(
                                FileKind.CUSTOMERS,
                                "customer_no,name,联系电话\nK1,陈,13800138000\n".getBytes(StandardCharsets.UTF_8))
                        .counts()
                        .created())
                .isEqualTo(1);
        // A decision can be taken back.
        decide(FileKind.CUSTOMERS, Map.of("联系电话", ""));
        assertThat(sheet().headings()).extracting(MappedHeading::decision).containsExactly(Decision.OPEN);
    }

    @Test
    void two_headings_cannot_both_be_one_column() {
        assertThat(decide(FileKind.CUSTOMERS, Map.of("电话一", "phone", "电话二", "phone")))
                .contains(Sentence.of("import.mapping.twice", "手机"));
        assertThat(sheet().headings()).isEmpty();
        assertThatThrownBy(() -> decide(FileKind.CUSTOMERS, Map.of("电话一", "nonsense")))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void what_may_be_no_heading_line_is_not_kept() {
        assertThat(bring(FileKind.CUSTOMERS, "K1,陈,13800138000\nK2,李,13900139000\n".getBytes(StandardCharsets.UTF_8))
                        .refusedWhy())
                .contains("no-headings");
        assertThat(sheet().headings()).isEmpty();
    }

    // ---- words of one's own

    @Test
    void an_unknown_kind_of_order_waits_for_a_decision_that_later_files_follow() {
        bring(FileKind.CUSTOMERS, CUSTOMERS.getBytes(StandardCharsets.UTF_8));
        bring(
                FileKind.VEHICLES,
                "vin,brand,customer_no\n%s,岚峰,K1\n".formatted(VIN).getBytes(StandardCharsets.UTF_8));
        var orders = "order_no,store_code,vin,kind,sent_in_at\nWT1,east,%s,小保养,2026-04-10\n"
                .formatted(VIN)
                .getBytes(StandardCharsets.UTF_8);
        var first = bring(FileKind.REPAIR_ORDERS, orders);
        assertThat(first.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0, 1));
        assertThat(kindOfOrder()).isEqualTo("GENERAL 小保养");
        assertThat(sheet().words())
                .extracting(MappedWord::topic, MappedWord::written, MappedWord::meaning)
                .containsExactly(tuple(WordTopic.ORDER_KIND, "小保养", Optional.empty()));
        assertThatThrownBy(() -> decide(WordTopic.ORDER_KIND, "小保养", "小保养")).isInstanceOf(NotFound.class);
        decide(WordTopic.ORDER_KIND, "小保养", "保养");
        var second = bring(FileKind.REPAIR_ORDERS, orders);
        assertThat(second.counts()).isEqualTo(new Counts(0, 1, 0, 0, 0, 0, 0));
        assertThat(kindOfOrder()).isEqualTo("MAINTENANCE 小保养");
        assertThat(
                        value(
                                "select e.after ->> 'meaning' from audit.entry e where e.dealer_id = :dealer and e.action = 'word-decided'"))
                .isEqualTo("保养");
        decide(WordTopic.ORDER_KIND, "小保养", "");
        assertThat(bring(FileKind.REPAIR_ORDERS, orders).counts().warnings()).isEqualTo(1);
    }

    private String kindOfOrder() {
        return value("select o.kind || ' ' || o.kind_given from vehicles.repair_order o where o.dealer_id = :dealer");
    }

    @Test
    void an_unknown_brand_is_kept_or_becomes_one_that_is_known() {
        bring(FileKind.CUSTOMERS, CUSTOMERS.getBytes(StandardCharsets.UTF_8));
        var cars = "vin,brand,customer_no\n%s,岚峰汽车,K1\n".formatted(VIN).getBytes(StandardCharsets.UTF_8);
        assertThat(bring(FileKind.VEHICLES, cars).counts().warnings()).isEqualTo(1);
        decide(WordTopic.BRAND, "岚峰汽车", "岚峰汽车");
        assertThat(bring(FileKind.VEHICLES, cars).counts().warnings()).isZero();
        assertThat(brand()).isEqualTo("岚峰汽车");
        decide(WordTopic.BRAND, "岚峰汽车", "岚峰");
        assertThat(bring(FileKind.VEHICLES, cars).counts()).isEqualTo(new Counts(0, 1, 0, 0, 0, 0, 0));
        assertThat(brand()).isEqualTo("岚峰");
    }

    private String brand() {
        return value("select v.brand from vehicles.vehicle v where v.dealer_id = :dealer");
    }

    // ---- files of all forms, brought in

    @Test
    void a_night_takes_workbooks_old_and_new_and_texts_in_any_encoding() throws IOException {
        var folder = data.resolve("inbox").resolve(house.code());
        Files.createDirectories(folder);
        Files.write(folder.resolve("customers.xlsx"), xlsx("客户编号,客户名称,手机", "K1,陈,13800138000"));
        Files.write(folder.resolve("vehicles-1.xls"), xls("车架号,品牌,客户编号,提车日期", "%s,岚峰,K1,2026-04-01".formatted(VIN)));
        Files.write(
                folder.resolve("repair_orders.csv"),
                "委托书号;门店代码;车架号;维修类别;送修时间\nWT1;east;%s;保养;2026年4月10日 下午4:00\n"
                        .formatted(VIN)
                        .getBytes(Charset.forName("GB18030")));
        nightly.run(NIGHT);
        assertThat(
                        value(
                                "select string_agg(f.form || ' ' || coalesce(f.charset, f.sheet) || ' ' || f.state || ' ' || f.accepted_new, ', ' order by f.position) from dms.file f where f.dealer_id = :dealer"))
                .isEqualTo("XLSX 表一 DONE 1, XLS 表一 DONE 1, TEXT GB18030 DONE 1");
        assertThat(Files.readString(folder.resolve("done/20260410T153000Z-repair_orders.csv.report.txt")))
                .contains("编码 GB18030，以分号分隔，列标题在第 1 行");
        assertThat(value("select o.sent_in_at::text from vehicles.repair_order o where o.dealer_id = :dealer"))
                .startsWith("2026-04-10 08:00:00");
    }

    @Test
    void a_rejected_row_of_a_sheet_is_named_by_its_row() throws IOException {
        var file = bring(
                FileKind.CUSTOMERS, xlsx("客户清单", "客户编号,客户名称,手机", "K1,陈,13800138000", "", "K2,李,1.38001E+10", "合计,2,"));
        assertThat(file.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0, 0));
        assertThat(findings(file, Weight.REJECTED))
                .extracting(Finding::line, Finding::column, Finding::value, Finding::why)
                .containsExactly(tuple(5, "phone", "1.38001E+10", "phone-spreadsheet"));
    }

    @Test
    void a_cell_that_could_not_be_worked_out_is_empty_with_a_doubt() {
        var file = bring(
                FileKind.CUSTOMERS,
                "customer_no,name,phone,city\nK1,陈,13800138000,#N/A\nK2,#REF!,13900139000,杭州\nK3,#1,13900139000,#杭州\n"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(file.counts()).isEqualTo(new Counts(2, 0, 0, 0, 1, 0, 1));
        assertThat(
                        value(
                                "select string_agg(coalesce(c.city, '-') || c.name, ' ' order by c.customer_no) from customers.customer c where c.dealer_id = :dealer"))
                .isEqualTo("-陈 #杭州#1");
    }

    @Test
    void FU_15_a_short_number_takes_the_area_code_that_is_set() {
        setting(house.east(), "010");
        bring(FileKind.CUSTOMERS, "customer_no,name,phone\nK1,陈,62345678\n".getBytes(StandardCharsets.UTF_8));
        assertThat(value("select p.e164 from customers.phone p where p.dealer_id = :dealer"))
                .isEqualTo("+861062345678");
        bring(
                FileKind.STAFF,
                "staff_no,name,role,store_code,phone\nS1,王,服务顾问,west,88886666\n".getBytes(StandardCharsets.UTF_8));
        assertThat(value("select s.phone from organisation.staff s where s.dealer_id = :dealer and s.staff_no = 'S1'"))
                .as("the row's own store comes first")
                .isEqualTo("+8657188886666");
    }

    private void setting(UUID store, String code) {
        in(() -> jdbc.sql("""
                        insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                        values (:dealer, :store, 'import.area-code', :code, '2026-04-10 00:00Z')
                        """)
                .param("dealer", house.dealer())
                .param("store", store)
                .param("code", code)
                .update());
    }

    // ---- fixtures

    private UUID look(FileKind kind, String text) {
        return DealerContext.callAs(
                house.dealer(),
                () -> desk.takeForPreview(
                        actor,
                        kind,
                        kind.word() + ".csv",
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    private Preview preview(UUID file) {
        return DealerContext.callAs(house.dealer(), () -> desk.preview(actor, file));
    }

    /** As the button does; and waits for it, for two cannot bring in files of one dealer at once. */
    private void bringIn(UUID file) {
        DealerContext.runAs(house.dealer(), () -> desk.bringIn(actor, file));
        resume.run(NIGHT);
    }

    private ImportedFile bring(FileKind kind, byte[] content) {
        return DealerContext.callAs(
                house.dealer(), () -> desk.takeNow(actor, kind, kind.word(), new ByteArrayInputStream(content)));
    }

    private ImportedFile find(UUID file) {
        return DealerContext.callAs(house.dealer(), () -> desk.find(actor, file));
    }

    private List<Finding> findings(ImportedFile file, Weight weight) {
        return DealerContext.callAs(house.dealer(), () -> desk.findings(actor, file.id(), weight, 0, 0));
    }

    private MappingDesk.Sheet sheet() {
        return DealerContext.callAs(house.dealer(), () -> mappings.sheet(actor));
    }

    private Optional<Sentence> decide(FileKind kind, Map<String, String> choices) {
        return DealerContext.callAs(house.dealer(), () -> mappings.decideHeadings(actor, kind, choices));
    }

    private void decide(WordTopic topic, String word, String meaning) {
        DealerContext.runAs(house.dealer(), () -> mappings.decideWord(actor, topic, word, meaning));
    }

    private String value(String sql) {
        return in(() -> String.valueOf(
                jdbc.sql(sql).param("dealer", house.dealer()).query().singleValue()));
    }

    private <T> T in(Supplier<T> work) {
        return builder.in(house, work);
    }

    private static byte[] xlsx(String... lines) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "test", "1.0")) {
            var sheet = book.newWorksheet("表一");
            for (var row = 0; row < lines.length; row++) {
                var cells = lines[row].split(",", -1);
                for (var column = 0; column < cells.length; column++) {
                    if (!cells[column].isEmpty()) {
                        sheet.value(row, column, cells[column]);
                    }
                }
            }
        }
        return out.toByteArray();
    }

    private static byte[] xls(String... lines) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new HSSFWorkbook()) {
            var sheet = book.createSheet("表一");
            for (var number = 0; number < lines.length; number++) {
                var row = sheet.createRow(number);
                var cells = lines[number].split(",", -1);
                for (var column = 0; column < cells.length; column++) {
                    row.createCell(column).setCellValue(cells[column]);
                }
            }
            book.write(out);
        }
        return out.toByteArray();
    }

    private static String vin(String pattern) {
        return new Vin(pattern.substring(0, 8) + Vin.checkDigit(pattern) + pattern.substring(9)).value();
    }
}
