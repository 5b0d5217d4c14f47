package org.opendcrc.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opendcrc.casebook.web.PrintedForm;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Role;
import org.opendcrc.site.Msg;
import org.opendcrc.site.TestPages;

/** The forms against the list of their fields, written out a second time by hand from the handbook. */
class CaseFormsSpec {

    private static final Msg CHINESE = TestPages.MESSAGES.in(Locale.CHINA);
    private static final ZoneId HANGZHOU = ZoneId.of("Asia/Shanghai");
    private static final Instant RECEIVED = Instant.parse("2026-11-18T09:50:00Z");
    private static final UUID STORE = UUID.fromString("00000000-0000-7000-8000-000000000001");

    @Test
    void CP_25_kh_03_01_has_every_field_of_the_handbook() {
        assertThat(PaperForms.handling(paper("CLOSED_SATISFIED"), CHINESE).keys())
                .contains(
                        "received",
                        "source",
                        "recorder", // receipt date and time; source; recorder
                        "customer",
                        "phone",
                        "address",
                        "vin",
                        "plate",
                        "model",
                        "bought",
                        "mileage",
                        "kind",
                        "grade",
                        "class", // processing class: immediate, 12, 24, 48, 72 h
                        "who",
                        "what",
                        "when",
                        "where",
                        "object",
                        "demand",
                        "first-contact",
                        "investigation",
                        "cause",
                        "plan",
                        "help",
                        "help-asked",
                        "help-answer",
                        "agreement",
                        "execution",
                        "result",
                        "cost",
                        "department",
                        "responsible",
                        "co-responsible",
                        "correction",
                        "closed-loop",
                        "handler",
                        "handler-signature",
                        "closed");
        assertThat(PaperForms.handling(paper("CLOSED_SATISFIED"), CHINESE).number())
                .isEqualTo("TS-20261118-006");
    }

    @Test
    void CP_25_kh_03_02_has_every_field_of_the_handbook() {
        assertThat(PaperForms.check(paper("CLOSED_SATISFIED"), CHINESE).keys())
                .contains(
                        "number",
                        "call-at",
                        "caller",
                        "reached",
                        "satisfied",
                        "satisfaction",
                        "speed",
                        "attitude",
                        "wishes",
                        "reopened",
                        "head-signature");
    }

    @Test
    void CP_25_kh_03_03_lists_the_seven_kinds_and_its_total_is_the_number_of_cases() {
        var form = PaperForms.week(week(), CHINESE);
        assertThat(form.keys())
                .contains(
                        "nth",
                        "number",
                        "date",
                        "customer",
                        "kind",
                        "department",
                        "status",
                        "days",
                        "result",
                        "total",
                        "remarks")
                .contains("kind.PRODUCT", "kind.REPAIR_SKILL", "kind.REPAIR_COST", "kind.RECEPTION", "kind.PURCHASE")
                .contains("kind.PARTS", "kind.MULTIPLE");
        assertThat(form.number()).isEqualTo("2026 年第 46 周");
        assertThat(table(form, "by-kind").rows()).containsExactly(List.of("0", "1", "0", "2", "0", "0", "0", "3"));
        assertThat(table(form, "by-status").rows()).containsExactly(List.of("1", "0", "2", "1", "1 / 2", "2.0"));
        assertThat(table(form, "cases").rows()).hasSize(3);
    }

    @Test
    void what_is_known_is_filled_and_what_is_not_stays_empty_for_a_pen() {
        var text = print(PaperForms.handling(paper("CLOSED_SATISFIED"), CHINESE));
        assertThat(text)
                .contains("2026-11-18 17:50", "俞建平 先生", "138****6621", "☑ 修理费用", "☐ 产品")
                .contains("按时，用时 1 时 12 分，徐国强", "☑ 人员", "1. 退 320 元（320.00 元，建议）", "☑ 方案 1")
                .contains("☑ 24 时", "☐ 立即", "已退款", "徐国强（系统签名）", "被投诉人 孙磊")
                .doesNotContain("13800006621", "style=", "null");
        var open = print(PaperForms.handling(paper("RECEIVED"), CHINESE));
        assertThat(open).contains("☐ 方案 ___", "☐ 是</span>").doesNotContain("☑ 是");
    }

    @Test
    void the_check_call_is_on_its_form_with_the_customers_mark() {
        var text = print(PaperForms.check(paper("CLOSED_SATISFIED"), CHINESE));
        assertThat(text).contains("☑ 5 非常满意", "☑ 满意关闭", "☑ 接通", "周晓雯", "想要书面答复");
    }

    @Test
    void the_customers_words_are_words_and_nothing_else() {
        var text = print(PaperForms.handling(paper("RECEIVED"), CHINESE));
        assertThat(text).contains("&lt;b&gt;").doesNotContain("<b>多收");
    }

