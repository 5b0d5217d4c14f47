package org.opendcrc.appointments;

import java.util.List;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.stereotype.Component;

/** What a store lets customers do by themselves, and within which bounds. */
@Component
class SelfServiceSettings implements SettingSource {

    /** How the outside world writes this house; without it no text carries a link. */
    static final SettingDefinition ADDRESS = SettingDefinition.address("appointment.public-address", "AP-24");

    /** Days that a link counts; at latest until the appointment begins. */
    static final SettingDefinition LINK_DAYS = SettingDefinition.number("appointment.link-days", "AP-24", 60, 1, 366);

    /** Whether strangers may book on the store's public page. */
    static final SettingDefinition PUBLIC_BOOKING =
            SettingDefinition.flag("appointment.public-booking", "AP-27", false);

    /** Days ahead that the public page offers. */
    static final SettingDefinition DAYS_AHEAD =
            SettingDefinition.number("appointment.public-days", "AP-25", 30, 1, 180);

    /** Appointments that one number may have ahead which were made on the public page. */
    static final SettingDefinition MOST_AHEAD = SettingDefinition.number("appointment.public-most", "AP-27", 3, 1, 20);

    /** Minutes that a code counts. */
    static final SettingDefinition CODE_MINUTES =
            SettingDefinition.number("appointment.code-minutes", "AP-27", 10, 1, 60);

    /** Wrong codes after which a code counts no more. */
    static final SettingDefinition CODE_TRIES = SettingDefinition.number("appointment.code-tries", "AP-27", 5, 1, 10);

    /** Seconds before a number is sent another code. */
    static final SettingDefinition CODE_PACE =
            SettingDefinition.number("appointment.code-pace-seconds", "AP-27", 60, 10, 3600);

    /** Codes a number is sent in a day. */
    static final SettingDefinition CODES_A_NUMBER =
            SettingDefinition.number("appointment.codes-a-number", "AP-27", 5, 1, 50);

    /** Codes that the store sends in a day. */
    static final SettingDefinition CODES_A_DAY =
            SettingDefinition.number("appointment.codes-a-day", "AP-27", 200, 1, 10_000);

    @Override
    public List<SettingDefinition> settings() {
        return List.of(
                ADDRESS,
                LINK_DAYS,
                PUBLIC_BOOKING,
                DAYS_AHEAD,
                MOST_AHEAD,
                CODE_MINUTES,
                CODE_TRIES,
                CODE_PACE,
                CODES_A_NUMBER,
                CODES_A_DAY);
    }
}
