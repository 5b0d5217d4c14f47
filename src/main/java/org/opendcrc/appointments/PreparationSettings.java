package org.opendcrc.appointments;

import java.time.Duration;
import java.util.List;
import org.opendcrc.organisation.Settings.StoreSettings;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.stereotype.Component;

/** What a store may set differently about preparing its appointments. */
@Component
class PreparationSettings implements SettingSource {

    /** AP-22: hours before the start by which all is ready. */
    static final SettingDefinition READY = SettingDefinition.number("appointment.ready-hours", "AP-22", 24, 1, 168);

    /** The same for who booked later than that; 0: no line. */
    static final SettingDefinition READY_SHORT =
            SettingDefinition.number("appointment.ready-short-hours", "AP-22", 2, 0, 24);

    /** AP-26: hours after which a form that was not handed on is called overdue. */
    static final SettingDefinition HANDOVER =
            SettingDefinition.number("appointment.handover-hours", "AP-26", 24, 1, 168);

    /** AP-25: days from the expected arrival of a part to the first day on which its job is offered. */
    static final SettingDefinition PARTS_DAYS = SettingDefinition.number("appointment.parts-days", "AP-25", 0, 0, 30);

    @Override
    public List<SettingDefinition> settings() {
        return List.of(READY, READY_SHORT, HANDOVER, PARTS_DAYS);
    }

    static ReadyLine line(StoreSettings settings) {
        return new ReadyLine(Duration.ofHours(settings.number(READY)), Duration.ofHours(settings.number(READY_SHORT)));
    }
}
