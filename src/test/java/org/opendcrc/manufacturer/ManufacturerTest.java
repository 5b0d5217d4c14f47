package org.opendcrc.manufacturer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.organisation.TestHouse.PASSWORD;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.TestRows;
import org.opendcrc.casebook.TestCases;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.mail.TestMail;
import org.opendcrc.organisation.Stores;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cases of the manufacturer on PostgreSQL: in once, told in time or written down as missed, seen by his people and by nobody else's. */
@ApplicationTest
@Import(TestHouse.class)
class ManufacturerTest {

    private static final ZoneId HANGZHOU = ZoneId.of("Asia/Shanghai");
    private static final String ARRIVED = "2026-11-16T15:00";

    @LocalServerPort
    private int port;

    @Autowired
    private ManufacturerDesk desk;

    @Autowired
    private TermJob terms;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private Dealers dealers;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private Stores stores;

    @Autowired
    private JdbcClient jdbc;

    private House house;
    private Actor manager;
    private Actor his;
    private UUID ours = Ids.next();

    @BeforeEach
    void open() {
        house = builder.open();
        builder.employ(house, "guan", Map.of(house.east(), Set.of(Role.CRC_MANAGER)));
        builder.employ(house, "qu", Map.of(house.east(), Set.of(Role.MANUFACTURER)));
        manager = builder.actor(house, "guan");
        his = builder.actor(house, "qu");
        builder.in(house, () -> {
            var customer = TestRows.customer(jdbc, "钱雪梅", "FEMALE");
            var vehicle = TestRows.vehicle(jdbc, customer, "浙A5Q8L0");
            ours = TestCases.received(
                    jdbc,
                    house.east(),
                    customer,
                    vehicle,
                    manager.staffId(),
                    "TS-20261116-900",
                    "PRODUCT",
                    at(ARRIVED));
            return true;
        });
    }

    @Test
    void CP_27_a_case_is_taken_in_once_and_its_two_hours_run_from_its_arrival() {
        var first = (TakenIn.Kept) take("FAW-1", "2026-11-16T15:40");
        assertThat(first.known()).isFalse();
        var its = find(manager, first.complaintId()).oemCase();
        assertThat(its.contactDueAt()).isEqualTo(at("2026-11-16T17:00"));
        assertThat(its.oemNo()).contains("FAW-1");
        assertThat(take("FAW-1 ", "2026-11-16T15:50"))
                .isEqualTo(new TakenIn.Kept(first.complaintId(), first.number(), true));
        assertThat(take(" ", "2026-11-16T15:50")).isInstanceOf(TakenIn.Refused.class);
    }

    @Test
    void CP_14_a_term_that_passed_is_a_row_once_and_a_later_report_does_not_undo_it() {
        var id = taken("FAW-2");
        terms.run(at("2026-11-16T23:59"));
        assertThat(missed(id)).isZero();
        terms.run(at("2026-11-17T00:00"));
        terms.run(at("2026-11-17T00:00"));
        assertThat(missed(id)).isEqualTo(1);
        tell(manager, id, OemReport.Kind.STATUS, "2026-11-17T09:00");
        assertThat(missed(id)).isEqualTo(1);
        tell(manager, id, OemReport.Kind.RESULT, "2026-11-19T23:59");
        terms.run(at("2026-11-20T00:00"));
        assertThat(missed(id)).as("the result was told on the third day").isEqualTo(1);
        terms.run(at("2026-11-23T00:00"));
        assertThat(missed(id)).as("CP-15: no progress for three days").isEqualTo(2);
        tell(manager, id, OemReport.Kind.FINAL, "2026-11-24T09:00");
        terms.run(at("2026-12-24T00:00"));
        assertThat(missed(id)).as("nothing is owed after the final report").isEqualTo(2);
    }

    @Test
    void CP_16_a_case_of_ours_can_be_announced_and_nothing_else_before_it_is_submitted() {
        assertThat(tell(manager, ours, OemReport.Kind.STATUS, "2026-11-16T16:00"))
                .isInstanceOf(TakenIn.Refused.class);
        assertThat(tell(manager, ours, OemReport.Kind.ANNOUNCEMENT, "2026-11-16T16:00"))
                .isInstanceOf(TakenIn.Kept.class);
        assertThat(find(manager, ours).reports())
                .singleElement()
                .satisfies(it -> assertThat(it.state()).isEqualTo(OemReport.State.TOLD));
    }

