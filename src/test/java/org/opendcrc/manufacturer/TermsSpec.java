package org.opendcrc.manufacturer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Until when the manufacturer hears. */
class TermsSpec {

    private static final ZoneId HANGZHOU = ZoneId.of("Asia/Shanghai");
    private final Terms terms = new Terms(HANGZHOU, 3, 3);

    @Test
    void CP_14_the_status_is_told_until_midnight_of_the_day_of_arrival() {
        assertThat(terms.status(at("2026-11-16T00:00"))).isEqualTo(at("2026-11-17T00:00"));
        assertThat(terms.status(at("2026-11-16T23:59"))).isEqualTo(at("2026-11-17T00:00"));
        assertThat(terms.status(at("2026-11-17T00:00"))).isEqualTo(at("2026-11-18T00:00"));
    }

    @Test
    void CP_14_the_result_is_told_until_midnight_of_the_third_day_after() {
        assertThat(terms.result(at("2026-11-16T23:59"))).isEqualTo(at("2026-11-20T00:00"));
        assertThat(terms.result(at("2026-11-17T00:00"))).isEqualTo(at("2026-11-21T00:00"));
    }

    @Test
    void CP_15_a_long_case_is_told_of_again_within_three_days() {
        assertThat(terms.progress(at("2026-11-19T16:00"))).isEqualTo(at("2026-11-23T00:00"));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(HANGZHOU).toInstant();
    }
}
