package org.opendcrc.complaints;

import java.util.List;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.stereotype.Component;

/** What a store may set differently about complaints. */
@Component
class ComplaintSettings implements SettingSource {

    /** A1: {@code ELAPSED} counts by the wall clock, {@code BUSINESS} only while the store is open. */
    static final SettingDefinition CLOCK = SettingDefinition.text("complaint.clock", "A1", "ELAPSED");

    /** CP-1: minutes. */
    static final SettingDefinition FIRST_CONTACT_MINUTES =
            SettingDefinition.number("complaint.first-contact-minutes", "CP-1", 120, 5, 2880);

    @Override
    public List<SettingDefinition> settings() {
        return List.of(CLOCK, FIRST_CONTACT_MINUTES);
    }
}
