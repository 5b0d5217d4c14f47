package org.opendcrc.messaging.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.TestRows;
import org.opendcrc.organisation.NewToken;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.organisation.TokenDesk;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

/** Templates, texts by hand and letters over the wire: what the manager words, what a clerk may send, what is printed. */
@ApplicationTest
@Import(TestHouse.class)
class TextsOverHttpTest {

    private static final Pattern OWN = Pattern.compile("/text-templates/(own-[0-9a-f-]+)");
    private static final Pattern ID = Pattern.compile("name=\"id\" value=\"([0-9a-f-]+)\"");
    private static final Pattern NUMBER = Pattern.compile("<option value=\"([0-9a-f-]{36})\"[^>]*>138\\*\\*\\*\\*6621");
    private static final int SIGNATURE = "【杭州城东店】".length();

    @LocalServerPort
    private int port;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private TokenDesk tokens;

    @Autowired
    private JdbcClient jdbc;

    private House house;
    private UUID customer;

    @BeforeEach
    void open() {
        house = builder.open();
        builder.agent(house, "zhou");
        builder.employ(house, "lin", Map.of(house.east(), Set.of(Role.CRC_MANAGER)));
        builder.employ(house, "wang", Map.of(house.east(), Set.of(Role.ADVISOR)));
        customer = builder.in(house, () -> {
            var id = TestRows.customer(jdbc, "欧阳志强", "MALE");
            phone(id, "+8613800006621", 1);
            return id;
        });
    }

    @Test
    void A20_the_manager_words_a_template_and_what_is_too_long_keeps_what_he_typed() {
        var manager = signedIn("lin");
        assertThat(manager.get("/text-templates").body()).contains("回访未接通", "请回电", "出厂文字");
        var key = "/text-templates/follow-up-unreachable";
        assertThat(manager.get(key).body()).contains("欧阳先生/女士您好", "上限 70 字");

        var long71 = "车".repeat(71 - SIGNATURE);
        var refused = manager.post(key, form("回访", long71, "", 0));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("模板没有存：中文最长会有 71 字，超过 70 字上限。请至少删 1 个字。您写的内容都还在。", ">" + long71 + "<");
        assertThat(manager.post(key, form("回访", "您好{生日}", "", 0)).body()).contains("系统不认识 {生日}");

        var long70 = "车".repeat(70 - SIGNATURE);
        assertThat(manager.post(key, form("回访", long70, "", 0)).statusCode()).isEqualTo(302);
        var stale = manager.post(key, form("回访", "晚了一步", "", 0));
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("有人存了第 1 版", "晚了一步");
        assertThat(manager.get(key).body()).contains("第 1 版", "第 0 版", "lin", "恢复出厂文字");
        assertThat(manager.post(key + "/shipped", Map.of("version", "1")).statusCode())
                .isEqualTo(302);
        assertThat(manager.get(key).body()).contains("第 2 版", long70, "回访电话几次未接通");
        assertThat(texts("select v.origin from messaging.template_version v where v.dealer_id = :dealer"
                        + " order by v.version"))
                .isEqualTo("OWN,SHIPPED");
        assertThat(texts("select e.action from audit.entry e where e.dealer_id = :dealer"
                        + " and e.entity = 'text-template' order by e.at, e.id"))
                .isEqualTo("template-changed,template-reset");
    }

    @Test
    void A20_the_count_is_told_while_he_types_and_nothing_is_written() {
        var manager = signedIn("lin");
        manager.get("/text-templates/offer");
        var draft = manager.post("/text-templates/offer/drafts", form("优惠", "{车牌}" + "车".repeat(50), "", 0));
        assertThat(draft.statusCode()).isEqualTo(200);
        assertThat(draft.body())
                .contains((SIGNATURE + 8 + 50 + 6) + " 字，超过 70 字上限，请至少删 " + (SIGNATURE + 64 - 70) + " 个字", "浙AD12345");
        assertThat(texts("select v.key from messaging.template_version v where v.dealer_id = :dealer"))
                .isEmpty();
    }

