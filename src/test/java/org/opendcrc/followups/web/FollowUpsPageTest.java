package org.opendcrc.followups.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.followups.AssignmentBoard;
import org.opendcrc.followups.AttemptOutcome;
import org.opendcrc.followups.BulkKind;
import org.opendcrc.followups.BulkOutcome;
import org.opendcrc.followups.BulkStep;
import org.opendcrc.followups.BulkTexts;
import org.opendcrc.followups.CallFile;
import org.opendcrc.followups.CallOutcome;
import org.opendcrc.followups.FollowUpFiles;
import org.opendcrc.followups.IfMissed;
import org.opendcrc.followups.NextChance;
import org.opendcrc.followups.QueueCounts;
import org.opendcrc.followups.QueueLine;
import org.opendcrc.followups.QueueList;
import org.opendcrc.followups.QueueSides;
import org.opendcrc.followups.QueueView;
import org.opendcrc.followups.Recorded;
import org.opendcrc.followups.Refusal;
import org.opendcrc.followups.SavedView;
import org.opendcrc.followups.TaskState;
import org.opendcrc.followups.TaskView;
import org.opendcrc.questionnaires.Option;
import org.opendcrc.questionnaires.Question;
import org.opendcrc.questionnaires.Questionnaire;
import org.opendcrc.questionnaires.ResponseView;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.LastLoad;
import org.opendcrc.site.Messages;
import org.opendcrc.site.TestPages;

/** The queue, the call and the record, as the browser gets them. A missing text is an error here. */
class FollowUpsPageTest {

    private static final String EVIL = "<script>alert(1)</script>\"'";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant NOW = Instant.parse("2026-11-19T02:24:00Z");
    private static final UUID TASK = UUID.fromString("00000000-0000-7000-8000-0000000000aa");

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void the_queue_speaks_both_languages(String language) throws IOException {
        var page = queue(language, QueueView.OPEN, lines("方志强"));
        assertThat(page)
                .contains("data-rows", "data-open", "data-key=\"N\"", "浙A·7K3F9", "WT20261116-0087")
                .contains("name=\"task\" value=\"" + TASK + "\"")
                .doesNotContain("style=");
        assertThat(page).contains(language.equals("en") ? "Next call" : "拨打下一通");
        keep("queue-" + language, page);
    }

    @ParameterizedTest
    @EnumSource(QueueView.class)
    void an_empty_list_says_what_comes_here(QueueView view) throws IOException {
        var page = queue("zh-CN", view, List.of());
        assertThat(page).contains("dc-empty", "看不到今天刚结算的单").doesNotContain("<tbody");
        keep("empty-" + view, page);
    }

