package org.opendcrc.complaints;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Handbook, complaints: the same matter for the third time. */
class MatterSpec {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final UUID CAR = UUID.randomUUID();

    @Test
    void CP_34_a_matter_counts_until_the_ninetieth_day_after_it_was_last_heard_of() {
        var earlier = earlier("2026-01-01T15:59:00Z", ComplaintKind.PRODUCT); // still the 1st in Hangzhou
        assertThat(Matter.candidates(List.of(earlier), Instant.parse("2026-04-01T15:59:59Z"), ZONE, 90))
                .containsExactly(earlier);
        assertThat(Matter.candidates(List.of(earlier), Instant.parse("2026-04-01T16:00:00Z"), ZONE, 90))
                .isEmpty();
    }

    @Test
    void the_same_kind_about_the_same_car_is_the_same_matter_where_nobody_says() {
        var known = List.of(earlier("2026-01-01T00:00:00Z", ComplaintKind.PRODUCT));
        assertThat(Matter.same(known, ComplaintKind.PRODUCT, Optional.of(CAR))).isPresent();
        assertThat(Matter.same(known, ComplaintKind.RECEPTION, Optional.of(CAR)))
                .isEmpty();
        assertThat(Matter.same(known, ComplaintKind.PRODUCT, Optional.empty())).isEmpty();
    }

    @Test
    void A28_CP_34_the_third_complaint_the_first_included_is_escalated() {
        assertThat(Matter.grade(Set.of(), 2, 3)).isEqualTo(Grade.GENERAL);
        assertThat(Matter.grade(Set.of(), 3, 3)).isEqualTo(Grade.ESCALATED);
        assertThat(Matter.grade(Set.of(GradeMark.DRASTIC_CONDUCT), 1, 3)).isEqualTo(Grade.ESCALATED);
        assertThat(Matter.grade(Set.of(GradeMark.AIRBAG, GradeMark.DRASTIC_CONDUCT), 5, 3))
                .isEqualTo(Grade.IMPORTANT);
    }

    @Test
    void CP_18_CP_19_CP_20_seven_kinds_three_roots_and_the_channels_of_the_handbook() {
        assertThat(ComplaintKind.values()).hasSize(7);
        assertThat(Root.values()).hasSize(3);
        assertThat(ComplaintSource.values()).hasSize(18);
    }

    private static Matter.Earlier earlier(String heard, ComplaintKind kind) {
        var id = UUID.randomUUID();
        return new Matter.Earlier(id, "TS-1", id, kind, Optional.of(CAR), Instant.parse(heard));
    }
}
