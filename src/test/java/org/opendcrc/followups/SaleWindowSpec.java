package org.opendcrc.followups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.followups.CallPolicySettings.read;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opendcrc.organisation.Settings.StoreSettings;

/** When the buyer of a car is called (FU-17). The deal was made on Wednesday, 1 April 2026. */
class SaleWindowSpec {

    static final LocalDate DEALT = LocalDate.of(2026, 4, 1);

    static SaleWindow window(String pickedUp, Map<String, String> set) {
        return SaleWindow.of(
                DEALT,
                Optional.of(pickedUp).filter(it -> !it.isEmpty()).map(LocalDate::parse),
                read(CallKind.SALES, new StoreSettings(set)),
                3);
    }

    static String days(String pickedUp) {
        var it = window(pickedUp, Map.of());
        return it.first() + " " + it.last() + " " + it.fades();
    }

    @Test
    void FU_17_it_is_due_seven_days_after_the_deal() {
        assertThat(days("2026-04-05")).as("the handbook's example").isEqualTo("2026-04-06 2026-04-08 2026-04-11");
        assertThat(days("")).as("not picked up yet").isEqualTo("2026-04-02 2026-04-08 2026-04-11");
        assertThat(days("2026-04-01")).as("driven home at once").isEqualTo("2026-04-02 2026-04-08 2026-04-11");
        assertThat(days("2026-03-20")).as("picked up before the papers").isEqualTo("2026-04-02 2026-04-08 2026-04-11");
    }

    @Test
    void FU_17_a_pick_up_behind_the_seven_days_moves_it_to_three_days_after_it() {
        assertThat(days("2026-04-08")).as("within").isEqualTo("2026-04-08 2026-04-08 2026-04-11");
        assertThat(days("2026-04-09")).as("a day behind").isEqualTo("2026-04-10 2026-04-12 2026-04-15");
        assertThat(days("2026-07-01")).isEqualTo("2026-07-02 2026-07-04 2026-07-07");
    }

    @Test
    void FU_17_nobody_is_asked_about_a_delivery_to_come_and_the_last_day_always_remains() {
        assertThat(window("2026-04-07", Map.of()).first()).isEqualTo("2026-04-08");
        assertThat(window("2026-04-08", Map.of()).first()).isEqualTo("2026-04-08");
        var late = window("2026-04-09", Map.of("sales-follow-up.first-day", "7"));
        assertThat(late.first()).as("no later than the last day").isEqualTo("2026-04-12");
    }

    @Test
    void FU_17_a_store_may_call_within_other_days() {
        var it = window("", Map.of("sales-follow-up.window-days", "3", "sales-follow-up.faded-days", "20"));
        assertThat(it.last()).isEqualTo("2026-04-04");
        assertThat(it.fades()).isEqualTo("2026-04-21");
    }

    @Test
    void FU_17_the_window_ends_with_its_last_day_in_the_stores_time() {
        var it = window("", Map.of()).in(ZoneId.of("Asia/Shanghai"));
        assertThat(it.from()).isEqualTo("2026-04-01T16:00:00Z");
        assertThat(it.due()).isEqualTo("2026-04-08T16:00:00Z");
        assertThat(it.fades()).isEqualTo("2026-04-11T16:00:00Z");
    }
}
