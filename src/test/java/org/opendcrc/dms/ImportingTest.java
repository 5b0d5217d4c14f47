package org.opendcrc.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.dms.Finding.Weight;
import org.opendcrc.dms.ImportedFile.Counts;
import org.opendcrc.dms.ImportedFile.State;
import org.opendcrc.organisation.SettableClock;
import org.opendcrc.organisation.StaffLeft;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.Vin;
import org.opendcrc.vehicles.VisitsRecorded;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

/** Files of a dealer with two stores, east and west, brought in on Friday 10 April 2026 at 23:30. */
@ApplicationTest
@Import(TestHouse.class)
@RecordApplicationEvents
class ImportingTest {

    private static final Instant NIGHT = Instant.parse("2026-04-10T15:30:00Z");
    private static final String VIN = vin("LFPH3ABC0N1000001");
    private static final String OTHER_VIN = vin("LFPH3ABC0N1000002");
    private static final String CUSTOMERS = "customer_no,name,phone\n000017,陈建国,13800138000\nK2,李敏,13900139000\n";
    private static final String VEHICLES =
            "vin,plate,brand,customer_no\n%s,浙A·7K3F9,岚峰,000017\n%s,浙A12345,岚峰,K2\n".formatted(VIN, OTHER_VIN);
    private static final String ORDERS_HEAD = "order_no,store_code,vin,kind,sent_in_at,settled_at,mileage_km,status\n";

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    ImportDesk desk;

    @Autowired
    NightlyImport nightly;

    @Autowired
    ResumeImports resume;

    @Autowired
    Imports imports;

    @Autowired
    FileStore store;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Autowired
    ApplicationEvents events;

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

    // ---- whole files

    @Test
    void a_night_in_its_order_and_the_same_night_again() {
        assertThat(bring(FileKind.CUSTOMERS, CUSTOMERS).counts()).isEqualTo(new Counts(2, 0, 0, 0, 0, 0, 0));
        assertThat(bring(FileKind.VEHICLES, VEHICLES).counts()).isEqualTo(new Counts(2, 0, 0, 0, 0, 0, 0));
        var orders = ORDERS_HEAD + "WT1,east,%s,保养,2026-04-10 09:00,2026-04-10 16:00,\"12,345\",结算\n".formatted(VIN);
        assertThat(bring(FileKind.REPAIR_ORDERS, orders).counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0, 0));

