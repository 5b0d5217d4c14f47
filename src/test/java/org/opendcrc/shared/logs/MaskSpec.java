package org.opendcrc.shared.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What people are known by does not get into a log; what things are known by does. */
class MaskSpec {

    @Test
    void telephone_identity_vehicle_and_plate_numbers_are_masked() {
        assertThat(Mask.of("called 13800138000, +8613800138000 and 0571-88012345"))
                .isEqualTo("called ***, *** and ***");
        assertThat(Mask.of("Key (dealer_id, e164)=(1, +8613800138000) already exists"))
                .isEqualTo("Key (dealer_id, e164)=(1, ***) already exists");
        assertThat(Mask.of("id 33010219900307123X, car LSVAA4182E2123456, plate 浙A12345 and 浙AD12345"))
                .isEqualTo("id ***, car ***, plate *** and ***");
    }

    @Test
    void identifiers_moments_and_counts_stay() {
        for (var text : new String[] {
            "file 019c1234-5678-7abc-8def-138001380001 of dealer 12",
            "at 2026-11-22T01:02:03.123456789Z, 1380013 rows in 13800138 ms",
            "R20261121000123456, migration 20261122.1200, port 15432",
            "sha 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        }) {
            assertThat(Mask.of(text)).isEqualTo(text);
        }
    }
}
