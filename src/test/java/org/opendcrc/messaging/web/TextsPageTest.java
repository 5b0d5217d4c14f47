package org.opendcrc.messaging.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.messaging.TextClass;
import org.opendcrc.messaging.TextLine;
import org.opendcrc.messaging.TextPage;
import org.opendcrc.shared.Role;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.TestPages;

/** The outbox, as the browser gets it. */
class TextsPageTest {

    private static final Instant NOW = Instant.parse("2026-11-19T02:24:00Z");
    private static final UUID CAUSE = UUID.fromString("00000000-0000-7000-8000-000000000007");

    @Test
    void A31_a_text_that_was_not_sent_says_so_in_words_and_leads_to_its_cause() {
        assertThat(page("none", line(TextLine.State.NOT_SENT, Optional.of("no-gateway"), "none")))
                .contains("未发送：没有短信网关", "还没有接通短信网关", "138****6621", "href=\"/follow-ups/" + CAUSE + "\"")
                .contains(">10:20<", ">12<")
                .doesNotContain("13800006621");
    }

    @Test
    void in_the_simulation_a_sent_text_says_that_it_was_only_recorded() {
        assertThat(page("simulation", line(TextLine.State.SENT, Optional.empty(), "simulation")))
                .contains("已发送（演练，只作记录）", "演练环境：短信只作记录");
        assertThat(page("none", line(TextLine.State.QUEUED, Optional.empty(), "")))
                .contains("等待发送");
    }

    @Test
    void an_empty_outbox_says_what_to_expect() {
        assertThat(page("none")).contains("还没有短信");
    }

    private static TextLine line(TextLine.State state, Optional<String> reason, String channel) {
        return new TextLine(
                UUID.randomUUID(),
                "杭州城西店",
                ZoneId.of("Asia/Shanghai"),
                UUID.randomUUID(),
                "方志强",
                "+8613800006621",
                "【城西店】方先生您好。",
                12,
                state,
                reason,
                channel.isEmpty() ? Optional.empty() : Optional.of(channel),
                "follow-up",
                CAUSE,
                NOW.minusSeconds(240),
                TextClass.SERVICE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static String page(String channel, TextLine... lines) {
        var page = TextsPage.of(
                new TextPage(List.of(lines), Optional.empty(), Optional.empty(), Map.of()),
                TextsPage.Asked.ALL,
                List.of(),
                List.of(),
                channel,
                List.of(new CauseLink("follow-up", "menu.followups", "/follow-ups/{id}")),
                NOW,
                TestPages.MESSAGES.in(Locale.CHINA));
        return TestPages.render(
                "messaging/texts",
                Map.of("frame", TestPages.frame(TestPages.actor("周晓雯", Locale.CHINA, Role.AGENT)), "page", page));
    }
}
