package org.opendcrc.appointments;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.opendcrc.organisation.Settings.StoreSettings;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.stereotype.Component;

/** What a store may set differently about its appointments. */
@Component
class AppointmentSettings implements SettingSource {

    /** AP-1, AP-2: minutes. */
    static final SettingDefinition NOTICE =
            SettingDefinition.number("appointment.notice-minutes", "AP-2", 60, 0, 10080);

    /** AP-4. */
    static final SettingDefinition CARS_PER_BAY =
            SettingDefinition.number("appointment.cars-per-bay", "AP-4", 2, 1, 20);

    /** AP-5: minutes; AP-6 puts a car half so far from its neighbours. */
    static final SettingDefinition SPACING =
            SettingDefinition.number("appointment.spacing-minutes", "AP-5", 30, 10, 240);

    /** How many minutes before closing the last car is met. */
    static final SettingDefinition BEFORE_CLOSING =
            SettingDefinition.number("appointment.last-start-minutes", "AP-25", 30, 0, 480);

    /** A7: the example of the handbook and two valleys. */
    static final SettingDefinition WINDOWS =
            SettingDefinition.text("appointment.windows", "A7", "12:00-13:00, 14:30-15:30, 16:30-17:30");

    /** AP-24. */
    static final SettingDefinition DOCUMENTS =
            SettingDefinition.text("appointment.documents", "AP-24", "车主手册, 行驶证, 驾驶证");

    /** Whether a customer is texted what was promised. */
    static final SettingDefinition TEXTS = SettingDefinition.flag("appointment.texts", "AP-24", true);

    /** AP-18: minutes before closing at which the board of the next opening day is made. */
    static final SettingDefinition BOARD_BEFORE_CLOSING =
            SettingDefinition.number("appointment.board-minutes-before-closing", "AP-18", 10, 0, 480);

    /** AP-14, A8: one confirmation a day before instead of those at 72, 24 and 1 hours. */
    static final SettingDefinition CONFIRM_ONCE = SettingDefinition.flag("appointment.confirm-once", "AP-14", false);

    /** AP-17: the last confirmation is the advisor's own call; else it falls to the centre. */
    static final SettingDefinition ADVISOR_CONFIRMS =
            SettingDefinition.flag("appointment.advisor-confirms", "AP-17", true);

    @Override
    public List<SettingDefinition> settings() {
        return List.of(
                NOTICE,
                CARS_PER_BAY,
                SPACING,
                BEFORE_CLOSING,
                WINDOWS,
                DOCUMENTS,
                TEXTS,
                BOARD_BEFORE_CLOSING,
                CONFIRM_ONCE,
                ADVISOR_CONFIRMS);
    }

    static ConfirmationPlan confirmations(StoreSettings settings) {
        return new ConfirmationPlan(settings.flag(CONFIRM_ONCE), settings.flag(ADVISOR_CONFIRMS));
    }

    static CapacityRule rule(StoreSettings settings) {
        return new CapacityRule(
                Duration.ofMinutes(settings.number(NOTICE)),
                Duration.ofMinutes(settings.number(SPACING)),
                settings.number(CARS_PER_BAY),
                Duration.ofMinutes(settings.number(BEFORE_CLOSING)));
    }

    /** The papers a customer is asked to bring, in order. */
    static List<String> documents(StoreSettings settings) {
        return Arrays.stream(settings.text(DOCUMENTS).split("[,，、;；\\n]", -1))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }
}
