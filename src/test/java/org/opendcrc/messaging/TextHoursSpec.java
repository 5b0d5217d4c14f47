package org.opendcrc.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** At which hours texts go. */
class TextHoursSpec {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final TextHours HOURS = new TextHours(
            LocalTime.of(9, 0), LocalTime.of(20, 0), LocalTime.of(21, 0), LocalTime.of(12, 0), LocalTime.of(13, 30));

    private static String next(TextClass textClass, String at) {
        return HOURS.next(textClass, LocalDateTime.parse("2026-11-21T" + at).atZone(ZONE))
                .atZone(ZONE)
                .toLocalDateTime()
                .toString();
    }

    @Test
    void RC_8_both_begin_at_nine() {
        for (var it : TextClass.values()) {
            assertThat(next(it, "08:59:59")).isEqualTo("2026-11-21T09:00");
            assertThat(next(it, "09:00")).isEqualTo("2026-11-21T09:00");
        }
    }

    @Test
    void RC_8_commercial_texts_end_at_eight_and_service_texts_at_nine() {
        assertThat(next(TextClass.COMMERCIAL, "19:59:59")).isEqualTo("2026-11-21T19:59:59");
        assertThat(next(TextClass.COMMERCIAL, "20:00")).isEqualTo("2026-11-22T09:00");
        assertThat(next(TextClass.SERVICE, "20:00")).isEqualTo("2026-11-21T20:00");
        assertThat(next(TextClass.SERVICE, "20:59:59")).isEqualTo("2026-11-21T20:59:59");
        assertThat(next(TextClass.SERVICE, "21:00")).isEqualTo("2026-11-22T09:00");
    }

    @Test
    void RC_8_commercial_texts_alone_rest_at_noon() {
        assertThat(next(TextClass.COMMERCIAL, "11:59:59")).isEqualTo("2026-11-21T11:59:59");
        assertThat(next(TextClass.COMMERCIAL, "12:00")).isEqualTo("2026-11-21T13:30");
        assertThat(next(TextClass.COMMERCIAL, "13:29:59")).isEqualTo("2026-11-21T13:30");
        assertThat(next(TextClass.COMMERCIAL, "13:30")).isEqualTo("2026-11-21T13:30");
        assertThat(next(TextClass.SERVICE, "12:30")).isEqualTo("2026-11-21T12:30");
    }

    @Test
    void commercial_texts_need_consent_no_refusal_and_no_more_than_three() {
        assertThat(SendingLaw.never(new Refusals.Standing(true, false, false, 2), 3))
                .isEmpty();
        assertThat(SendingLaw.never(new Refusals.Standing(true, false, false, 3), 3))
                .isEqualTo(Optional.of("too-many"));
        assertThat(SendingLaw.never(new Refusals.Standing(false, false, false, 0), 3))
                .isEqualTo(Optional.of("no-consent"));
        assertThat(SendingLaw.never(new Refusals.Standing(true, true, false, 0), 3))
                .isEqualTo(Optional.of("do-not-disturb"));
        assertThat(SendingLaw.never(new Refusals.Standing(true, false, true, 0), 3))
                .isEqualTo(Optional.of("opted-out"));
    }
}
