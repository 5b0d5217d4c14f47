package org.opendcrc.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** How dates, times, shares, amounts and telephone numbers are shown. */
class MsgSpec {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 19);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Msg chinese = TestPages.MESSAGES.in(Messages.CHINESE);
    private final Msg english = TestPages.MESSAGES.in(Messages.ENGLISH);

    @Test
    void a_date_of_this_year_has_no_year() {
        assertThat(chinese.date(LocalDate.of(2026, 1, 1), TODAY)).isEqualTo("01-01");
        assertThat(chinese.date(LocalDate.of(2026, 12, 31), TODAY)).isEqualTo("12-31");
        assertThat(chinese.date(LocalDate.of(2025, 12, 31), TODAY)).isEqualTo("2025-12-31");
        assertThat(chinese.date(LocalDate.of(2027, 1, 1), TODAY)).isEqualTo("2027-01-01");
    }

    @Test
    void a_day_is_said_with_its_weekday() {
        assertThat(chinese.day(TODAY)).isEqualTo("11 月 19 日 周四");
        assertThat(english.day(TODAY)).isEqualTo("Thu 19 Nov");
    }

    @Test
    void a_time_has_24_hours() {
        assertThat(chinese.time(LocalTime.of(9, 5))).isEqualTo("09:05");
        assertThat(english.time(LocalTime.of(23, 59, 59))).isEqualTo("23:59");
    }

    @Test
    void a_moment_is_told_by_the_stores_day() {
        assertThat(moment("2026-11-19T00:00:00+08:00")).isEqualTo("00:00");
        assertThat(moment("2026-11-18T23:59:00+08:00")).isEqualTo("昨 23:59");
        assertThat(moment("2026-11-18T00:00:00+08:00")).isEqualTo("昨 00:00");
        assertThat(moment("2026-11-17T23:59:00+08:00")).isEqualTo("11-17 23:59");
        assertThat(moment("2026-11-20T10:00:00+08:00")).isEqualTo("明 10:00");
        assertThat(moment("2025-11-19T10:00:00+08:00")).isEqualTo("2025-11-19 10:00");
    }

    @Test
    void a_share_has_one_decimal_and_none_without_a_denominator() {
        assertThat(chinese.percent(OptionalDouble.of(0.927))).isEqualTo("92.7%");
        assertThat(chinese.percent(new BigDecimal("0.9275"))).isEqualTo("92.8%");
        assertThat(chinese.percent(1, 1)).isEqualTo("100.0%");
        assertThat(chinese.percent(2, 3)).isEqualTo("66.7%");
        assertThat(chinese.percent(OptionalDouble.empty())).isEqualTo("–");
        assertThat(chinese.percent((BigDecimal) null)).isEqualTo("–");
        assertThat(chinese.percent(0, 0)).isEqualTo("–");
    }

    @Test
    void money_is_kept_in_fen_and_shown_in_yuan() {
        assertThat(chinese.amount(128_600)).isEqualTo("1,286.00");
        assertThat(chinese.amount(5)).isEqualTo("0.05");
        assertThat(chinese.amount(-5)).isEqualTo("-0.05");
    }

    @Test
    void an_hour_is_the_first_length_that_is_told_in_hours() {
        assertThat(chinese.minutes(59)).isEqualTo("59 分");
        assertThat(chinese.minutes(60)).isEqualTo("1 时 0 分");
        assertThat(english.minutes(111)).isEqualTo("1 h 51 min");
    }

    @Test
    void a_telephone_number_hides_its_middle() {
        assertThat(chinese.masked("13800006621")).isEqualTo("138****6621");
        assertThat(chinese.masked("+8613800006621")).isEqualTo("138****6621");
        assertThat(chinese.masked("138-0000-6621")).isEqualTo("138****6621");
        assertThat(chinese.masked("0571-86542210")).isEqualTo("0571-8***2210");
        assertThat(chinese.masked("12345")).isEqualTo("***45");
        assertThat(chinese.masked("")).isEmpty();
    }

    @Test
    void a_plate_gets_its_dot_and_a_new_energy_car_its_green_edge() {
        assertThat(PlateSign.of("浙A7K3F9")).isEqualTo(new PlateSign("浙A·7K3F9", false));
        assertThat(PlateSign.of("浙AD18263")).isEqualTo(new PlateSign("浙A·D18263", true));
        assertThat(PlateSign.of("浙A·7K3F9")).isEqualTo(new PlateSign("浙A·7K3F9", false));
        assertThat(PlateSign.of("临时")).isEqualTo(new PlateSign("临时", false));
        assertThat(PlateSign.of("")).isEqualTo(new PlateSign("", false));
    }

    private String moment(String at) {
        return chinese.moment(java.time.OffsetDateTime.parse(at).toInstant(), ZONE, TODAY);
    }

    @Test
    void a_moment_is_not_told_by_the_day_of_the_machine() {
        assertThat(chinese.moment(Instant.parse("2026-11-18T16:30:00Z"), ZONE, TODAY))
                .isEqualTo("00:30");
    }
}
