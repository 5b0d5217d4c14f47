package org.opendcrc.calendar;

import java.util.List;
import org.opendcrc.organisation.Settings.StoreSettings;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.stereotype.Component;

/** What a store may set about its calendar: where the dayparts begin. */
@Component
class CalendarSettings implements SettingSource {

    static final SettingDefinition MORNING = SettingDefinition.time("calendar.daypart-morning", "A25", "09:00");
    static final SettingDefinition NOON = SettingDefinition.time("calendar.daypart-noon", "A25", "11:30");
    static final SettingDefinition AFTERNOON = SettingDefinition.time("calendar.daypart-afternoon", "A25", "14:00");
    static final SettingDefinition EVENING = SettingDefinition.time("calendar.daypart-evening", "A25", "17:30");
    static final SettingDefinition END = SettingDefinition.time("calendar.daypart-end", "A25", "20:00");

    @Override
    public List<SettingDefinition> settings() {
        return List.of(MORNING, NOON, AFTERNOON, EVENING, END);
    }

    static Dayparts dayparts(StoreSettings settings) {
        return new Dayparts(
                settings.time(MORNING),
                settings.time(NOON),
                settings.time(AFTERNOON),
                settings.time(EVENING),
                settings.time(END));
    }
}
