package org.opendcrc.reports;

import java.util.List;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.stereotype.Component;

/** What a store may set about its reports. */
@Component
class ReportSettings implements SettingSource {

    /** FU-5, A32: at that time of the next opening day a day is frozen and hangs on the wall; what is recorded until then is in it. */
    static final SettingDefinition FREEZE_TIME = SettingDefinition.time("report.freeze-time", "FU-5", "09:00");

    /** RP-11: which share of favourable answers the manufacturer asks for, in percent; 0: none is written down. */
    static final SettingDefinition CVP_TARGET = SettingDefinition.number("report.cvp-target", "RP-11", 0, 0, 100);

    @Override
    public List<SettingDefinition> settings() {
        return List.of(FREEZE_TIME, CVP_TARGET);
    }
}
