package org.opendcrc.casebook;

import java.util.List;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.stereotype.Component;

/** What a store may set differently about what it learns from complaints. */
@Component
class CasebookSettings implements SettingSource {

    /** CP-32: days after the end of a quarter in which its causes are gone through, the last included. */
    static final SettingDefinition QUARTER_DAYS = SettingDefinition.number("casebook.quarter-days", "CP-32", 15, 1, 60);

    /** CP-32: days after that until the plan is there, the last included. */
    static final SettingDefinition PLAN_DAYS = SettingDefinition.number("casebook.plan-days", "CP-32", 7, 1, 30);

    @Override
    public List<SettingDefinition> settings() {
        return List.of(QUARTER_DAYS, PLAN_DAYS);
    }
}
