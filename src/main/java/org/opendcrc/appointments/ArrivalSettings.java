package org.opendcrc.appointments;

import java.time.Duration;
import java.util.List;
import org.opendcrc.organisation.Settings.StoreSettings;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.stereotype.Component;

/** What a store may set differently about how arrivals are judged. */
@Component
class ArrivalSettings implements SettingSource {

    /** AP-7: minutes before and after the appointment, both included. */
    static final SettingDefinition TOLERANCE =
            SettingDefinition.number("appointment.tolerance-minutes", "AP-7", 15, 0, 120);

    /** AP-28: minutes; AP-8 looks for the order so much later than for the car. */
    static final SettingDefinition PRE_INSPECTION =
            SettingDefinition.number("appointment.pre-inspection-minutes", "AP-28", 15, 0, 120);

    /** Whether a customer who was moved by the dealer and does not come is left out of the missed ones. */
    static final SettingDefinition DEALER_MOVES_EXCUSE =
            SettingDefinition.flag("appointment.dealer-moves-excuse", "RP-5", true);

    /** AP-15: at that time of the next day what came late is in, and others hear who did not come. */
    static final SettingDefinition COMPARE_TIME = SettingDefinition.time("appointment.compare-time", "AP-15", "08:00");

    /** RP-21: of how many weeks the arrival curve is made. */
    static final SettingDefinition CURVE_WEEKS = SettingDefinition.number("appointment.curve-weeks", "RP-21", 4, 4, 8);

    @Override
    public List<SettingDefinition> settings() {
        return List.of(TOLERANCE, PRE_INSPECTION, DEALER_MOVES_EXCUSE, COMPARE_TIME, CURVE_WEEKS);
    }

    static ArrivalRule rule(StoreSettings settings) {
        return new ArrivalRule(
                Duration.ofMinutes(settings.number(TOLERANCE)), Duration.ofMinutes(settings.number(PRE_INSPECTION)));
    }
}
