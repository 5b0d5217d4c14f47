package org.opendcrc.complaints;

import java.util.List;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.stereotype.Component;

/** What a store may set differently about complaints. */
@Component
class ComplaintSettings implements SettingSource {

    /** A1: {@code ELAPSED} counts by the wall clock, {@code BUSINESS} only while the store is open. */
    static final SettingDefinition CLOCK = SettingDefinition.choice("complaint.clock", "A1", "ELAPSED", "BUSINESS");

    /** CP-1: minutes. */
    static final SettingDefinition FIRST_CONTACT_MINUTES =
            SettingDefinition.number("complaint.first-contact-minutes", "CP-1", 120, 5, 2880);

    /** CP-1: minutes from receipt to the warning; not less than the time for the contact means no warning. */
    static final SettingDefinition WARNING_MINUTES =
            SettingDefinition.number("complaint.warning-minutes", "CP-1", 60, 5, 2880);

    /** CP-1: minutes from the missed deadline to the service manager's alarm, and from there to the general manager's. */
    static final SettingDefinition ALARM_STEP_MINUTES =
            SettingDefinition.number("complaint.alarm-step-minutes", "CP-1", 60, 0, 1440);

    @Override
    public List<SettingDefinition> settings() {
        return List.of(CLOCK, FIRST_CONTACT_MINUTES, WARNING_MINUTES, ALARM_STEP_MINUTES);
    }
}
