package org.opendcrc.manufacturer;

import java.util.List;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.stereotype.Component;

/** What a store may set differently about the manufacturer's cases. */
@Component
class OemSettings implements SettingSource {

    /** CP-14: days after the day of arrival until the result. */
    static final SettingDefinition RESULT_DAYS = SettingDefinition.number("oem-case.result-days", "CP-14", 3, 1, 30);

    /** CP-15: days from one progress to the next. */
    static final SettingDefinition PROGRESS_DAYS =
            SettingDefinition.number("oem-case.progress-days", "CP-15", 3, 1, 30);

    /** CP-14: the mail address of the manufacturer's regional person; nothing means that reports are told otherwise. */
    static final SettingDefinition REPORT_TO = SettingDefinition.text("oem-case.report-to", "CP-14", "");

    @Override
    public List<SettingDefinition> settings() {
        return List.of(RESULT_DAYS, PROGRESS_DAYS, REPORT_TO);
    }
}
