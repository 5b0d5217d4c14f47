package org.opendcrc.complaints.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.complaints.CaseAction;
import org.opendcrc.complaints.CaseDetails;
import org.opendcrc.complaints.CaseState;
import org.opendcrc.complaints.CaseView;
import org.opendcrc.complaints.ComplaintFile;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.complaints.ComplaintLine;
import org.opendcrc.complaints.ComplaintPage;
import org.opendcrc.complaints.ComplaintSigns;
import org.opendcrc.complaints.ComplaintSource;
import org.opendcrc.complaints.ComplaintView;
import org.opendcrc.complaints.Grade;
import org.opendcrc.complaints.Rank;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.TestPages;

/** The list and the file of a complaint, as the browser gets them. */
class ComplaintPagesPageTest {

    private static final UUID CALL = UUID.fromString("00000000-0000-7000-8000-000000000031");
    private static final List<CauseLink> LINKS =
            List.of(new CauseLink("follow-up", "menu.followups", "/follow-ups/{id}"));

    private static final ZoneId HANGZHOU = ZoneId.of("Asia/Shanghai");
    private static final Instant RECEIVED = Instant.parse("2026-11-19T00:10:00Z"); // 08:10
    private static final Instant DUE = RECEIVED.plus(Duration.ofHours(2));
    private static final Instant NOW = Instant.parse("2026-11-19T02:24:00Z"); // 10:24
    private static final String EVIL = "<script>alert(1)</script>";

    private final Actor clerk = TestPages.actor("周晓雯", Locale.CHINA, Role.AGENT);
    private final UUID store = clerk.roles().keySet().iterator().next();

    @Test
    void the_list_shows_clocks_in_colour_icon_and_words() {
        var page = list(
                line("TS-20261119-001", RECEIVED, Optional.empty(), true),
                line("TS-20261119-002", NOW.minus(Duration.ofMinutes(82)), Optional.empty(), false),
                line("TS-20261119-003", NOW.minus(Duration.ofMinutes(9)), Optional.empty(), false),
                line("TS-20261119-004", RECEIVED, Optional.of(RECEIVED.plus(Duration.ofMinutes(7))), false),
                line("TS-20261119-005", RECEIVED, Optional.of(DUE.plus(Duration.ofMinutes(22))), true));
        assertThat(page)
                .contains("超时 14 分", "剩 38 分", "剩 1 时 51 分", "用时 7 分", "迟 22 分")
                .contains("max=\"120\" value=\"82\"", "dc-bar-warn", "dc-bar-bad")
                .contains("浙A·5Q8L0", "修理技能", "回访转入", "10:10 前联系", "08:17 已联系")
                .contains("aria-current=\"page\"", "data-open")
                .doesNotContain("style=");
    }

    @Test
    void an_empty_list_says_what_to_expect() {
        assertThat(list()).contains("没有在计时的投诉");
    }

    @Test
    void the_file_shows_facts_the_log_and_the_form_while_the_contact_is_owed() {
        assertThat(file(Optional.empty(), Optional.empty(), Optional.empty()))
                .contains("TS-20261119-001", "空调又不制热", "138****6621", "只能追加", "WT20261116-0087")
                .contains("value=\"2026-11-19T10:24\"", "name=\"version\" value=\"1\"", "Ctrl Enter")
                .contains("action=\"/complaints/00000000-0000-7000-8000-000000000009/contacts\"")
                .doesNotContain("case-breach");
    }

    @Test
    void CP_1_a_missed_deadline_is_shown_and_so_is_a_contact_that_was_in_time_after_all() {
        var missed = Optional.of(DUE.plusNanos(1_000));
        assertThat(file(Optional.empty(), missed, Optional.empty())).contains("case-breach", "最晚应在 10:10 联系到客户");
        assertThat(file(Optional.of(DUE.minusSeconds(60)), missed, Optional.empty()))
                .contains("case-breach", "超时记录照样保留", "用时 1 时 59 分")
                .doesNotContain("case-contact");
        assertThat(file(Optional.of(DUE.plusSeconds(60)), missed, Optional.empty()))
                .contains("case-breach", "最晚应在 10:10 联系到客户", "迟 1 分");
    }