        assertThat(bring(FileKind.CUSTOMERS, CUSTOMERS).counts()).isEqualTo(new Counts(0, 0, 2, 0, 0, 0, 0));
        assertThat(bring(FileKind.VEHICLES, VEHICLES).counts()).isEqualTo(new Counts(0, 0, 2, 0, 0, 0, 0));
        assertThat(bring(FileKind.REPAIR_ORDERS, orders).counts()).isEqualTo(new Counts(0, 0, 1, 0, 0, 0, 0));
        assertThat(value("select count(*) from vehicles.repair_order o where o.dealer_id = :dealer"))
                .isEqualTo("1");
        assertThat(value("select o.settlement from vehicles.repair_order o where o.dealer_id = :dealer"))
                .isEqualTo("1");
        assertStagingIsEmpty();
    }

    @Test
    void an_order_before_its_car_waits() {
        var file = bring(FileKind.REPAIR_ORDERS, ORDERS_HEAD + "WT1,east,%s,保养,2026-04-10 09:00,,,\n".formatted(VIN));
        assertThat(file.counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 1, 0));
        assertThat(findings(file, Weight.WAITING))
                .containsExactly(new Finding(2, 1000, Weight.WAITING, "vin", VIN, "vehicle-unknown", List.of()));
    }

    @Test
    void a_car_before_its_owner_waits_likewise() {
        var file = bring(FileKind.VEHICLES, VEHICLES);
        assertThat(file.counts().waiting()).isEqualTo(2);
        assertThat(findings(file, Weight.WAITING)).extracting(Finding::why).containsOnly("customer-unknown");
    }

    @Test
    void what_cannot_be_read_at_all_is_refused_with_its_reason() {
        assertThat(refusal("")).isEqualTo("empty-file");
        assertThat(refusal("\n\n")).isEqualTo("empty-file");
        assertThat(refusal("a,b\n1,2\n")).isEqualTo("no-headings");
        assertThat(refusal("customer_no,name\nK1,陈\n")).isEqualTo("columns-missing");
        assertThat(refusal("customer_no,name,电话号码\nK1,陈,13800138000\n")).isEqualTo("columns-missing-others");
        assertThat(refusal("PK\u0003\u0004xx")).isEqualTo("sheet-broken");
        var broken = bring(FileKind.CUSTOMERS, new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF});
        assertThat(broken.refusedWhy()).contains("unknown-content");
        assertThat(value("select count(*) from customers.customer c where c.dealer_id = :dealer"))
                .isEqualTo("0");
    }

    private String refusal(String text) {
        var file = bring(FileKind.CUSTOMERS, text);
        assertThat(file.state()).isEqualTo(State.REFUSED);
        return file.refusedWhy().orElseThrow();
    }

    @Test
    void headings_alone_are_a_file_without_lines() {
        var file = bring(FileKind.CUSTOMERS, "\uFEFF\"客户编号\",客户名称,手机\n");
        assertThat(file.state()).isEqualTo(State.DONE);
        assertThat(file.counts().read()).isZero();
    }

    @Test
    void gb_18030_semicolons_a_title_and_totals_are_taken_as_they_come() {
        var text = "客户清单\n客户编号;客户名称;手机;备注\n\nK1;陈建国;13800138000;x\n客户编号;客户名称;手机;备注\nK2;李敏;13900139000;\n合计;2;;\n";
        var file = bring(FileKind.CUSTOMERS, text.getBytes(Charset.forName("GB18030")));
        assertThat(file.counts()).isEqualTo(new Counts(2, 0, 0, 0, 0, 0, 0));
        assertThat(file.ignored()).containsExactly("备注");
    }

    @Test
    void bad_lines_stay_out_and_good_ones_come_in() {
        var file = bring(
                FileKind.CUSTOMERS,
                "customer_no,name,phone\n,陈,13800138000\nK2,李敏,1385716\nK3,王,1.38001E+10\nK4,\"赵,13800138000\nK5,钱,13800138000\nK6,a\0b,13800138000\nK7,孙,13800138000,,多\n");
        assertThat(file.counts()).isEqualTo(new Counts(1, 0, 0, 0, 6, 0, 0));
        assertThat(findings(file, Weight.REJECTED))
                .extracting(Finding::line, Finding::column, Finding::why)
                .containsExactly(
                        tuple(2, "customer_no", "missing"),
                        tuple(3, "phone", "phone-impossible"),
                        tuple(4, "phone", "phone-spreadsheet"),
                        tuple(5, "", "quote-broken"),
                        tuple(7, "name", "cell-with-nul"),
                        tuple(8, "", "too-many-cells"));
    }

    @Test
    void a_cell_of_64_KiB_comes_in_and_a_larger_one_does_not() {
        var just = "x".repeat(64 * 1024);
        var file = bring(
                FileKind.CUSTOMERS,
                "customer_no,name,phone,address\nK1,陈,13800138000,%s\nK2,陈,13800138000,%sx\n".formatted(just, just));
        assertThat(file.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0, 0));
        assertThat(findings(file, Weight.REJECTED)).extracting(Finding::why).containsExactly("cell-too-large");
    }

    // ---- lines of one key

    @Test
    void the_later_line_counts_and_the_same_line_again_is_unchanged() {
        var file = bring(
                FileKind.CUSTOMERS,
                "customer_no,name,phone\nK1,陈,13800138000\nK1,王,13800138000\nK1,陈,13800138000\nK1,赵,123\n");
        // Line 5 is rejected, so line 4 is the last; line 2 says the same, line 3 is overtaken.
        assertThat(file.counts()).isEqualTo(new Counts(1, 0, 1, 1, 1, 0, 0));
        assertThat(findings(file, Weight.SUPERSEDED)).extracting(Finding::line).containsExactly(3);
        assertThat(value("select c.name from customers.customer c where c.dealer_id = :dealer"))
                .isEqualTo("陈");
    }

    // ---- customers

    @Test
    void empty_cells_leave_what_is_known_of_a_person() {
        bring(
                FileKind.CUSTOMERS,
                "customer_no,name,phone,city,sex,id_no,phone2\nK1,陈,13800138000,杭州,男,330106199001011234,0571-88886666\n");
        var second = bring(FileKind.CUSTOMERS, "customer_no,name,phone,city,sex,id_no,phone2\nK1,陈,13800138000,,,,\n");
        assertThat(second.counts().unchanged()).isEqualTo(1);
        assertThat(value(
                        "select c.city || c.sex || c.id_no_tail from customers.customer c where c.dealer_id = :dealer"))
                .isEqualTo("杭州MALE1234");
        assertThat(
                        value(
                                "select string_agg(p.e164, ' ' order by p.position) from customers.phone p where p.dealer_id = :dealer"))
                .isEqualTo("+8613800138000 +8657188886666");
    }

    @Test
    void an_identity_number_is_encrypted_and_known_again() {
        var text = "customer_no,name,phone,id_no\nK1,陈,13800138000,33010619900101123x\n";
        bring(FileKind.CUSTOMERS, text);
        assertThat(bring(FileKind.CUSTOMERS, text).counts().unchanged()).isEqualTo(1);
        assertThat(
                        value(
                                "select encode(c.id_no_cipher, 'escape') from customers.customer c where c.dealer_id = :dealer"))
                .doesNotContain("33010619900101123");
        assertThat(bring(FileKind.CUSTOMERS, text.replace("1123x", "1129x"))
                        .counts()
                        .changed())
                .isEqualTo(1);
    }

    @Test
    void A34_what_he_agreed_to_is_taken_at_creation_only() {
        bring(
                FileKind.CUSTOMERS,
                "customer_no,name,phone,dnd,sms_consent\nK1,陈,13800138000,是,否\nK2,李,13900139000,,也许\n");
        var second = bring(
                FileKind.CUSTOMERS,
                "customer_no,name,phone,dnd,sms_consent\nK1,陈,13800138000,否,是\nK2,李,13900139000,是,否\n");
        assertThat(second.counts().unchanged()).isEqualTo(2);
        assertThat(
                        value(
                                "select string_agg(c.dnd || ' ' || c.sms_consent, ' ' order by c.customer_no) from customers.customer c where c.dealer_id = :dealer"))
                .isEqualTo("true false false true");
        var third = bring(
                FileKind.CUSTOMERS,
                "customer_no,name,phone,dnd,sms_consent\nK1,陈一,13800138000,否,是\nK2,李二,13900139000,是,否\n");
        assertThat(third.counts().changed()).isEqualTo(2);
        assertThat(
                        value(
                                "select string_agg(c.name || ' ' || c.dnd || ' ' || c.sms_consent, ' ' order by c.customer_no) from customers.customer c where c.dealer_id = :dealer"))
                .as("though the row brings something else that is new")
                .isEqualTo("陈一 true false 李二 false true");
    }

    @Test
    void an_older_row_changes_nothing_and_a_newer_one_does() {
        bring(FileKind.CUSTOMERS, "customer_no,name,phone,changed_at\nK1,陈,13800138000,2026-04-05\n");
        var older = bring(FileKind.CUSTOMERS, "customer_no,name,phone,changed_at\nK1,旧,13800138000,2026-04-04\n");
        assertThat(older.counts()).isEqualTo(new Counts(0, 0, 1, 0, 0, 0, 1));
        assertThat(bring(FileKind.CUSTOMERS, "customer_no,name,phone,changed_at\nK1,陈,13800138000,2026-04-06\n")
                        .counts()
                        .unchanged())
                .isEqualTo(1);
        assertThat(bring(FileKind.CUSTOMERS, "customer_no,name,phone,changed_at\nK1,新,13800138000,2026-04-06\n")
                        .counts()
                        .changed())
                .isEqualTo(1);
    }

    @Test
    void a_changed_number_goes_first_and_the_old_one_stays_behind() {
        bring(FileKind.CUSTOMERS, "customer_no,name,phone\nK1,陈,13800138000\n");
        bring(FileKind.CUSTOMERS, "customer_no,name,phone\nK1,陈,13900139000\n");
        assertThat(
                        value(
                                "select string_agg(p.e164, ' ' order by p.position) from customers.phone p where p.dealer_id = :dealer"))
                .isEqualTo("+8613900139000 +8613800138000");
        assertThat(
                        value(
                                "select count(*) from audit.entry e where e.dealer_id = :dealer and e.action = 'customer-changed-by-import'"))
                .isEqualTo("1");
    }

    @Test
    void A34_a_contact_person_is_added_and_never_overwritten() {
        bring(FileKind.CUSTOMERS, "customer_no,name,phone,contact_name,contact_phone\nK1,陈,13800138000,妻子,\n");
        bring(
                FileKind.CUSTOMERS,
                "customer_no,name,phone,contact_name,contact_phone\nK1,陈,13800138000,妻子,13700137000\n");
        bring(
                FileKind.CUSTOMERS,
                "customer_no,name,phone,contact_name,contact_phone\nK1,陈,13800138000,妻子,13600136000\n");
        assertThat(value("select k.phone from customers.contact k where k.dealer_id = :dealer"))
                .isEqualTo("+8613700137000");
    }

    // ---- vehicles

    @Test
    void a_plate_moves_to_the_newer_row() {
        bring(FileKind.CUSTOMERS, CUSTOMERS);
        bring(FileKind.VEHICLES, VEHICLES);
        var moved = bring(FileKind.VEHICLES, "vin,plate,brand,customer_no\n%s,浙A7K3F9,岚峰,K2\n".formatted(OTHER_VIN));
        assertThat(moved.counts()).isEqualTo(new Counts(0, 1, 0, 0, 0, 0, 1));
        assertThat(findings(moved, Weight.WARNING))
                .extracting(Finding::why, Finding::arguments)
                .containsExactly(tuple("plate-taken-from", List.of(VIN)));
        assertThat(
                        value(
                                "select string_agg(coalesce(v.plate, '-'), ' ' order by right(v.vin, 6)) from vehicles.vehicle v where v.dealer_id = :dealer"))
                .isEqualTo("- 浙A7K3F9");
        assertThat(
                        value(
                                "select string_agg(p.plate, ' ' order by p.plate) from vehicles.former_plate p where p.dealer_id = :dealer"))
                .isEqualTo("浙A12345 浙A7K3F9");
    }

    @Test
    void of_two_rows_that_claim_a_plate_the_later_one_has_it_every_time() {
        bring(FileKind.CUSTOMERS, CUSTOMERS);
        var text = "vin,plate,brand,customer_no\n%s,浙A7K3F9,岚峰,K2\n%s,浙A7K3F9,岚峰,K2\n".formatted(VIN, OTHER_VIN);
        assertThat(bring(FileKind.VEHICLES, text).counts()).isEqualTo(new Counts(2, 0, 0, 0, 0, 0, 1));
        assertThat(bring(FileKind.VEHICLES, text).counts()).isEqualTo(new Counts(0, 0, 2, 0, 0, 0, 1));
        assertThat(value("select v.vin from vehicles.vehicle v where v.dealer_id = :dealer and v.plate = '浙A7K3F9'"))
                .isEqualTo(OTHER_VIN);
    }

    @Test
    void words_for_no_plate_clear_it_and_an_empty_cell_leaves_it() {
        bring(FileKind.CUSTOMERS, CUSTOMERS);
        bring(FileKind.VEHICLES, VEHICLES);
        bring(FileKind.VEHICLES, "vin,plate,brand,customer_no\n%s,无,岚峰,000017\n%s,,岚峰,K2\n".formatted(VIN, OTHER_VIN));
        assertThat(
                        value(
                                "select string_agg(coalesce(v.plate, '-'), ' ' order by right(v.vin, 6)) from vehicles.vehicle v where v.dealer_id = :dealer"))
                .isEqualTo("- 浙A12345");
    }

    @Test
    void a_new_owner_ends_the_ownership_of_the_old_one() {
        bring(FileKind.CUSTOMERS, CUSTOMERS);
        bring(FileKind.VEHICLES, "vin,brand,customer_no,delivered_on\n%s,岚峰,000017,2024-05-01\n".formatted(VIN));
        bring(FileKind.VEHICLES, "vin,brand,customer_no,delivered_on\n%s,岚峰,K2,2024-05-01\n".formatted(VIN));
        assertThat(value("""
                        select string_agg(c.customer_no || ' ' || o.since || ' ' || coalesce(o.until::text, 'open'), ', ' order by o.since)
                          from vehicles.ownership o
                          join customers.customer c on c.dealer_id = :dealer and c.id = o.customer_id
                         where o.dealer_id = :dealer
                        """))
                .isEqualTo("000017 2024-04-30 16:00:00+00 2026-04-10 15:30:00+00, K2 2026-04-10 15:30:00+00 open");
        // The clock stands still in a simulation: a second change at one moment leaves one open ownership.
        bring(FileKind.VEHICLES, "vin,brand,customer_no\n%s,岚峰,000017\n".formatted(VIN));
        assertThat(value("select count(*) from vehicles.ownership o where o.dealer_id = :dealer and o.until is null"))
                .isEqualTo("1");
    }

    @Test
    void a_wrong_check_digit_warns_on_each_row_that_brings_it() {
        bring(FileKind.CUSTOMERS, CUSTOMERS);
        var wrong = VIN.substring(0, 8) + (VIN.charAt(8) == '1' ? '2' : '1') + VIN.substring(9);
        var text = "vin,brand,customer_no\n%s,岚峰,K2\n%s,星云,K2\n".formatted(wrong, VIN.substring(1));
        var file = bring(FileKind.VEHICLES, text);
        assertThat(file.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0, 1));
        assertThat(bring(FileKind.VEHICLES, text).counts()).isEqualTo(new Counts(0, 0, 1, 0, 1, 0, 1));
    }

    // ---- repair orders

    @Test
    void the_status_follows_from_the_times_where_none_is_given() {
        ready();
        orders("WT1,east,%s,保养,2026-04-09 09:00,2026-04-10 16:00,,", "WT2,east,%s,保养,2026-04-09 09:00,,,");
        assertThat(states()).isEqualTo("WT1 SETTLED 1, WT2 IN_REPAIR 0");
    }

    @Test
    void void_wins_over_a_settlement_and_settled_needs_a_time() {
        ready();
        var file = orders(
                "WT1,east,%s,保养,2026-04-09 09:00,2026-04-10 16:00,,作废",
                "WT2,east,%s,保养,2026-04-09 09:00,,,结算",
                "WT3,east,%s,保养,2026-04-09 09:00,2026-04-10 16:00,,在修",
                "WT4,east,%s,保养,2026-04-09 09:00,,,完成");
        assertThat(states()).isEqualTo("WT1 VOID 0, WT3 IN_REPAIR 0");
        assertThat(findings(file, Weight.REJECTED))
                .extracting(Finding::line, Finding::why)
                .containsExactly(tuple(3, "settled-without-time"), tuple(5, "status-unknown"));
        assertThat(findings(file, Weight.WARNING)).extracting(Finding::why).containsExactly("in-repair-though-settled");
    }

    @Test
    void a_settlement_after_a_void_an_opening_or_an_internal_order_is_a_new_round() {
        ready();
        var settled = "WT1,east,%s,保养,2026-04-09 09:00,2026-04-10 16:00,,结算";
        orders(settled);
        assertThat(states()).isEqualTo("WT1 SETTLED 1");
        orders(settled.replace("16:00", "17:00"));
        assertThat(states()).isEqualTo("WT1 SETTLED 1");
        orders(settled.replace("结算", "作废"));
        orders(settled);
        assertThat(states()).isEqualTo("WT1 SETTLED 2");
        orders(settled.replace("保养", "内部"));
        assertThat(states()).isEqualTo("WT1 SETTLED 2");
        var last = orders(settled);
        assertThat(states()).isEqualTo("WT1 SETTLED 3");
        assertThat(value("select o.settled_in_run from vehicles.repair_order o where o.dealer_id = :dealer"))
                .isEqualTo(last.id().toString());
    }

    @Test
    void tomorrow_is_near_enough_and_the_day_after_is_not() {
        ready();
        var file = orders("WT1,east,%s,保养,2026-04-11 23:59,,,", "WT2,east,%s,保养,2026-04-12 00:00,,,");
        assertThat(states()).isEqualTo("WT1 IN_REPAIR 0");
        assertThat(findings(file, Weight.REJECTED)).extracting(Finding::why).containsExactly("ahead");
    }

    @Test
    void nothing_is_settled_before_it_was_sent_in() {
        ready();
        var file = orders(
                "WT1,east,%s,保养,2026-04-10 09:00,2026-04-10 08:59,,",
                "WT2,east,%s,保养,2026-04-10 09:00,2026-04-10 09:00,,",
                "WT3,east,%s,保养,2026-04-10 09:00,2026-04-10,,",
                "WT4,east,%s,保养,2026-04-10 09:00,2026-04-09,,");
        assertThat(states()).isEqualTo("WT2 SETTLED 1, WT3 SETTLED 1");
        assertThat(findings(file, Weight.REJECTED)).extracting(Finding::why).containsOnly("settled-before-sent-in");
    }

    @Test
    void falling_mileage_is_kept_and_marked() {
        ready();
        var file = orders(
                "WT1,east,%s,保养,2026-04-01 09:00,,24650,",
                "WT2,east,%s,保养,2026-04-02 09:00,,24650,",
                "WT3,east,%s,保养,2026-04-03 09:00,,18200,",
                "WT4,east,%s,保养,2026-04-04 09:00,,99999,作废",
                "WT5,east,%s,保养,2026-04-05 09:00,,24651,");
        assertThat(findings(file, Weight.WARNING))
                .extracting(Finding::line, Finding::why, Finding::arguments)
                .containsExactly(tuple(4, "mileage-falls", List.of("24650")));
        assertThat(
                        value(
                                "select string_agg(o.order_no, ' ') from vehicles.repair_order o where o.dealer_id = :dealer and o.mileage_doubtful"))
                .isEqualTo("WT3");
    }

    @Test
    void unknown_people_and_kinds_are_no_reason_to_stay_out() {
        ready();
        var file = bring(
                FileKind.REPAIR_ORDERS,
                "order_no,store_code,vin,kind,sent_in_at,customer_no,advisor_no\nWT1,east,%s,喷漆,2026-04-09,K9,404\nWT2,north,%s,保养,2026-04-09,,\n"
                        .formatted(VIN, VIN));
        assertThat(file.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0, 3));
        assertThat(findings(file, Weight.WARNING))
                .extracting(Finding::why)
                .containsExactlyInAnyOrder("kind-of-order-unknown", "advisor-unknown", "owner-instead");
        assertThat(findings(file, Weight.REJECTED))
                .extracting(Finding::why, Finding::arguments)
                .containsExactly(tuple("store-unknown", List.of("east、west")));
        assertThat(value("""
                        select o.kind || ' ' || o.kind_given || ' ' || c.customer_no
                          from vehicles.repair_order o
                          join customers.customer c on c.dealer_id = :dealer and c.id = o.customer_id
                         where o.dealer_id = :dealer
                        """)).isEqualTo("GENERAL 喷漆 000017");
    }

    @Test
    void empty_cells_clear_facts_and_missing_columns_leave_them() {
        ready();
        var head = "order_no,store_code,vin,kind,sent_in_at,amount_yuan,technician,visit_no\n";
        bring(FileKind.REPAIR_ORDERS, head + "WT1,east,%s,保养,2026-04-09,100,老王,V1\n".formatted(VIN));
        bring(
                FileKind.REPAIR_ORDERS,
                "order_no,store_code,vin,kind,sent_in_at\nWT1,east,%s,保养,2026-04-09\n".formatted(VIN));
        assertThat(
                        value(
                                "select o.amount_fen || o.technician || o.visit_no from vehicles.repair_order o where o.dealer_id = :dealer"))
                .isEqualTo("10000老王V1");
        bring(FileKind.REPAIR_ORDERS, head + "WT1,east,%s,保养,2026-04-09,,,\n".formatted(VIN));
        assertThat(
                        value(
                                "select num_nulls(o.amount_fen, o.technician, o.visit_no) from vehicles.repair_order o where o.dealer_id = :dealer"))
                .isEqualTo("3");
    }

    @Test
    void one_event_at_the_end_of_a_run_says_whether_it_was_the_first() {
        ready();
        var first = orders("WT1,east,%s,保养,2026-04-09,,,", "WT2,east,%s,保养,2026-04-09,,,");
        var second = orders("WT3,east,%s,保养,2026-04-09,,,");
        assertThat(events.stream(VisitsRecorded.class).filter(it -> it.dealerId() == house.dealer()))
                .containsExactly(
                        new VisitsRecorded(house.dealer(), first.id(), true, NIGHT),
                        new VisitsRecorded(house.dealer(), second.id(), false, NIGHT));
    }

    // ---- staff

    @Test
    void A35_a_plain_director_is_both() {
        bring(FileKind.STAFF, "staff_no,name,role,store_code\nS1,周总,总监,east\n");
        assertThat(value("""
                        select string_agg(k.role, ' ' order by k.role)
                          from organisation.staff_role k
                          join organisation.staff p on p.dealer_id = :dealer and p.id = k.staff_id and p.staff_no = 'S1'
                         where k.dealer_id = :dealer
                        """)).isEqualTo("SALES_DIRECTOR SERVICE_DIRECTOR");
    }

    @Test
    void a_person_whose_lines_all_say_no_has_left() {
        bring(FileKind.STAFF, "staff_no,name,role,store_code,active\nS1,周,客服专员,east,是\nS1,周小雯,服务顾问,west,是\n");
        assertThat(person()).isEqualTo("周小雯 true");
        bring(FileKind.STAFF, "staff_no,name,role,store_code,active\nS1,周小雯,客服专员,east,否\n");
        assertThat(person()).isEqualTo("周小雯 true");
        assertThat(events.stream(StaffLeft.class)).isEmpty();
        var last = "staff_no,name,role,store_code,active\nS1,周小雯,客服专员,east,否\nS1,周小雯,服务顾问,west,否\n";
        bring(FileKind.STAFF, last);
        assertThat(person()).isEqualTo("周小雯 false");
        assertThat(events.stream(StaffLeft.class)).hasSize(1);
        assertThat(bring(FileKind.STAFF, last).counts().unchanged()).isEqualTo(2);
        assertThat(events.stream(StaffLeft.class)).hasSize(1);
    }

    private String person() {
        return value(
                "select p.name || ' ' || p.active from organisation.staff p where p.dealer_id = :dealer and p.staff_no = 'S1'");
    }

    @Test
    void an_unknown_role_or_store_names_the_known_ones() {
        var file = bring(FileKind.STAFF, "staff_no,name,role,store_code\nS1,周,厨师,east\nS2,吴,保安,north\n");
        assertThat(file.counts().rejected()).isEqualTo(2);
        assertThat(findings(file, Weight.REJECTED))
                .extracting(Finding::why)
                .containsExactly("role-unknown", "store-unknown");
    }

    // ---- the drop folder, and what was left unfinished

    @Test
    void FU_15_the_night_takes_the_folder_at_half_past_eleven_in_order_and_puts_it_away() throws Exception {
        var folder = data.resolve("inbox").resolve(house.code());
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("repair_orders-20260410.csv"),
                ORDERS_HEAD + "WT1,east,%s,保养,2026-04-09,,,\n".formatted(VIN));
        Files.writeString(folder.resolve("vehicles.csv"), VEHICLES);
        Files.writeString(folder.resolve("customers.csv"), CUSTOMERS);
        Files.writeString(folder.resolve("staff.csv"), "无\n");
        Files.writeString(folder.resolve("customers2.csv.part"), CUSTOMERS);

        assertThat(nightly.nextDue(NIGHT.minusSeconds(1))).isEqualTo(NIGHT);
        assertThat(nightly.nextDue(NIGHT)).isEqualTo(NIGHT.plusSeconds(86_400));
        nightly.run(NIGHT);

        assertThat(states()).isEqualTo("WT1 IN_REPAIR 0");
        assertThat(names(folder)).containsExactly("customers2.csv.part", "done", "refused");
        assertThat(names(folder.resolve("done")))
                .contains("20260410T153000Z-customers.csv", "20260410T153000Z-customers.csv.report.txt")
                .hasSize(6);
        assertThat(Files.readString(folder.resolve("refused/20260410T153000Z-staff.csv.report.txt")))
                .contains("列标题");
        assertThat(value("select count(distinct f.run_id) from dms.file f where f.dealer_id = :dealer"))
                .isEqualTo("1");
    }

    @Test
    void a_file_that_was_left_unfinished_is_taken_up_again() {
        var file = Ids.next();
        var run = Ids.next();
        var stored = store.store(file, new ByteArrayInputStream(CUSTOMERS.getBytes(StandardCharsets.UTF_8)));
        in(() -> {
            imports.addRun(run, ImportedFile.Origin.API, null, NIGHT);
            imports.addFile(file, run, 1, FileKind.CUSTOMERS, "customers.csv", stored, null);
            imports.begin(file, NIGHT);
            return true;
        });
        assertThat(resume.nextDue(NIGHT)).isEqualTo(NIGHT);
        resume.run(NIGHT);
        assertThat(in(() -> imports.find(file)).orElseThrow().counts().created())
                .isEqualTo(2);
        assertThat(resume.nextDue(NIGHT)).isEqualTo(Instant.MAX);
        assertThat(store.has(stored.path())).isFalse();
    }

    @Test
    void a_file_of_many_lines_comes_in_whole() {
        ready();
        var text = new StringBuilder(ORDERS_HEAD);
        for (var i = 0; i < 20_000; i++) {
            text.append("WT")
                    .append(i)
                    .append(",east,")
                    .append(i % 2 == 0 ? VIN : OTHER_VIN)
                    .append(",保养,2026-0")
                    .append(1 + i % 3)
                    .append("-1")
                    .append(i % 10)
                    .append(" 09:00,2026-04-01 10:00,,结算\n");
        }
        var file = bring(FileKind.REPAIR_ORDERS, text.toString());
        assertThat(file.counts()).isEqualTo(new Counts(20_000, 0, 0, 0, 0, 0, 0));
        assertStagingIsEmpty();
    }

    // ---- fixtures

    private void ready() {
        bring(FileKind.CUSTOMERS, CUSTOMERS);
        bring(FileKind.VEHICLES, VEHICLES);
    }

    private ImportedFile orders(String... lines) {
        return bring(
                FileKind.REPAIR_ORDERS, ORDERS_HEAD + String.join("\n", lines).replace("%s", VIN) + "\n");
    }

    private ImportedFile bring(FileKind kind, String text) {
        return bring(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    private ImportedFile bring(FileKind kind, byte[] content) {
        return DealerContext.callAs(
                house.dealer(),
                () -> desk.takeNow(actor, kind, kind.word() + ".csv", new ByteArrayInputStream(content)));
    }

    private List<Finding> findings(ImportedFile file, Weight weight) {
        return DealerContext.callAs(house.dealer(), () -> desk.findings(actor, file.id(), weight, 0, 0));
    }

    private String states() {
        return value("""
                select string_agg(o.order_no || ' ' || o.status || ' ' || o.settlement, ', ' order by o.order_no)
                  from vehicles.repair_order o
                 where o.dealer_id = :dealer
                """);
    }

    private void assertStagingIsEmpty() {
        for (var table : List.of(
                "organisation.staff_staging",
                "customers.customer_staging",
                "customers.phone_staging",
                "vehicles.vehicle_staging",
                "vehicles.repair_order_staging",
                "dms.finding_staging")) {
            assertThat(value("select count(*) from %s s where s.dealer_id = :dealer".formatted(table)))
                    .as(table)
                    .isEqualTo("0");
        }
    }

    private String value(String sql) {
        return in(() -> String.valueOf(
                jdbc.sql(sql).param("dealer", house.dealer()).query().singleValue()));
    }

    private <T> T in(Supplier<T> work) {
        return builder.in(house, work);
    }

    private static List<String> names(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    private static String vin(String pattern) {
        return new Vin(pattern.substring(0, 8) + Vin.checkDigit(pattern) + pattern.substring(9)).value();
    }
}