    private static PaperForm.Table table(PaperForm form, String key) {
        return form.parts().stream()
                .filter(it -> it.key().equals(key))
                .map(PaperForm.Table.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static String print(PaperForm form) {
        var actor = new Actor(1, STORE, "zhou", "周晓雯", Map.of(STORE, Set.of(Role.CRC_MANAGER)), Locale.CHINA, true);
        return TestPages.render(
                "casebook/form",
                Map.of(
                        "frame",
                        TestPages.frame(actor),
                        "page",
                        new PrintedForm("/complaints/1/papers", "杭州城西店", form, "打印于 2026-11-22")));
    }

    static CasePaper paper(String state) {
        var done = state.startsWith("CLOSED");
        return new CasePaper(
                UUID.fromString("00000000-0000-7000-8000-000000000009"),
                STORE,
                "杭州城西店",
                HANGZHOU,
                "TS-20261118-006",
                "PHONE",
                Optional.empty(),
                "REPAIR_COST",
                "GENERAL",
                false,
                "CUSTOMER",
                Optional.empty(),
                Optional.empty(),
                Optional.of("俞建平"),
                Optional.of("MALE"),
                true,
                Optional.of("+8613800006621"),
                Optional.of("浙江 杭州 文三路 1 号"),
                Optional.of("LFV2A21J9A3000001"),
                Optional.of("浙A0R7G6"),
                Optional.of("岚峰 S5"),
                Optional.of(LocalDate.of(2025, 3, 16)),
                OptionalInt.of(22_140),
                Optional.of("WT20261118-0055"),
                "保养结算比报价<b>多收 320 元",
                Optional.of("车主本人"),
                Optional.of("取车时"),
                Optional.of("前台结算处"),
                Optional.empty(),
                Optional.of("退 320 元，并道歉"),
                Optional.of("孙磊"),
                RECEIVED,
                "周晓雯",
                RECEIVED.plus(Duration.ofHours(2)),
                true,
                Optional.of(RECEIVED.plus(Duration.ofMinutes(72))),
                Optional.of("徐国强"),
                state,
                Optional.of("徐国强"),
                1,
                Optional.empty(),
                done ? Optional.of("PEOPLE") : Optional.empty(),
                done ? Optional.of("增项未签字即施工") : Optional.empty(),
                done ? Optional.of("前台") : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                done ? Optional.of("已退款") : Optional.empty(),
                done ? OptionalLong.of(32_000) : OptionalLong.empty(),
                done ? Optional.of(RECEIVED.plus(Duration.ofDays(1))) : Optional.empty(),
                done ? Optional.of(RECEIVED.plus(Duration.ofDays(2))) : Optional.empty(),
                done ? Optional.of("徐国强") : Optional.empty(),
                done ? Optional.of("SATISFIED") : Optional.empty(),
                Optional.empty(),
                OptionalInt.of(1_440),
                done
                        ? List.of(new CasePaper.Plan(
                                1, 1, "退 320 元", "AGREED", true, 32_000, Optional.of(RECEIVED), Optional.of("PHONE")))
                        : List.of(),
                done
                        ? List.of(new CasePaper.Signature(
                                1, "HANDLER", "徐国强", "MANAGER", RECEIVED.plus(Duration.ofDays(1))))
                        : List.of(),
                done
                        ? List.of(new CasePaper.Check(
                                1,
                                "SATISFIED",
                                RECEIVED.plus(Duration.ofDays(2)),
                                Optional.of("周晓雯"),
                                Optional.of("想要书面答复"),
                                Optional.of(4),
                                Optional.of(5)))
                        : List.of(),
                List.of(),
                List.of(),
                done
                        ? List.of(new CasePaper.Try(
                                RECEIVED.plus(Duration.ofDays(2)),
                                "MORNING",
                                "CONNECTED",
                                "周晓雯",
                                Optional.of(5),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))
                        : List.of());
    }

    private static PostedWeek week() {
        var monday = LocalDate.of(2026, 11, 9);
        return new PostedWeek(
                STORE,
                "杭州城西店",
                HANGZHOU,
                new WeekSummary(
                        monday,
                        Stream.of(
                                        row("CLOSED_SATISFIED", "RECEPTION", 1, Optional.of(true)),
                                        row("EXECUTING", "RECEPTION", 2, Optional.of(false)),
                                        row("RECEIVED", "REPAIR_SKILL", 1, Optional.empty()))
                                .toList()),
                RECEIVED,
                "",
                "",
                List.of(),
                List.of(monday));
    }

    private static WeekSummary.Row row(String state, String kind, int round, Optional<Boolean> contact) {
        return new WeekSummary.Row(
                "TS-20261109-001",
                LocalDate.of(2026, 11, 9),
                "",
                "ANONYMOUS",
                kind,
                "前台",
                state,
                round,
                2,
                "致歉",
                contact);
    }
}
