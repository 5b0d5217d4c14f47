package org.opendcrc.customers.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.dms.FileKind;
import org.opendcrc.dms.ImportDesk;
import org.opendcrc.organisation.NewToken;
import org.opendcrc.organisation.SettingsDesk;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.organisation.TokenDesk;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the customer manager decides and what a clerk is told, over the wire. */
@ApplicationTest
@Import(TestHouse.class)
class OwnerChangesOverHttpTest {

    private static final Pattern REQUEST = Pattern.compile("action=\"(/owner-changes/[0-9a-f-]+)/approval\"");

    @LocalServerPort
    private int port;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private ImportDesk imports;

    @Autowired
    private SettingsDesk settings;

    @Autowired
    private TokenDesk tokens;

    @Autowired
    private JdbcClient jdbc;

    private House house;

    @BeforeEach
    void open() {
        house = builder.open();
        builder.agent(house, "zhou");
        builder.employ(house, "lin", Map.of(house.east(), Set.of(Role.CRC_MANAGER)));
        builder.employ(house, "admin", Map.of(house.east(), Set.of(Role.ADMINISTRATOR)));
        var admin = builder.actor(house, "admin");
        DealerContext.runAs(
                house.dealer(), () -> settings.change(admin, house.east(), "profile.owner-approval", "true"));
        bring("customer_no,name,phone,address\nK1,陈建国,13800138000,文三路1号\n");
    }

    @Test
    void A33_the_manager_approves_on_the_page_and_a_clerk_may_not_look() {
        bring("customer_no,name,phone,address\nK1,陈建国,13800138000,<b>文三路2号\n");
        var clerk = new Browser(port);
        clerk.signIn("zhou@" + house.code(), TestHouse.PASSWORD);
        assertThat(clerk.get("/owner-changes").statusCode()).isEqualTo(403);

        var manager = new Browser(port);
        manager.signIn("lin@" + house.code(), TestHouse.PASSWORD);
        var page = manager.get("/owner-changes").body();
        assertThat(page).contains("文三路1号", "&lt;b").doesNotContain("<b>文三路");
        var found = REQUEST.matcher(page);
        assertThat(found.find()).isTrue();
        assertThat(manager.post(found.group(1) + "/approval", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(value("select c.address from customers.customer c where c.dealer_id = :dealer"))
                .isEqualTo("<b>文三路2号");
        var late = manager.post(found.group(1) + "/refusal", Map.of("words", "不对"));
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("role=\"alert\"", "没有待批的变更");
    }

    @Test
    void FU_14_a_program_notes_that_somebody_does_not_want_calls() throws Exception {
        var id = value("select c.id from customers.customer c where c.dealer_id = :dealer");
        assertThat(put("zhou", id, "{\"dnd\": true, \"reason\": \"太忙\"}")).isEqualTo(200);
        assertThat(value("select c.dnd_reason from customers.customer c where c.dealer_id = :dealer"))
                .isEqualTo("太忙");
        assertThat(put("admin", id, "{\"dnd\": false}")).isEqualTo(403);
        assertThat(value("select c.dnd from customers.customer c where c.dealer_id = :dealer"))
                .isEqualTo("true");
    }

    private int put(String login, String id, String body) throws Exception {
        var actor = builder.actor(house, login);
        var token =
                DealerContext.callAs(house.dealer(), () -> ((NewToken.Issued) tokens.issue(actor, "测试", 1)).secret());
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/customers/%s/do-not-disturb"
                                            .formatted(port, id)))
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/json")
                                    .PUT(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private void bring(String text) {
        DealerContext.runAs(
                house.dealer(),
                () -> imports.takeDemo(
                        FileKind.CUSTOMERS,
                        "customers.csv",
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    private String value(String sql) {
        return builder.in(
                house,
                () -> String.valueOf(
                        jdbc.sql(sql).param("dealer", house.dealer()).query().singleValue()));
    }
}