    @ParameterizedTest
    @EnumSource(TaskState.class)
    void every_state_has_its_word_in_both_languages(TaskState state) {
        for (var language : List.of("zh-CN", "en")) {
            var msg = TestPages.MESSAGES.in(locale(language));
            assertThat(QueuePage.closed(state, msg).text()).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void the_call_page_has_all_that_a_clerk_needs(String language) throws IOException {
        var page = call(language, "方志强", CallForm.blank(), false, null);
        assertThat(page)
                .contains("href=\"tel:+8613800006621\"", "138 0000 6621")
                .contains("name=\"answer.car-in-order\"", "name=\"answer.remark\"", "data-digit=\"-\"")
                .contains("value=\"SATISFIED\"", "value=\"DISSATISFIED\"", "value=\"NOT_CONNECTED\"")
                .contains("value=\"CALL_BACK\"", "value=\"WRONG_NUMBER\"", "data-key=\"Ctrl+Enter\"")
                .contains("name=\"_csrf\"", "WT20261116-0099")
                .contains(
                        "data-key=\"H\"", "data-key=\"V\"", "href=\"/complaints/" + TASK, "value=\"2026-11-19T12:00\"")
                .contains("2027-03-01", "更换前刹车片", "空调滤芯", "黄女士", "WT20251116-0001", "等候时间略长", "data-timer")
                .doesNotContain("TEXT_INSTEAD", "style=", "role=\"alert\" tabindex");
        keep("call-" + language, page);
    }

    @Test
    void FU_4_the_first_open_element_is_on_and_what_is_missing_is_named() throws IOException {
        var page = call("zh-CN", "方志强", CallForm.of(fiveAnswers()), false, null);
        assertThat(page)
                .containsPattern("id=\"element-6\"[^>]*aria-current=\"true\"")
                .contains("还差第 6、7 问")
                .containsPattern("data-total>65<")
                .containsPattern("data-possible>90<");
        keep("call-five", page);
    }

    @Test
    void a_refused_form_keeps_everything_that_was_typed() throws IOException {
        var typed = new java.util.HashMap<>(fiveAnswers());
        typed.putAll(Map.of(
                "answer.satisfaction", "4",
                "answer.remark", "something",
                "note.remark", "刹车第二天又响",
                "result", "DISSATISFIED",
                "remark", "客户在开车，长话短说",
                "complaintWords", "跟取车时说的不一样",
                "spokenAbout", "yes"));
        var refusals = new Refusals(TestPages.MESSAGES.in(Messages.CHINESE), ZONE, NOW);
        var why = TestPages.MESSAGES
                .in(Messages.CHINESE)
                .t(refusals.sentence(new Refusal.ComplaintIncomplete(true, false)));
        var page = call("zh-CN", "方志强", CallForm.of(typed), false, why);
        assertThat(page)
                .contains("role=\"alert\"", "没有保存：投诉单还差类别")
                .contains("刹车第二天又响", "客户在开车，长话短说", "跟取车时说的不一样")
                .containsPattern("value=\"DISSATISFIED\"[^>]*checked")
                .containsPattern("name=\"spokenAbout\"[^>]*checked")
                .containsPattern("value=\"4\"[^>]*data-mark=\"4\"[^>]*checked");
        keep("call-refused", page);
    }

    @Test
    void FU_4_a_complete_sheet_misses_nothing() throws IOException {
        var all = new java.util.HashMap<>(fiveAnswers());
        all.putAll(Map.of("answer.satisfaction", "", "answer.remark", "nothing"));
        var page = call("zh-CN", "方志强", CallForm.of(all), false, null);
        assertThat(page).contains(">必问的都答了<");
    }

    @Test
    void FU_13_the_flag_of_a_surveyed_customer_is_shown_in_list_and_call() throws IOException {
        var msg = TestPages.MESSAGES.in(Messages.CHINESE);
        assertThat(marks(lines("方志强").get(2))).contains("award");
        assertThat(marks(lines("方志强").get(3))).doesNotContain("award");
        assertThat(queue("zh-CN", QueueView.OPEN, lines("方志强"))).contains(msg.t("followups.mark.jd"));
        assertThat(call("zh-CN", "方志强", CallForm.blank(), false, null)).contains(msg.t("followups.fact.jd.on"));
    }

    @Test
    void FU_2_A21_who_has_probably_forgotten_is_marked_from_the_stored_moment_on() {
        var msg = TestPages.MESSAGES.in(Messages.CHINESE);
        var line = lines("方志强").getFirst();
        assertThat(state(line, line.task().fadesAt().minusMillis(1), msg)).isEqualTo(msg.t("followups.state.overdue"));
        assertThat(state(line, line.task().fadesAt(), msg)).isEqualTo(msg.t("followups.state.faded"));
    }

    private static List<String> marks(QueueLine line) {
        return QueuePage.row(line, true, NOW, TestPages.MESSAGES.in(Messages.CHINESE)).marks().stream()
                .map(QueuePage.Sign::icon)
                .toList();
    }

    private static String state(QueueLine line, Instant now, org.opendcrc.site.Msg msg) {
        return QueuePage.row(line, true, now, msg).state().text();
    }

    @Test
    void FU_26_every_number_that_is_not_wrong_can_be_dialled() throws IOException {
        assertThat(call("zh-CN", "方志强", CallForm.blank(), false, null))
                .contains("href=\"tel:+8613800006621\"", "href=\"tel:+8613900000417\"")
                .doesNotContain("href=\"tel:+8657187652210\"");
    }

    @Test
    void FU_25_the_mark_is_said_to_be_outside_the_total() throws IOException {
        var page = call("zh-CN", "方志强", CallForm.blank(), false, null);
        assertThat(page).contains(TestPages.MESSAGES.in(Messages.CHINESE).t("followups.call.notInTotal"));
    }

    @Test
    void FU_14_who_wants_no_calls_is_shown_so_and_gets_a_text() throws IOException {
        assertThat(marks(lines("方志强").getLast())).contains("bell-off");
        assertThat(marks(lines("方志强").getFirst())).doesNotContain("bell-off");
        var page = call("zh-CN", "方志强", CallForm.blank(), true, null);
        assertThat(page).contains("不愿接电话", "value=\"TEXT_INSTEAD\"").doesNotContain("href=\"tel:");
        keep("call-dnd", page);
    }

    @Test
    void a_sheet_is_open_without_a_script() throws IOException {
        keep("call-missed", call("zh-CN", "方志强", CallForm.of(Map.of("result", "NOT_CONNECTED")), false, null));
        keep("call-back", call("en", "方志强", CallForm.of(Map.of("result", "CALL_BACK")), false, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void a_finished_call_can_only_be_added_to(String language) throws IOException {
        var frame = TestPages.frame(TestPages.actor("周晓雯", locale(language), Role.AGENT));
        var msg = frame.msg();
        var closed = new CallFile.Closing(
                Optional.of(NOW),
                NOW,
                Optional.of(CallOutcome.DISSATISFIED),
                Optional.of("周晓雯"),
                Optional.of(TASK),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.of("expired"));
        var response = new ResponseView(
                TASK,
                TASK,
                NOW,
                TASK,
                48,
                100,
                java.util.OptionalInt.of(4),
                true,
                List.of(
                        new ResponseView.Line(
                                "advisor",
                                "哪位顾问接待",
                                "Which advisor",
                                Optional.of("named"),
                                Optional.of("{advisor}"),
                                Optional.of("{advisor}"),
                                false,
                                Optional.empty()),
                        new ResponseView.Line(
                                "remark",
                                "其他意见或建议",
                                "What else",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                Optional.of(EVIL))));
        var file = file("方志强", false, TaskState.SUCCESS_DISSATISFIED, Optional.of(closed));
        var page = TestPages.render(
                "followups/file",
                Map.of(
                        "frame",
                        frame,
                        "page",
                        FollowUpPage.of(
                                new FollowUpFiles.Finished(file, Optional.of(response)),
                                true,
                                "",
                                null,
                                null,
                                NOW,
                                msg)));
        assertThat(page)
                .contains("href=\"/complaints/" + TASK, "/remarks\"", "王建军", "&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert", "type=\"radio\" name=\"answer", "style=");
        keep("file-" + language, page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void a_call_in_other_hands_says_whose_and_until_when(String language) throws IOException {
        var frame = TestPages.frame(TestPages.actor("周晓雯", locale(language), Role.AGENT));
        var taken = TestPages.render(
                "followups/held", Map.of("frame", frame, "page", new HeldPage(TASK, "方志强", "浙A7K3F9", "李娜", "10:54")));
        assertThat(taken).contains("李娜", "10:54", "data-key=\"N\"");
        keep("held-" + language, taken);
        var free = TestPages.render(
                "followups/held", Map.of("frame", frame, "page", new HeldPage(TASK, "方志强", "浙A7K3F9", null, null)));
        assertThat(free).contains("value=\"" + TASK + "\"");
    }

    @Test
    void names_are_text_and_never_markup() {
        assertThat(queue("zh-CN", QueueView.OPEN, lines(EVIL))).doesNotContain("<script>alert");
        assertThat(call("zh-CN", EVIL, CallForm.of(Map.of("remark", EVIL, "complaintWords", EVIL)), false, EVIL))
                .doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void every_refusal_and_every_answer_has_its_sentence(String language) {
        var msg = TestPages.MESSAGES.in(locale(language));
        var says = new Refusals(msg, ZONE, NOW);
        for (var why : List.of(
                new Refusal.HeldBy("李娜", NOW),
                new Refusal.AlreadyFinished(TaskState.SMS_DONE),
                new Refusal.NotYetDue(NOW),
                new Refusal.CallInFuture(),
                new Refusal.CallTooEarly(NOW),
                new Refusal.TooFewAttempts(1, 3),
                new Refusal.CallBackNotAhead(),
                new Refusal.CallsAreAllowed(),
                new Refusal.ComplaintIncomplete(true, true),
                new Refusal.ComplaintIncomplete(true, false),
                new Refusal.ComplaintIncomplete(false, true),
                new Refusal.NoSuchNumber("+8613800006621"),
                new Refusal.AnswersUnfit(Sentence.of("site.plain", "?")),
                new Refusal.NothingWritten())) {
            assertThat(msg.t(says.sentence(why))).isNotBlank().doesNotContain("{");
        }
        for (var what : List.of(
                new Recorded.NeedsAnotherCall(
                        true, 1, 3, NOW, Optional.of(new NextChance(NOW, Daypart.NOON, List.of(Daypart.NOON)))),
                new Recorded.NeedsAnotherCall(false, 1, 3, NOW, Optional.empty()),
                new Recorded.EndsInText(3, List.of()),
                new Recorded.CallBackAgreed(NOW),
                new Recorded.NextNumber("+8657187652210;ext=8"),
                new Recorded.NoNumberLeft(),
                new Recorded.Answered(CallOutcome.SATISFIED, List.of(), Optional.empty()),
                new Recorded.Answered(CallOutcome.DISSATISFIED, List.of(), Optional.of("TS-20261119-001")),
                new Recorded.Refused(new Refusal.NothingWritten()))) {
            assertThat(msg.t(says.said(what))).isNotBlank().doesNotContain("{");
        }
    }

    @Test
    void a_cell_that_looks_like_a_formula_is_text() {
        assertThat(QueueWorkbook.harmless("=HYPERLINK(1)")).isEqualTo("'=HYPERLINK(1)");
        assertThat(QueueWorkbook.harmless("+1")).startsWith("'");
        assertThat(QueueWorkbook.harmless("-1")).startsWith("'");
        assertThat(QueueWorkbook.harmless("@x")).startsWith("'");
        assertThat(QueueWorkbook.harmless("方志强")).isEqualTo("方志强");
        assertThat(QueueWorkbook.harmless("")).isEmpty();
    }

    @Test
    void a_window_that_ends_at_midnight_was_due_the_day_before() {
        var msg = TestPages.MESSAGES.in(Messages.CHINESE);
        assertThat(due("2026-11-20T00:00", msg)).isEqualTo(new Due("今天", ""));
        assertThat(due("2026-11-21T00:00", msg)).isEqualTo(new Due("明天", ""));
        assertThat(due("2026-11-19T00:00", msg)).isEqualTo(new Due("逾 1 天", "bad"));
        assertThat(due("2026-11-23T00:00", msg)).isEqualTo(new Due("11-22", ""));
    }

    private static Due due(String local, org.opendcrc.site.Msg msg) {
        return Due.of(java.time.LocalDateTime.parse(local).atZone(ZONE).toInstant(), ZONE, NOW, msg);
    }

    // ---- samples

    private static Locale locale(String language) {
        return language.equals("en") ? Messages.ENGLISH : Messages.CHINESE;
    }

    private static String queue(String language, QueueView view, List<QueueLine> lines) {
        return queue(language, Role.AGENT, FilterForm.of(view, null), lines, false, Optional.empty());
    }

    private static String queue(
            String language,
            Role role,
            FilterForm form,
            List<QueueLine> lines,
            boolean restricted,
            Optional<LastLoad> load) {
        var actor = TestPages.actor("周晓雯", locale(language), role);
        var frame = TestPages.frame(actor).withOwnScript("queue.js");
        var list = new QueueList(lines, Optional.empty(), Optional.of(new RowKey(NOW, TASK)));
        var sides = new QueueSides(
                new QueueCounts(9, 46, 12, 18, 3, 4, 11, 2),
                restricted,
                List.of(new SavedView(TASK, EVIL, "view=OPEN&advisor=" + TASK, true)),
                List.of(new QueueSides.Named(TASK, "王建军")),
                List.of(new QueueSides.Named(TASK, "孟丹")));
        return TestPages.render(
                "followups/queue",
                Map.of(
                        "frame",
                        frame,
                        "page",
                        QueuePage.of(
                                new FollowUpFiles.Desk(list, sides),
                                form,
                                form.filter(QueueView.DAY),
                                actor,
                                null,
                                load,
                                NOW,
                                frame.msg())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void FU_16_a_manager_sees_the_filter_in_words_and_can_tick_rows(String language) throws IOException {
        var form = new FilterForm(
                QueueView.OPEN,
                null,
                null,
                null,
                LocalDate.of(2026, 11, 12),
                LocalDate.of(2026, 11, 17),
                null,
                null,
                null,
                null,
                null,
                null,
                TASK,
                "WARRANTY",
                null,
                TaskState.RETRY,
                true,
                false,
                true,
                true,
                "nobody",
                EVIL,
                null);
        var page = queue(language, Role.CRC_MANAGER, form, lines("方志强"), false, Optional.empty());
        assertThat(page)
                .contains("2026-11-12", "2026-11-17", "王建军", "data-pick-page", "data-key=\"F\"", "data-key=\"8\"")
                .contains("name=\"all\"", "formaction=\"/follow-ups/texts\"")
                .doesNotContain("<script>alert", "style=");
        keep("queue-filtered-" + language, page);
        assertThat(queue(language, QueueView.OPEN, lines("方志强"))).doesNotContain("data-pick-page", "name=\"all\"");
    }

    @Test
    void FU_19_an_empty_list_says_what_to_look_at_first() {
        var form = FilterForm.of(QueueView.OPEN, null);
        var loaded = new LastLoad.Told(NOW.atZone(ZONE), Optional.empty());
        var missed = new LastLoad.Told(NOW.atZone(ZONE), Optional.of(LocalDate.of(2026, 11, 18)));
        assertThat(queue("zh-CN", Role.AGENT, form, List.of(), true, Optional.of(() -> Optional.of(loaded))))
                .contains("最近一次 11-19 10:24 完成", "您只看得到指派给您的单");
        assertThat(queue("zh-CN", Role.AGENT, form, List.of(), false, Optional.of(() -> Optional.of(missed))))
                .contains("2026-11-18 夜里的文件没有来")
                .doesNotContain("您只看得到指派给您的单");
        assertThat(queue("zh-CN", Role.AGENT, form, List.of(), false, Optional.of(Optional::empty)))
                .contains("还没有导入过数据");
        assertThat(queue("zh-CN", Role.AGENT, form, lines("方志强"), true, Optional.empty()))
                .doesNotContain("followup-hints");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void FU_19_who_has_how_many_and_what_became_of_each_row(String language) throws IOException {
        var frame = TestPages.frame(TestPages.actor("林慧", locale(language), Role.CRC_MANAGER));
        var step = new BulkStep(TASK, BulkKind.ROUND, "林慧", NOW, ZONE, 12, 11);
        var board = new AssignmentBoard(
                TASK,
                List.of(
                        new AssignmentBoard.Clerk(TASK, "周晓雯", true, true, true, 52, 3, 7),
                        new AssignmentBoard.Clerk(
                                UUID.fromString("00000000-0000-7000-8000-0000000000ab"),
                                "孟丹",
                                true,
                                true,
                                false,
                                57,
                                0,
                                2)),
                List.of(new AssignmentBoard.Advisor(TASK, "王建军", 31, Optional.of(TASK))),
                46,
                6,
                List.of(step));
        keep(
                "assignment-" + language,
                TestPages.render(
                        "followups/assignment",
                        Map.of(
                                "frame",
                                frame,
                                "page",
                                AssignmentPage.of(board, List.of(), true, "已打开", NOW, frame.msg()))));
        var rows = new java.util.ArrayList<BulkStep.Row>();
        for (var outcome : BulkOutcome.values()) {
            rows.add(new BulkStep.Row(
                    1, TASK, EVIL, Optional.of("浙A7K3F9"), "WT1", outcome, Optional.of("周晓雯"), Optional.of("孟丹")));
        }
        for (var kind : BulkKind.values()) {
            var page = TestPages.render(
                    "followups/step",
                    Map.of(
                            "frame",
                            frame,
                            "page",
                            StepPage.of(
                                    new BulkStep.File(new BulkStep(TASK, kind, "林慧", NOW, ZONE, 12, 11), rows),
                                    NOW,
                                    frame.msg())));
            assertThat(page).contains("WT1").doesNotContain("<script>alert");
        }
        var preview = new BulkTexts.Preview(
                lines("严伟"), List.of(new BulkTexts.LeftOut(lines("方志强").getFirst(), BulkOutcome.CALLS_ALLOWED)), 3);
        assertThat(TestPages.render(
                        "followups/texts",
                        Map.of(
                                "frame",
                                frame,
                                "page",
                                TextsPage.of(preview, FilterForm.of(QueueView.TEXT, null), frame.msg()))))
                .contains("严伟", "name=\"seen\" value=\"true\"");
    }

    private static String call(
            String language,
            String name,
            CallForm form,
            boolean textOnly,
            @org.jspecify.annotations.Nullable String refusal) {
        var actor = TestPages.actor("周晓雯", locale(language), Role.AGENT);
        var frame = TestPages.frame(actor).withOwnScript("call.js");
        var call = new FollowUpFiles.Call(
                file(name, textOnly, TaskState.RETRY, Optional.empty()),
                3,
                2,
                Optional.of(Daypart.MORNING),
                new org.opendcrc.calendar.Dayparts(
                        java.time.LocalTime.of(9, 0),
                        java.time.LocalTime.of(12, 0),
                        java.time.LocalTime.of(14, 0),
                        java.time.LocalTime.of(18, 0),
                        java.time.LocalTime.of(20, 0)),
                new IfMissed(true, 3, 3, Optional.of(Daypart.MORNING), false, Optional.empty()),
                Optional.empty(),
                questionnaire());
        return TestPages.render(
                "followups/call",
                Map.of("frame", frame, "page", CallPage.of(call, actor, form, null, refusal, NOW, frame.msg())));
    }

    private static Map<String, String> fiveAnswers() {
        return Map.of(
                "answer.car-in-order", "yes",
                "answer.fixed-first-time", "no",
                "answer.advisor", "named",
                "answer.advisor-attitude", "very-good",
                "answer.survey-announced", "yes");
    }

    private static List<QueueLine> lines(String name) {
        return List.of(
                line(
                        name,
                        "浙A7K3F9",
                        "2026-11-16T00:00",
                        TaskState.RETRY,
                        false,
                        false,
                        1,
                        Set.of(Daypart.MORNING, Daypart.AFTERNOON)),
                line("程立新", "浙A5J1E9", "2026-11-18T00:00", TaskState.RETRY, false, false, 1, Set.of(Daypart.NOON)),
                line("潘婷婷", "浙AF30715", "2026-11-20T00:00", TaskState.PENDING, false, true, 1, Set.of()),
                line("陆文静", "浙A1Q9S4", "2026-11-20T00:00", TaskState.PENDING, false, false, 2, Set.of()),
                line("严伟", "浙A0G6K2", "2026-11-21T00:00", TaskState.PENDING, true, false, 1, Set.of()));
    }

    private static QueueLine line(
            String name,
            String plate,
            String due,
            TaskState state,
            boolean textOnly,
            boolean jd,
            int together,
            Set<Daypart> used) {
        var end = java.time.LocalDateTime.parse(due).atZone(ZONE);
        return new QueueLine(
                new TaskView(
                        TASK,
                        org.opendcrc.followups.CallKind.SERVICE,
                        new TaskView.Subject(
                                org.opendcrc.followups.CallKind.Subject.REPAIR_ORDER,
                                TASK,
                                1,
                                "WT20261116-0087",
                                end.minusDays(4).toInstant()),
                        TASK,
                        TASK,
                        TASK,
                        Optional.of(TASK),
                        Optional.of(TASK),
                        Optional.of("WT20261116-0087"),
                        Optional.of("MAINTENANCE"),
                        Optional.empty(),
                        state,
                        name,
                        Optional.of(plate),
                        Optional.of(38_420),
                        Optional.of("王建军"),
                        Optional.of(end.minusDays(4).toInstant()),
                        Optional.of(end.minusDays(4).toInstant()),
                        Optional.of(end.minusDays(4).toInstant()),
                        end.minusDays(3).toInstant(),
                        end.toInstant(),
                        end.plusDays(2).toInstant(),
                        used.size(),
                        used,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        textOnly,
                        textOnly,
                        jd,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(TASK),
                        Optional.of("孟丹"),
                        Optional.empty()),
                "恒远汽车城西店",
                ZONE,
                true,
                "MALE",
                "岚峰 X7",
                together,
                false,
                false);
    }

    private static CallFile file(String name, boolean textOnly, TaskState state, Optional<CallFile.Closing> closing) {
        return new CallFile(
                TASK,
                TASK,
                Optional.of(TASK),
                state,
                TASK,
                "恒远汽车城西店",
                ZONE,
                new CallFile.Customer(TASK, name, true, "MALE", textOnly, true),
                new CallFile.Vehicle(
                        "LFP4K3N2XP4K082716",
                        Optional.of("浙A7K3F9"),
                        "岚峰",
                        "X7 2.0T 2023 款",
                        Optional.of(LocalDate.of(2023, 12, 2)),
                        Optional.of(LocalDate.of(2026, 12, 2)),
                        true),
                new CallFile.Order(
                        "WT20261116-0087",
                        "MAINTENANCE",
                        Instant.parse("2026-11-16T01:12:00Z"),
                        Instant.parse("2026-11-16T08:42:00Z"),
                        Optional.of(38_420),
                        Optional.of("王建军"),
                        Optional.of("二组 丁伟"),
                        Optional.of(128_600L)),
                Instant.parse("2026-11-19T16:00:00Z"),
                Instant.parse("2026-11-21T16:00:00Z"),
                2,
                Set.of(Daypart.NOON, Daypart.AFTERNOON),
                Set.of(LocalDate.of(2026, 11, 17), LocalDate.of(2026, 11, 18)),
                textOnly,
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                closing,
                List.of(
                        new CallFile.Phone("+8613800006621", Optional.empty()),
                        new CallFile.Phone("+8613900000417", Optional.empty()),
                        new CallFile.Phone("+8657187652210", Optional.of(Instant.parse("2026-10-02T02:00:00Z")))),
                List.of(new CallFile.Linked(TASK, "WT20261116-0099", "GENERAL", TaskState.PENDING)),
                List.of(
                        past("2026-11-18T04:40:00Z", AttemptOutcome.SWITCHED_OFF, Optional.empty()),
                        past("2026-11-17T07:05:00Z", AttemptOutcome.NO_ANSWER, Optional.empty()),
                        past("2026-05-22T07:05:00Z", AttemptOutcome.CONNECTED, Optional.of(CallOutcome.SATISFIED))),
                List.of(new CallFile.Remark(NOW, "周晓雯", "客户问保养券能否给家里另一台车用，已答可以。")),
                new CallFile.Around(
                        Optional.of(LocalDate.of(2027, 3, 1)),
                        List.of(new CallFile.Person("黄女士", Optional.of("+8613900000417"), Optional.of("配偶"))),
                        List.of("刹车异响检查", "更换前刹车片", "四万公里保养", "机油", "机滤"),
                        List.of("空调滤芯"),
                        List.of(new CallFile.OpenComplaint(TASK, "TS-20260108-004", "REPAIR_COST", NOW)),
                        List.of(new CallFile.Earlier(
                                Instant.parse("2025-11-20T02:00:00Z"),
                                "SATISFIED",
                                "WT20251116-0001",
                                Optional.empty(),
                                Optional.of("92"),
                                Optional.of("9"),
                                Optional.of("等候时间略长"))),
                        List.of(new CallFile.Ahead(
                                TASK, "YY-20261124-003", Instant.parse("2026-11-24T02:00:00Z"), Optional.empty())),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static CallFile.Past past(String at, AttemptOutcome outcome, Optional<CallOutcome> answered) {
        return new CallFile.Past(
                Instant.parse(at),
                outcome,
                "周晓雯",
                "WT20261116-0087",
                true,
                answered,
                answered.map(_ -> 96),
                answered.map(_ -> 100),
                answered.map(_ -> 9),
                answered.isPresent());
    }

    /** The shape of the seven elements. */
    private static Questionnaire questionnaire() {
        return new Questionnaire(
                TASK,
                Questionnaire.SERVICE,
                1,
                List.of(
                        question(
                                "car-in-order",
                                1,
                                Question.Kind.CHOICE,
                                "车辆现在正常吗",
                                "Car in order now",
                                25,
                                option("yes", 1, "正常", "In order", 25),
                                option("minor", 2, "有小问题", "Minor trouble", 15),
                                option("no", 3, "不正常", "Not in order", 0)),
                        question(
                                "fixed-first-time",
                                2,
                                Question.Kind.CHOICE,
                                "一次修好",
                                "Repaired right first time",
                                25,
                                option("yes", 1, "是", "Yes", 25),
                                option("no", 2, "否", "No", 0),
                                option("not-concerned", 3, "未涉及", "Not concerned", 25)),
                        question(
                                "advisor",
                                3,
                                Question.Kind.ADVISOR,
                                "哪位顾问接待",
                                "Which advisor",
                                5,
                                option("named", 1, "{advisor}", "{advisor}", 5),
                                option("other", 2, "其他人", "Somebody else", 5),
                                option("not-remembered", 3, "不记得", "Does not remember", 0)),
                        question(
                                "advisor-attitude",
                                4,
                                Question.Kind.CHOICE,
                                "顾问服务态度",
                                "Advisor's attitude",
                                25,
                                option("very-good", 1, "非常满意", "Very satisfied", 25),
                                option("good", 2, "满意", "Satisfied", 20),
                                option("fair", 3, "一般", "Fair", 12),
                                option("poor", 4, "不满", "Dissatisfied", 5),
                                option("very-poor", 5, "很不满", "Very dissatisfied", 0)),
                        question(
                                "survey-announced",
                                5,
                                Question.Kind.CHOICE,
                                "是否告知厂家可能来电",
                                "Told about the maker's call",
                                10,
                                option("yes", 1, "已告知", "Told", 10),
                                option("no", 2, "未告知", "Not told", 0)),
                        question(
                                "satisfaction",
                                6,
                                Question.Kind.SATISFACTION,
                                "本次服务总体打几分",
                                "Overall mark of this visit",
                                0,
                                java.util.stream.IntStream.rangeClosed(1, 10)
                                        .mapToObj(it -> option(
                                                Integer.toString(it),
                                                it,
                                                Integer.toString(it),
                                                Integer.toString(it),
                                                0))
                                        .toArray(Option[]::new)),
                        question(
                                "remark",
                                7,
                                Question.Kind.REMARK,
                                "其他意见或建议",
                                "What else",
                                10,
                                option("nothing", 1, "没有", "Nothing", 10),
                                option("something", 2, "有，已记录", "Something, noted", 0))));
    }

    private static Question question(
            String key, int position, Question.Kind kind, String zh, String en, int points, Option... options) {
        return new Question(
                key,
                position,
                kind,
                zh,
                en,
                "{customer}，" + zh + "？",
                "{customer}, " + en + "?",
                points,
                List.of(options));
    }

    private static Option option(String value, int position, String zh, String en, int points) {
        return new Option(value, position, zh, en, points, false);
    }

    /** Puts the page where it can be looked at, if somebody asked for it: {@code -Dpages=folder}. */
    private static void keep(String name, String page) throws IOException {
        var folder = System.getProperty("pages");
        if (folder != null) {
            Files.createDirectories(Path.of(folder));
            Files.writeString(Path.of(folder, name + ".html"), page);
        }
    }
}