    @Test
    void a_refused_form_keeps_what_was_typed_and_says_why() {
        assertThat(file(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new FilePage.Typed("2026-11-19T11:00", EVIL, "没有记下：联系时间晚于现在（10:24）。"))))
                .contains("role=\"alert\"", "没有记下：联系时间晚于现在", "value=\"2026-11-19T11:00\"")
                .contains("&lt;script&gt;")
                .doesNotContain(EVIL);
    }

    @Test
    void who_may_only_read_sees_no_form() {
        var director = new Actor(1, store, "he", "何静", Map.of(store, Set.of(Role.GENERAL_MANAGER)), Locale.CHINA, true);
        assertThat(render(director, Optional.empty(), Optional.empty(), Optional.empty()))
                .doesNotContain("case-contact");
    }

    private String list(ComplaintLine... lines) {
        var page = ListPage.of(
                new ComplaintPage(List.of(lines), Optional.empty(), Optional.empty()),
                ComplaintView.RUNNING,
                Optional.empty(),
                false,
                new ComplaintSigns(3, 1, 0),
                true,
                NOW,
                TestPages.MESSAGES.in(Locale.CHINA));
        return TestPages.render("complaints/list", Map.of("frame", TestPages.frame(clerk), "page", page));
    }

    @Test
    void theFileLeadsToTheCallInWhichTheComplaintWasReceived() {
        assertThat(file(Optional.empty(), Optional.empty(), Optional.empty()))
                .contains("href=\"/follow-ups/" + CALL + "\"");
    }

    private String file(Optional<Instant> contactedAt, Optional<Instant> missedAt, Optional<FilePage.Typed> typed) {
        return render(clerk, contactedAt, missedAt, typed);
    }

    private String render(
            Actor actor, Optional<Instant> contactedAt, Optional<Instant> missedAt, Optional<FilePage.Typed> typed) {
        var file = new ComplaintFile(
                line("TS-20261119-001", RECEIVED, contactedAt, missedAt.isPresent()),
                Optional.of(UUID.randomUUID()),
                Optional.of("+8613800006621"),
                Optional.empty(),
                Optional.of("岚峰 X7"),
                Optional.empty(),
                Optional.of("WT20261116-0087"),
                Optional.of("王建军"),
                Optional.of(CALL),
                RECEIVED,
                "周晓雯",
                contactedAt.map(_ -> "周晓雯"),
                missedAt,
                1,
                List.of(new ComplaintFile.LogLine(
                        RECEIVED, RECEIVED, Optional.of("周晓雯"), "received", Optional.of("空调又不制热"))),
                List.of());
        var may = contactedAt.isEmpty() && actor.may(UseCase.WORK_ON_COMPLAINTS);
        var msg = TestPages.MESSAGES.in(Locale.CHINA);
        var page = FilePage.of(file, actor, may, NOW, LINKS, msg, typed);
        var view = new CaseView(
                file,
                new CaseDetails(
                        Map.of("demand", EVIL),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                1,
                Optional.empty(),
                false,
                false,
                may ? Set.of(CaseAction.CONTACT, CaseAction.NOTE, CaseAction.ESCALATE) : Set.of(),
                Optional.of(CaseAction.CONTACT),
                List.of("root"),
                false,
                Set.of(),
                Rank.MANAGER);
        return TestPages.render(
                "complaints/file",
                Map.of(
                        "frame",
                        TestPages.frame(actor),
                        "page",
                        page,
                        "path",
                        CasePage.of(view, NOW, msg, Optional.empty()),
                        "home",
                        "/complaints/9"));
    }

    private ComplaintLine line(String number, Instant received, Optional<Instant> contactedAt, boolean missed) {
        return new ComplaintLine(
                UUID.fromString("00000000-0000-7000-8000-000000000009"),
                number,
                store,
                "杭州城西店",
                HANGZHOU,
                ComplaintSource.FOLLOW_UP,
                ComplaintKind.REPAIR_SKILL,
                false,
                "钱雪梅",
                Optional.of("浙A5Q8L0"),
                "空调又不制热",
                received,
                received.plus(Duration.ofHours(2)),
                contactedAt,
                missed,
                contactedAt.isPresent() ? CaseState.CONTACTED : CaseState.RECEIVED,
                Grade.GENERAL,
                false,
                true);
    }
}