    @Test
    void A35_his_people_see_what_he_sent_and_what_was_submitted_and_nothing_else() {
        var sent = taken("FAW-3");
        assertThat(list(his)).containsExactly(sent);
        assertThatThrownBy(() -> find(his, ours)).isInstanceOf(NotFound.class);
        builder.in(
                house,
                () -> jdbc.sql(
                                "update complaints.complaint c set escalated_to = 'ENGINEER' where c.dealer_id = :dealer and c.id = :id")
                        .param("dealer", house.dealer())
                        .param("id", ours)
                        .update());
        assertThat(list(his)).containsExactlyInAnyOrder(sent, ours);
        assertThat(builder.in(house, () -> desk.instruct(his, ours, "更换总成", at("2026-11-17T09:00"))))
                .isInstanceOf(TakenIn.Kept.class);
        assertThat(find(manager, ours).instructions())
                .singleElement()
                .satisfies(it -> assertThat(it.words()).isEqualTo("更换总成"));
        var browser = new Browser(port);
        browser.signIn("qu@" + house.code(), PASSWORD);
        assertThat(browser.get("/manufacturer").body())
                .contains("TS-20261116-900", "FAW-3")
                .doesNotContain("oem-store");
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
        for (var other : List.of(
                "/complaints", "/complaints/" + ours, "/customers", "/follow-ups", "/casebook", "/guarantees")) {
            assertThat(browser.get(other).statusCode()).as(other).isIn(403, 404);
        }
        assertThat(browser.post("/manufacturer/cases/" + ours + "/reports", Map.of("kind", "STATUS", "words", "x"))
                        .statusCode())
                .isIn(403, 404);
    }

    @Test
    void a_report_by_mail_waits_in_the_queue_and_needs_an_address() {
        var id = taken("FAW-4");
        var telling = new ManufacturerDesk.Telling(OemReport.Kind.RESULT, "已退款", Optional.of(true), true);
        assertThat(builder.in(house, () -> desk.report(manager, id, telling, at("2026-11-17T09:00"))))
                .isInstanceOf(TakenIn.Refused.class);
        builder.in(
                house,
                () -> jdbc.sql("""
                        insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                        values (:dealer, :store, 'oem-case.report-to', 'qu@oem.example.cn', '2026-11-16Z')
                        """)
                        .param("dealer", house.dealer())
                        .param("store", house.east())
                        .update());
        assertThat(builder.in(house, () -> desk.report(manager, id, telling, at("2026-11-17T09:00"))))
                .isInstanceOf(TakenIn.Kept.class);
        assertThat(find(manager, id).reports()).singleElement().satisfies(it -> {
            assertThat(it.state()).isEqualTo(OemReport.State.QUEUED);
            assertThat(it.mailTo()).contains("qu@oem.example.cn");
        });
        assertThat(builder.in(
                        house,
                        () -> jdbc.sql("select r.body from manufacturer.report r where r.dealer_id = :dealer")
                                .param("dealer", DealerContext.require())
                                .query(String.class)
                                .single()))
                .contains("厂家案号：FAW-4", "已退款", "客户满意：满意", "2026-11-17 09:00", "回报人：guan");
    }

    @Test
    void cases_are_typed_by_hand_while_the_line_is_down() {
        builder.systemClock().set(at("2026-11-16T16:00"));
        var browser = new Browser(port);
        browser.signIn("guan@" + house.code(), PASSWORD);
        browser.get("/manufacturer");
        var form = Map.of(
                "oemNo", "FAW-5",
                "store", house.east().toString(),
                "arrivedAt", "2026-11-16T15:30",
                "kind", "PRODUCT",
                "content", "仪表不亮",
                "name", "方志强",
                "phone", "13900001111");
        var answer = browser.post("/manufacturer/cases", form);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(browser.get(Browser.location(answer)).body())
                .contains("FAW-5", "仪表不亮", "方志强", "状态，23:59 前")
                .doesNotContain("13900001111");
        assertThat(Browser.location(browser.post("/manufacturer/cases", form)))
                .as("the same number again leads to the same case")
                .isEqualTo(Browser.location(answer));
    }

