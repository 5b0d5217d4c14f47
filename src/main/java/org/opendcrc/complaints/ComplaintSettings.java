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

    /** CP-2: minutes from the recognition, by default from receipt. */
    static final SettingDefinition HELP_MINUTES =
            SettingDefinition.number("complaint.oem-help-minutes", "CP-2", 120, 5, 2880);

    /** CP-4: how high the handler stands at least. */
    static final SettingDefinition HANDLER_RANK =
            SettingDefinition.choice("complaint.handler-rank", "CP-4", "MANAGER", "DIRECTOR", "GENERAL_MANAGER");

    /** CP-5: fen, included. */
    static final SettingDefinition AUTHORITY_STAFF =
            SettingDefinition.number("complaint.authority-staff-fen", "CP-5", 20_000, 0, 100_000_000);

    /** CP-5: fen, included. */
    static final SettingDefinition AUTHORITY_MANAGER =
            SettingDefinition.number("complaint.authority-manager-fen", "CP-5", 80_000, 0, 100_000_000);

    /** CP-5: fen, included. */
    static final SettingDefinition AUTHORITY_DIRECTOR =
            SettingDefinition.number("complaint.authority-director-fen", "CP-5", 500_000, 0, 100_000_000);

    /** CP-33: hours from receipt to the answer in substance. */
    static final SettingDefinition ANSWER_GENERAL =
            SettingDefinition.number("complaint.answer-hours", "CP-33", 24, 1, 240);

    /** CP-33 */
    static final SettingDefinition ANSWER_ESCALATED =
            SettingDefinition.number("complaint.answer-hours-escalated", "CP-33", 8, 1, 240);

    /** CP-33 */
    static final SettingDefinition ANSWER_IMPORTANT =
            SettingDefinition.number("complaint.answer-hours-important", "CP-33", 4, 1, 240);

    /** CP-34: which complaint of one matter is escalated, the first included. */
    static final SettingDefinition REPEAT_LIMIT = SettingDefinition.number("complaint.repeat-limit", "CP-34", 3, 2, 9);

    /** CP-34: days after a matter was last heard of in which it counts as the same. */
    static final SettingDefinition REPEAT_DAYS = SettingDefinition.number("complaint.repeat-days", "CP-34", 90, 1, 365);

    /** CP-35: minutes from receipt until it is written down, and so told to the customer manager. */
    static final SettingDefinition REPORT_MINUTES =
            SettingDefinition.number("complaint.report-minutes", "CP-35", 60, 5, 1440);

    /** CP-28: hours until the next one above is called. */
    static final SettingDefinition ESCALATION_HOURS =
            SettingDefinition.number("complaint.escalation-hours", "CP-28", 24, 1, 240);

    /** CP-17: minutes until everybody named was told. */
    static final SettingDefinition CRISIS_MINUTES =
            SettingDefinition.number("complaint.crisis-minutes", "CP-17", 30, 5, 480);

    /** FU-29 */
    static final SettingDefinition CONFIRMATION = SettingDefinition.flag("complaint.confirmation", "FU-29", true);

    /** CP-24: from this age on, in days, an open case stands on the desk. */
    static final SettingDefinition OLD_DAYS = SettingDefinition.number("complaint.old-days", "CP-24", 3, 0, 60);

    /** CP-10: days without a word to the customer until the handler is reminded; zero for never. */
    static final SettingDefinition SILENCE_DAYS = SettingDefinition.number("complaint.silence-days", "CP-10", 3, 0, 30);

    /** CP-12, A3: days after the solution until the check call of somebody who is not in the file was made at the latest. */
    static final SettingDefinition CHECK_DAYS = SettingDefinition.number("complaint.check-days", "CP-12", 3, 1, 14);

    @Override
    public List<SettingDefinition> settings() {
        return List.of(
                CLOCK,
                FIRST_CONTACT_MINUTES,
                WARNING_MINUTES,
                ALARM_STEP_MINUTES,
                HELP_MINUTES,
                HANDLER_RANK,
                AUTHORITY_STAFF,
                AUTHORITY_MANAGER,
                AUTHORITY_DIRECTOR,
                ANSWER_GENERAL,
                ANSWER_ESCALATED,
                ANSWER_IMPORTANT,
                REPEAT_LIMIT,
                REPEAT_DAYS,
                REPORT_MINUTES,
                ESCALATION_HOURS,
                CRISIS_MINUTES,
                CONFIRMATION,
                OLD_DAYS,
                SILENCE_DAYS,
                CHECK_DAYS);
    }
}