    @Test
    void a_template_of_the_dealers_own_is_made_used_and_taken_out_of_use() {
        var manager = signedIn("lin");
        manager.get("/text-templates/new");
        assertThat(manager.post(
                                "/text-templates",
                                Map.of("name", "取车", "chinese", "{称呼}您好，{车牌}可以取了。", "textClass", "SERVICE"))
                        .statusCode())
                .isEqualTo(302);
        var found = OWN.matcher(manager.get("/text-templates").body());
        assertThat(found.find()).isTrue();
        var sheet = signedIn("zhou").get("/texts/new?causeId=" + customer).body();
        assertThat(sheet).contains("取车", found.group(1));
        manager.get("/text-templates/" + found.group(1));
        assertThat(manager.post("/text-templates/" + found.group(1) + "/retirement", Map.of("version", "1"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(manager.get("/text-templates").body()).doesNotContain(found.group(1));
        assertThat(manager.get("/text-templates/" + found.group(1)).body()).contains("停用");
    }

    @Test
    void a_clerk_reads_templates_and_changes_none_and_an_advisor_sees_nothing_of_it() {
        var clerk = signedIn("zhou");
        assertThat(clerk.get("/text-templates/offer").body()).doesNotContain("存为新版本");
        assertThat(clerk.get("/text-templates/new").body()).contains("提交经理审批").doesNotContain("存为新版本");
        assertThat(clerk.post("/text-templates", form("n", "您好", "", 0)).statusCode())
                .isEqualTo(403);
        assertThat(clerk.post("/text-templates/offer", form("n", "您好", "", 0)).statusCode())
                .isEqualTo(403);
        assertThat(clerk.get("/text-templates/no-such").statusCode()).isEqualTo(404);
        var advisor = signedIn("wang");
        for (var page : new String[] {"/texts", "/letters", "/text-templates", "/texts/new?causeId=" + customer}) {
            assertThat(advisor.get(page).statusCode()).as(page).isEqualTo(403);
        }
    }

    @Test
    void A20_a_clerk_texts_a_customer_seventy_go_and_seventy_one_stay_on_the_sheet() {
        var clerk = signedIn("zhou");
        var sheet = clerk.get("/texts/new?causeId=" + customer).body();
        assertThat(sheet).contains("138****6621", "还没有接通短信网关").doesNotContain("13800006621");
        var typed = new java.util.HashMap<>(Map.of(
                "id",
                first(ID, sheet),
                "cause",
                "customer",
                "causeId",
                customer.toString(),
                "number",
                first(NUMBER, sheet),
                "template",
                "call-back-please",
                "textClass",
                "SERVICE"));
        var filled = clerk.post("/texts/drafts?fill=true", typed).body();
        assertThat(filled).contains("欧阳先生您好，刚才给您打电话没有接通。方便时请回电本店，祝您用车顺利。", "还可写");

        typed.put("words", "车".repeat(71 - SIGNATURE));
        assertThat(clerk.post("/texts/drafts", typed).body()).contains("71 字，超过 70 字上限，请至少删 1 个字");
        var refused = clerk.post("/texts", typed);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("71 字，超过 70 字上限。请至少删 1 个字", typed.get("words"));
        typed.put("words", "您好，{车牌}好了");
        assertThat(clerk.post("/texts", typed).body()).contains("{车牌} 还空着");

        typed.put("words", "车".repeat(70 - SIGNATURE));
        assertThat(clerk.post("/texts", typed).statusCode()).isEqualTo(302);
        assertThat(clerk.post("/texts", typed).statusCode()).as("sent twice").isEqualTo(302);
        assertThat(texts("select t.characters || ' ' || t.template_key || ' ' || t.template_version"
                        + " from messaging.text t where t.dealer_id = :dealer"))
                .isEqualTo("70 call-back-please 0");
        var one = "/texts/" + typed.get("id");
        await().until(() -> clerk.get(one).body().contains("未发送：没有短信网关"));
        assertThat(clerk.get(one).body()).contains("zhou写好", "请回电，第 0 版", "/customers/" + customer);
        assertThat(texts("select l.id from messaging.letter l where l.dealer_id = :dealer"))
                .as("what a clerk wrote he looks after himself")
                .isEmpty();
    }

    @Test
    void a_commercial_text_needs_consent_and_a_service_text_reaches_who_wants_no_calls() {
        change("update customers.customer c set sms_consent = false, dnd = true where c.dealer_id = :dealer");
        var clerk = signedIn("zhou");
        var sheet = clerk.get("/texts/new?causeId=" + customer).body();
        assertThat(sheet).contains("免打扰，也不同意收推广短信");
        var typed = new java.util.HashMap<>(Map.of(
                "id", first(ID, sheet),
                "cause", "customer",
                "causeId", customer.toString(),
                "words", "优惠",
                "template", "offer",
                "textClass", "SERVICE"));
        var refused = clerk.post("/texts", typed);
        assertThat(refused.statusCode())
                .as("a commercial template stays commercial")
                .isEqualTo(422);
        assertThat(refused.body()).contains("客户不同意收推广短信", ">优惠<");
        typed.put("template", "");
        assertThat(clerk.post("/texts", typed).statusCode()).isEqualTo(302);
    }

    @Test
    void the_outbox_is_looked_through_by_state_cause_day_store_and_customer_and_taken_as_a_workbook()
            throws IOException {
        var other = builder.in(house, () -> TestRows.customer(jdbc, "=方雪", "FEMALE"));
        text(customer, "SENT", "follow-up", "2026-11-18 02:00Z", null);
        var unknown = text(other, "UNKNOWN", "customer", "2026-11-19 16:00Z", null);
        builder.in(
                house,
                () -> jdbc.sql("insert into customers.lookup (dealer_id, key, customer_id)"
                                + " values (:dealer, 'n欧阳志强', :customer)")
                        .param("dealer", house.dealer())
                        .param("customer", customer)
                        .update());
        var clerk = signedIn("zhou");
        assertThat(clerk.get("/texts").body()).contains("欧阳志强", "方雪", "结果不明 <b>1</b>", "已发送 <b>1</b>");
        assertThat(rows(clerk, "/texts?state=SENT")).isEqualTo(1);
        assertThat(rows(clerk, "/texts?cause=customer")).isEqualTo(1);
        assertThat(rows(clerk, "/texts?from=2026-11-20&to=&cause=&store="))
                .as("a day begins at the store's midnight")
                .isEqualTo(1);
        assertThat(rows(clerk, "/texts?to=2026-11-19")).isEqualTo(1);
        assertThat(rows(clerk, "/texts?store=" + house.east())).isEqualTo(2);
        assertThat(rows(clerk, "/texts?customer=" + encoded("没有此人"))).isZero();
        assertThat(sheetOf(clerk.bytes("/texts.xlsx"))).contains("'=方雪").doesNotContain(">=方雪");

        // A36: nobody knows what became of it, so a person says so; nothing is sent again.
        assertThat(clerk.get("/texts/" + unknown).body()).contains("系统不会再发第二次", "客户没有收到");
        assertThat(clerk.post("/texts/" + unknown + "/outcome", Map.of("arrived", "false"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(clerk.get("/texts/" + unknown).body()).contains("未发送：查明没有收到", "zhou查明", "列入了信函清单");
        assertThat(clerk.post("/texts/" + unknown + "/outcome", Map.of("arrived", "true"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void A30_letters_are_printed_one_page_each_kept_as_printed_and_marked_as_sent() throws IOException {
        var homeless = builder.in(house, () -> TestRows.customer(jdbc, "方雪", "FEMALE"));
        change("update customers.customer c set province = '浙江省', city = '杭州市', address = '=文三路1号', postcode = '310000'"
                + " where c.dealer_id = :dealer and c.name = '欧阳志强'");
        var letter = letter(customer, "no-number");
        var without = letter(homeless, "not-textable");
        var clerk = signedIn("zhou");
        var list = clerk.get("/letters").body();
        assertThat(list).contains("浙江省杭州市=文三路1号", "没有地址", "没有可用的号码", "待打印 <b>2</b>");
        assertThat(clerk.post("/letters/sendings", Map.of("letter", letter.toString()))
                        .body())
                .contains("还没有打印");
        assertThat(clerk.post("/letters/printings", Map.of("letter", without.toString()))
                        .body())
                .contains("1 位客户没有地址");
        assertThat(clerk.post("/letters/printings", Map.of()).statusCode()).isEqualTo(422);
        var printed = clerk.post("/letters/printings", Map.of("letter", letter.toString()));
        assertThat(printed.statusCode()).isEqualTo(302);
        var pages = clerk.get(Browser.location(printed)).body();
        assertThat(pages).contains("dc-a4", "欧阳先生：", "请致电本店", "310000", "杭州城东店");
        change("update customers.customer c set name = '改名' where c.dealer_id = :dealer and c.name = '欧阳志强'");
        assertThat(clerk.get(Browser.location(printed)).body())
                .as("as it was printed")
                .contains("欧阳先生：");
        clerk.get("/letters?state=PRINTED");
        assertThat(clerk.post("/letters/sendings", Map.of("letter", letter.toString(), "state", "PRINTED"))
                        .statusCode())
                .isEqualTo(302);
        clerk.get("/letters");
        assertThat(clerk.post("/letters/droppings", Map.of("letter", without.toString()))
                        .statusCode())
                .isEqualTo(302);
        assertThat(clerk.get("/letters?state=SENT").body()).contains("zhou寄出");
        assertThat(sheetOf(clerk.bytes("/letters.xlsx?state=SENT"))).contains("浙江省杭州市=文三路1号", "310000");
        assertThat(texts("select e.action from audit.entry e where e.dealer_id = :dealer and e.entity = 'letter'"
                        + " order by e.at, e.id"))
                .contains("letter-printed", "letter-sent", "letter-dropped", "letters-taken");
    }

    @Test
    void A20_a_program_reads_templates_and_texts_a_customer_and_is_refused_alike() throws Exception {
        assertThat(api("zhou", "GET", "/text-templates", "").body()).contains("follow-up-unreachable", "\"version\":0");
        assertThat(api("zhou", "GET", "/text-templates/offer", "").body()).contains("COMMERCIAL");
        var sent = api(
                "zhou",
                "POST",
                "/texts",
                "{\"causeId\": \"%s\", \"template\": \"call-back-please\"}".formatted(customer));
        assertThat(sent.statusCode()).isEqualTo(201);
        assertThat(sent.body()).contains("欧阳先生您好", "138****6621", "call-back-please");
        var refused = api(
                "zhou",
                "POST",
                "/texts",
                "{\"causeId\": \"%s\", \"words\": \"%s\"}".formatted(customer, "车".repeat(71 - SIGNATURE)));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"rule\":\"A20\"", "\"count\":71", "/problems/text-too-long");
        var landline = api(
                "zhou",
                "POST",
                "/texts",
                "{\"causeId\": \"%s\", \"words\": \"您好\", \"phone\": \"+8657188886666\"}".formatted(customer));
        assertThat(landline.body()).contains("\"rule\":\"A30\"", "/problems/landline");
        assertThat(api("zhou", "GET", "/texts?cause=customer&limit=1", "").body())
                .contains("\"items\":[{");
        assertThat(api("wang", "GET", "/texts", "").statusCode()).isEqualTo(403);
        assertThat(api("wang", "POST", "/texts", "{\"causeId\": \"%s\"}".formatted(customer))
                        .statusCode())
                .isEqualTo(403);
        var letter = letter(customer, "no-number");
        assertThat(api("zhou", "GET", "/letters", "").body()).contains(letter.toString(), "no-number");
        assertThat(api(
                                "zhou",
                                "POST",
                                "/letters/steps",
                                "{\"letters\": [\"%s\"], \"state\": \"SENT\"}".formatted(letter))
                        .body())
                .contains("letter-not-printed", "\"rule\":\"A30\"");
        assertThat(api(
                                "zhou",
                                "POST",
                                "/letters/steps",
                                "{\"letters\": [\"%s\"], \"state\": \"DROPPED\"}".formatted(letter))
                        .body())
                .contains("\"letters\":1");
    }

    private Browser signedIn(String name) {
        var browser = new Browser(port);
        browser.signIn(name + "@" + house.code(), TestHouse.PASSWORD);
        return browser;
    }

    private static Map<String, String> form(String name, String chinese, String english, int version) {
        return Map.of("name", name, "chinese", chinese, "english", english, "version", Integer.toString(version));
    }

    private static String first(Pattern pattern, String page) {
        var found = pattern.matcher(page);
        assertThat(found.find()).as(pattern.pattern()).isTrue();
        return found.group(1);
    }

    private static int rows(Browser browser, String address) {
        return browser.get(address).body().split("<tr data-row>", -1).length - 1;
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void phone(UUID of, String number, int position) {
        jdbc.sql("insert into customers.phone (dealer_id, customer_id, e164, position)"
                        + " values (:dealer, :customer, :number, :position)")
                .param("dealer", house.dealer())
                .param("customer", of)
                .param("number", number)
                .param("position", position)
                .update();
    }

    private UUID text(UUID to, String state, String cause, String at, @Nullable String reason) {
        var id = Ids.next();
        builder.in(
                house,
                () -> jdbc.sql("""
                                insert into messaging.text (dealer_id, id, store_id, customer_id, phone, body, characters, class, cause, cause_id,
                                                            state, reason, written_at)
                                values (:dealer, :id, :store, :customer, '+8613800006621', '您好', 2, 'SERVICE', :cause, :id, :state, :reason,
                                        cast(:at as timestamptz))
                                """)
                        .param("dealer", house.dealer())
                        .param("id", id)
                        .param("store", house.east())
                        .param("customer", to)
                        .param("cause", cause)
                        .param("state", state)
                        .param("reason", reason)
                        .param("at", at)
                        .update());
        return id;
    }

    private UUID letter(UUID to, String reason) {
        var id = Ids.next();
        builder.in(
                house,
                () -> jdbc.sql("""
                                insert into messaging.letter (dealer_id, id, store_id, customer_id, cause, cause_id, reason, owed_at, state)
                                values (:dealer, :id, :store, :customer, 'follow-up', :id, :reason, '2026-11-18 02:00Z', 'OWED')
                                """)
                        .param("dealer", house.dealer())
                        .param("id", id)
                        .param("store", house.east())
                        .param("customer", to)
                        .param("reason", reason)
                        .update());
        return id;
    }

    private void change(String sql) {
        builder.in(house, () -> jdbc.sql(sql).param("dealer", house.dealer()).update());
    }

    private String texts(String sql) {
        return builder.in(
                house,
                () -> String.join(
                        ",",
                        jdbc.sql(sql)
                                .param("dealer", house.dealer())
                                .query(String.class)
                                .list()));
    }

    private static String sheetOf(byte[] workbook) throws IOException {
        var all = new StringBuilder();
        var file = Files.createTempFile("texts", ".xlsx");
        Files.write(file, workbook);
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                all.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        } finally {
            Files.delete(file);
        }
        return HtmlUtils.htmlUnescape(all.toString().replace("&apos;", "'"));
    }

    private HttpResponse<String> api(String login, String method, String path, String body) throws Exception {
        var actor = builder.actor(house, login);
        var token =
                DealerContext.callAs(house.dealer(), () -> ((NewToken.Issued) tokens.issue(actor, "测试", 1)).secret());
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1%s".formatted(port, path)))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