    @Test
    void CP_14_a_report_goes_by_mail_once_however_often_the_server_is_away() {
        var id = taken("FAW-6");
        builder.in(
                house,
                () -> jdbc.sql("""
                        insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                        values (:dealer, :store, 'oem-case.report-to', 'qu@oem.example.cn', '2026-11-16Z')
                        """)
                        .param("dealer", house.dealer())
                        .param("store", house.east())
                        .update());
        var telling = new ManufacturerDesk.Telling(OemReport.Kind.STATUS, "已联系", Optional.empty(), true);
        builder.in(house, () -> desk.report(manager, id, telling, at("2026-11-16T15:20")));
        try (var mail = new TestMail(jdbc, dealers, events)) {
            mail.down();
            for (var now : List.of("15:20", "15:21", "15:26", "15:56", "17:56")) {
                mail.job().run(at("2026-11-16T" + now));
                assertThat(find(manager, id).reports().getFirst().state()).isEqualTo(OemReport.State.QUEUED);
            }
            mail.up();
            mail.job().run(at("2026-11-17T05:56"));
            mail.job().run(at("2026-11-17T05:57"));
            assertThat(mail.arrived()).singleElement().asString().contains("qu@oem.example.cn", "FAW-6");
            assertThat(find(manager, id).reports().getFirst().state()).isEqualTo(OemReport.State.SENT);
            var second = taken("FAW-7");
            builder.in(house, () -> desk.report(manager, second, telling, at("2026-11-17T08:00")));
            mail.down();
            for (var now : List.of("17T08:00", "17T08:01", "17T08:06", "17T08:36", "17T10:36", "17T22:36")) {
                mail.job().run(at("2026-11-" + now));
            }
            assertThat(find(manager, second).reports().getFirst()).satisfies(it -> {
                assertThat(it.state()).as("a person has to look").isEqualTo(OemReport.State.FAILED);
                assertThat(it.trouble()).isPresent();
            });
        }
    }

