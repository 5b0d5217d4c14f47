package org.opendcrc.organisation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.organisation.TestHouse.PASSWORD;
import static org.opendcrc.organisation.web.Browser.location;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.organisation.SettingChange.Changed;
import org.opendcrc.organisation.SettingChange.Refused;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.SettingsDesk;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages of the administration: people, settings, audit. */
@ApplicationTest
@Import({TestHouse.class, AdministrationTest.Probes.class})
class AdministrationTest {

    static final SettingDefinition NUMBER = SettingDefinition.number("messaging.number-of-test", "A2", 3, 1, 10);
    static final SettingDefinition TIME = SettingDefinition.time("messaging.time-of-test", "A2", "09:00");
    static final SettingDefinition FLAG = SettingDefinition.flag("messaging.flag-of-test", "A2", true);
    static final SettingDefinition TEXT = SettingDefinition.text("messaging.text-of-test", "A2", "您好");

    /** Settings of no chapter. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Probes {

        @Bean
        SettingSource settingsOfTest() {
            return () -> List.of(NUMBER, TIME, FLAG, TEXT);
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    TestHouse.Builder house;

    @Autowired
    SettingsDesk desk;

    @Autowired
    Settings settings;

    @Autowired
    JdbcClient jdbc;

    House dealer;
    Browser browser;

    @BeforeEach
    void open() {
        dealer = house.open();
        house.systemClock().pass(Duration.ofMinutes(2));
        browser = new Browser(port);
        browser.signIn(dealer.administrator(), PASSWORD);
    }

    @Test
    void the_menu_leads_to_the_first_page_the_person_may_see() {
        assertThat(location(browser.get("/administration"))).isEqualTo("/administration/people");
        house.employ(dealer, "lin", Map.of(dealer.east(), Set.of(Role.CRC_MANAGER)));
        var manager = new Browser(port);
        manager.signIn("lin@" + dealer.code(), PASSWORD);
        assertThat(location(manager.get("/administration"))).isEqualTo("/administration/settings");
        assertThat(manager.get("/administration/people").statusCode()).isEqualTo(403);
        assertThat(manager.get("/administration/audit").statusCode()).isEqualTo(403);
    }

    @Test
    void a_setting_is_changed_told_with_its_author_and_set_back() {
        assertThat(location(browser.get("/administration/settings"))).isEqualTo("/administration/settings/east");
        var address = "/administration/settings/east";
        assertThat(browser.get(address).body())
                .contains("setting-messaging-number-of-test")
                .doesNotContain("何静，");
        assertThat(location(browser.post(address + "/" + NUMBER.key(), Map.of("value", "07"))))
                .startsWith(address);
        assertThat(browser.get(address).body()).contains("value=\"7\"").contains("何静，");
        assertThat(number(dealer)).isEqualTo(7);
        browser.post(address + "/" + NUMBER.key() + "/default", Map.of());
        assertThat(browser.get(address).body()).contains("value=\"3\"").doesNotContain("何静，");
        assertThat(number(dealer)).isEqualTo(3);
        var log = browser.get("/administration/audit?entity=setting").body();
        assertThat(log).contains("<del>3</del> → <ins>7</ins>").contains("<del>7</del> → <ins>3</ins>");
    }

    @Test
    void a_setting_out_of_bounds_is_refused_with_a_sentence_and_what_was_typed() {
        var address = "/administration/settings/east";
        browser.get(address);
        var refused = browser.post(address + "/" + NUMBER.key(), Map.of("value", "11"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("1 到 10 之间").contains("value=\"11\"");
        assertThat(number(dealer)).isEqualTo(3);
    }

    @Test
    void values_are_checked_by_their_kind_and_bounds_are_included() {
        var actor = administrator();
        DealerContext.runAs(dealer.dealer(), () -> {
            for (var good : List.of("1", "10", " 5 ")) {
                assertThat(desk.change(actor, dealer.east(), NUMBER.key(), good))
                        .isInstanceOf(Changed.class);
            }
            for (var bad : List.of("0", "11", "", "five", "1.5", "99999999999")) {
                assertThat(desk.change(actor, dealer.east(), NUMBER.key(), bad)).isInstanceOf(Refused.class);
            }
            for (var good : List.of("00:00", "23:59")) {
                assertThat(desk.change(actor, dealer.east(), TIME.key(), good)).isInstanceOf(Changed.class);
            }
            for (var bad : List.of("24:00", "9:00", "09:60", "09:00:00", "")) {
                assertThat(desk.change(actor, dealer.east(), TIME.key(), bad)).isInstanceOf(Refused.class);
            }
            assertThat(desk.change(actor, dealer.east(), FLAG.key(), "false")).isInstanceOf(Changed.class);
            assertThat(desk.change(actor, dealer.east(), FLAG.key(), "yes")).isInstanceOf(Refused.class);
            assertThat(desk.change(actor, dealer.east(), TEXT.key(), "x".repeat(2000)))
                    .isInstanceOf(Changed.class);
            assertThat(desk.change(actor, dealer.east(), TEXT.key(), "x".repeat(2001)))
                    .isInstanceOf(Refused.class);
            assertThatThrownBy(() -> desk.change(actor, dealer.east(), "no.such-setting", "1"))
                    .isInstanceOf(NotFound.class);
        });
    }

    @Test
    void a_setting_of_one_store_is_not_another_stores() {
        var actor = administrator();
        DealerContext.runAs(
                dealer.dealer(),
                () -> assertThat(desk.change(actor, dealer.west(), NUMBER.key(), "9"))
                        .isInstanceOf(Changed.class));
        assertThat(number(dealer)).isEqualTo(3);
    }

    @Test
    void settings_are_changed_by_an_administrator_of_that_store_only() {
        house.employ(
                dealer,
                "sun",
                Map.of(dealer.east(), Set.of(Role.ADMINISTRATOR), dealer.west(), Set.of(Role.CRC_MANAGER)));
        var sun = house.actor(dealer, "sun");
        DealerContext.runAs(dealer.dealer(), () -> {
            assertThat(desk.change(sun, dealer.east(), NUMBER.key(), "9")).isInstanceOf(Changed.class);
            assertThatThrownBy(() -> desk.change(sun, dealer.west(), NUMBER.key(), "9"))
                    .isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> desk.reset(sun, dealer.west(), NUMBER.key()))
                    .isInstanceOf(NotAllowed.class);
        });
    }

    @Test
    void brands_bays_and_targets_of_a_store_are_changed_on_its_page() {
        var page = "/administration/stores/east";
        assertThat(browser.get(page).body()).contains("岚峰\n江铃");
        assertThat(location(browser.post(page + "/bays", Map.of("names", "1号\r\n <b>2号\r\n\r\n1号"))))
                .endsWith(page + "#bays");
        assertThat(browser.get(page).body()).contains("1号\n&lt;b&gt;2号").doesNotContain("<b>2号");
        assertThat(location(browser.post(
                        page + "/targets", Map.of("brand", "江铃", "figure", "AP-12.total", "percent", "40%"))))
                .endsWith(page + "#targets");
        assertThat(browser.get(page).body()).contains("AP-12.total", "40%");
        for (var wrong : List.of("101", "-1", "4.5", "x")) {
            assertThat(browser.post(page + "/targets", Map.of("brand", "江铃", "figure", "RP-8", "percent", wrong))
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(422);
        }
        assertThat(browser.post(page + "/targets", Map.of("brand", "别家", "figure", "RP-8", "percent", "1"))
                        .statusCode())
                .isEqualTo(422);
        var kept = browser.post(page + "/brands", Map.of("names", " \n "));
        assertThat(kept.statusCode()).isEqualTo(422);
        assertThat(kept.body()).contains("至少要有一个品牌");
        assertThat(location(browser.get(page + "/brands"))).endsWith(page + "#brands");
        browser.post(page + "/targets", Map.of("brand", "江铃", "figure", "AP-12.total", "percent", ""));
        assertThat(browser.get(page).body()).doesNotContain("AP-12.total</span>");
        browser.post(page + "/bays", Map.of("names", "1号"));
        assertThat(house.in(
                        dealer,
                        () -> jdbc.sql("""
                                select string_agg(b.name || ' ' || b.active, ', ' order by b.position)
                                  from organisation.bay b
                                 where b.dealer_id = :dealer
                                """)
                                .param("dealer", dealer.dealer())
                                .query(String.class)
                                .single()))
                .isEqualTo("1号 true, <b>2号 false");
        assertThat(house.in(
                        dealer,
                        () -> jdbc.sql("""
                                select string_agg(e.action, ' ' order by e.at, e.id)
                                  from audit.entry e
                                 where e.dealer_id = :dealer
                                   and e.action in ('bays-set', 'target-set', 'target-cleared', 'brands-set')
                                """)
                                .param("dealer", dealer.dealer())
                                .query(String.class)
                                .single()))
                .isEqualTo("bays-set target-set target-cleared bays-set");
    }

    @Test
    void who_only_reads_settings_sees_what_a_store_has_and_changes_nothing() {
        house.employ(dealer, "lin", Map.of(dealer.east(), Set.of(Role.CRC_MANAGER)));
        var manager = new Browser(port);
        manager.signIn("lin@" + dealer.code(), PASSWORD);
        assertThat(manager.get("/administration/stores/east").body())
                .contains("<li>岚峰</li>")
                .doesNotContain("/bays\"");
        assertThat(manager.post("/administration/stores/east/bays", Map.of("names", "1号"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(manager.get("/administration/stores/west").statusCode()).isEqualTo(404);
        assertThat(manager.post("/administration/stores/west/bays", Map.of("names", "1号"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void every_page_is_there_in_both_languages() {
        for (var language : List.of("zh-CN", "en")) {
            browser.get("/me");
            browser.post("/me/preferences", Map.of("language", language, "singleKeys", "true"));
            for (var page : List.of(
                    "/me",
                    "/password",
                    "/administration/people",
                    "/administration/people/" + administrator().staffId(),
                    "/administration/settings/west",
                    "/administration/stores/west",
                    "/administration/audit",
                    "/administration/audit?entity=login")) {
                var answer = browser.get(page);
                assertThat(answer.statusCode()).as(page).isEqualTo(200);
                assertThat(answer.body())
                        .as(page)
                        .contains("lang=\"" + language + "\"")
                        .doesNotContain("style=");
            }
        }
    }

    private Actor administrator() {
        return house.in(
                dealer,
                () -> house.accesses()
                        .ofLogin(dealer.administrator())
                        .orElseThrow()
                        .actor());
    }

    private int number(House of) {
        return house.in(of, () -> settings.of(of.east()).number(NUMBER));
    }
}
