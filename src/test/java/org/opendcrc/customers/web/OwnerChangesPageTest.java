package org.opendcrc.customers.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opendcrc.customers.OwnerChanges.OwnerChange;
import org.opendcrc.shared.Role;
import org.opendcrc.site.TestPages;

/** The requests that wait for the customer manager, as the browser gets them. */
class OwnerChangesPageTest {

    private static final Instant NOW = Instant.parse("2026-04-11T02:00:00Z");
    private static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000007");

    @Test
    void A33_old_and_new_stand_beside_each_other_and_both_decisions_are_offered() {
        assertThat(page(Optional.empty(), change("<b>陈</b>建国")))
                .contains("客户名称", "&lt;b", "陈国建")
                .contains(
                        "action=\"/owner-changes/" + ID + "/approval\"", "action=\"/owner-changes/" + ID + "/refusal\"")
                .doesNotContain("role=\"alert\"", "<b>陈");
    }

    @Test
    void an_empty_list_and_a_decision_that_came_too_late_say_so() {
        assertThat(page(Optional.empty())).contains("没有待批的变更");
        assertThat(page(Optional.of("owner-changes.no-longer-open"))).contains("role=\"alert\"", "已经有人处理");
    }

    @Test
    void a_long_list_goes_on() {
        var many = IntStream.rangeClosed(0, OwnerChangesPage.ROWS)
                .mapToObj(_ -> change("陈建国"))
                .toArray(OwnerChange[]::new);
        assertThat(page(Optional.empty(), many)).contains("/owner-changes?after=");
    }

    private static OwnerChange change(String old) {
        return new OwnerChange(ID, UUID.randomUUID(), "K1", "王芳", "name", Optional.of(old), "陈国建", NOW);
    }

    private static String page(Optional<String> refusal, OwnerChange... changes) {
        var page = OwnerChangesPage.of(
                List.of(changes), true, ZoneId.of("Asia/Shanghai"), NOW, refusal, TestPages.MESSAGES.in(Locale.CHINA));
        return TestPages.render(
                "customers/owner-changes",
                Map.of("frame", TestPages.frame(TestPages.actor("周晓雯", Locale.CHINA, Role.CRC_MANAGER)), "page", page));
    }
}