    @Test
    void CP_7_a_grave_case_that_the_dealer_settled_is_reported_with_content_way_and_result_by_midnight() {
        closed("IMPORTANT");
        builder.in(house, () -> {
            desk.ended(house.dealer(), ours, at("2026-11-17T16:00"));
            desk.ended(house.dealer(), ours, at("2026-11-17T16:00"));
            return true;
        });
        assertThat(owed()).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(OemReport.Kind.SETTLED);
            assertThat(it.dueAt()).isEqualTo(at("2026-11-18T00:00"));
        });
        terms.run(at("2026-11-17T23:59"));
        assertThat(owed().getFirst().missed()).isFalse();
        terms.run(at("2026-11-18T00:00"));
        assertThat(owed().getFirst().missed()).isTrue();
        var empty = new ManufacturerDesk.Telling(OemReport.Kind.SETTLED, "满意", "", "", Optional.of(true), false);
        assertThat(builder.in(house, () -> desk.report(manager, ours, empty, at("2026-11-18T09:00"))))
                .isInstanceOf(TakenIn.Refused.class);
        var whole =
                new ManufacturerDesk.Telling(OemReport.Kind.SETTLED, "客户满意", "气囊灯亮", "更换线束", Optional.of(true), false);
        assertThat(builder.in(house, () -> desk.report(manager, ours, whole, at("2026-11-18T09:00"))))
                .isInstanceOf(TakenIn.Kept.class);
        assertThat(owed()).isEmpty();
        assertThat(find(manager, ours).reports().getFirst().words()).contains("气囊灯亮", "更换线束", "客户满意");
    }

    @Test
    void CP_11_of_a_referred_case_the_manufacturer_hears_the_outcome_and_of_a_plain_one_nothing_is_owed() {
        closed("GENERAL");
        builder.in(house, () -> {
            desk.ended(house.dealer(), ours, at("2026-11-17T16:00"));
            return true;
        });
        assertThat(owed()).as("neither grave nor his").isEmpty();
        builder.in(house, () -> {
            jdbc.sql(
                            "update complaints.complaint c set escalated_to = 'REGIONAL_MANAGER' where c.dealer_id = :dealer and c.id = :id")
                    .param("dealer", house.dealer())
                    .param("id", ours)
                    .update();
            desk.ended(house.dealer(), ours, at("2026-11-17T16:00"));
            return true;
        });
        assertThat(owed()).extracting(OwedReport::kind).containsExactly(OemReport.Kind.FINAL);
        builder.systemClock().set(at("2026-11-17T16:05"));
        var browser = new Browser(port);
        browser.signIn("guan@" + house.code(), PASSWORD);
        assertThat(browser.get("/manufacturer").body()).contains("id=\"oem-owed\"", "TS-20261116-900");
        tell(manager, ours, OemReport.Kind.FINAL, "2026-11-17T17:00");
        assertThat(owed()).isEmpty();
    }

    @Test
    void CP_27_a_file_of_cases_takes_each_line_in_once_and_says_which_it_could_not() throws Exception {
        builder.systemClock().set(at("2026-11-16T16:00"));
        var browser = new Browser(port);
        browser.signIn("guan@" + house.code(), PASSWORD);
        var store = builder.in(house, () -> stores.get(house.east())).code();
        browser.get("/manufacturer");
        var file = """
                oem_no,store_code,arrived_at,kind,content,name,phone,plate
                FAW-10,%s,2026-11-16 15:00,PRODUCT,异响,方志强,13900001111,
                FAW-11,nowhere,2026-11-16 15:00,PRODUCT,异响,方志强,13900001111,
                FAW-10,%s,2026-11-16 15:00,PRODUCT,异响,方志强,13900001111,
                """.formatted(store, store);
        var answer = browser.upload("/manufacturer/files", "file", "cases.csv", file.getBytes(UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("oem-refusal", "FAW-10");
        assertThat(list(manager)).hasSize(1);
        assertThat(find(manager, list(manager).getFirst()).oemCase().contactDueAt())
                .isEqualTo(at("2026-11-16T17:00"));
    }

    private void closed(String grade) {
        builder.in(house, () -> {
            TestCases.closed(jdbc, ours, manager.staffId(), "机修", "PRODUCT", at("2026-11-17T16:00"));
            return jdbc.sql(
                            "update complaints.complaint c set grade = :grade where c.dealer_id = :dealer and c.id = :id")
                    .param("grade", grade)
                    .param("dealer", house.dealer())
                    .param("id", ours)
                    .update();
        });
    }

    private List<OwedReport> owed() {
        return builder.in(house, () -> desk.owed(manager));
    }

    private TakenIn take(String oemNo, String now) {
        return builder.in(
                house,
                () -> desk.take(
                        manager,
                        new ManufacturerDesk.Coming(
                                oemNo,
                                house.east(),
                                at(ARRIVED),
                                ComplaintKind.PRODUCT,
                                "发动机异响",
                                "方志强",
                                "13900001111",
                                ""),
                        ManufacturerDesk.Manner.API,
                        at(now)));
    }

    private UUID taken(String oemNo) {
        return ((TakenIn.Kept) take(oemNo, "2026-11-16T15:10")).complaintId();
    }

    private TakenIn tell(Actor actor, UUID id, OemReport.Kind kind, String now) {
        return builder.in(
                house,
                () -> desk.report(
                        actor, id, new ManufacturerDesk.Telling(kind, "已联系客户", Optional.empty(), false), at(now)));
    }

    private int missed(UUID id) {
        return find(manager, id).oemCase().missed();
    }

    private OemFile find(Actor actor, UUID id) {
        return builder.in(house, () -> desk.find(actor, id));
    }

    private List<UUID> list(Actor actor) {
        return builder.in(house, () -> desk.list(actor, true, 50)).stream()
                .map(OemCase::complaintId)
                .toList();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(HANGZHOU).toInstant();
    }
}
