package org.opendcrc.followups;

import java.util.List;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.stereotype.Component;

/** What a store may set differently about its follow-up calls. */
@Component
class FollowUpSettings implements SettingSource {

    /** For how many minutes a clerk holds a contact, unless his store says otherwise. */
    static final int MINUTES = 30;

    /** Last day of the window, counted from the day of settlement. */
    static final SettingDefinition WINDOW_DAYS = SettingDefinition.number("follow-up.window-days", "FU-1", 3, 1, 30);

    /** Last day before the customer's memory fades, counted alike. */
    static final SettingDefinition FADE_DAYS = SettingDefinition.number("follow-up.faded-days", "FU-2", 5, 1, 60);

    /** How many failed attempts count; each needs a daypart of its own, and there are four. */
    static final SettingDefinition ATTEMPTS = SettingDefinition.number("follow-up.attempts", "FU-7", 3, 1, 4);

    /** How many days apart orders of one visit may be settled where the ERP numbers no visits. */
    static final SettingDefinition LINK_DAYS = SettingDefinition.number("follow-up.link-days", "A5", 3, 0, 30);

    /** How old, in days since settlement, an order may be when it comes in and still owe a call; that day included. */
    static final SettingDefinition LOAD_DAYS = SettingDefinition.number("follow-up.load-days", "FU-1", 30, 0, 365);

    /** The same at a dealer's first load. */
    static final SettingDefinition FIRST_LOAD_DAYS =
            SettingDefinition.number("follow-up.first-load-days", "FU-1", 5, 0, 365);

    /** Minutes for which a clerk holds a contact. */
    static final SettingDefinition CLAIM_MINUTES =
            SettingDefinition.number("follow-up.claim-minutes", "FU-6", MINUTES, 5, 240);

    /** Up to which mileage, included, the first script is read. */
    static final SettingDefinition SCRIPT_KM =
            SettingDefinition.number("follow-up.script-km", "FU-20", 10_000, 0, 1_000_000);

    /** How many days ago the orders were settled with which the list opens. */
    static final SettingDefinition DEFAULT_VIEW_DAYS =
            SettingDefinition.number("follow-up.default-view-days", "FU-3", 3, 0, 30);

    /** How many old calls are closed by text at a time. */
    static final SettingDefinition CLOSING_PORTION =
            SettingDefinition.number("follow-up.closing-portion", "FU-7", 50, 1, 500);

    /** Minutes between two portions. */
    static final SettingDefinition CLOSING_MINUTES =
            SettingDefinition.number("follow-up.closing-minutes", "FU-7", 10, 1, 1440);

    /** Failed attempts without which even an old call is not closed by text. */
    static final SettingDefinition CLOSING_ATTEMPTS =
            SettingDefinition.number("follow-up.closing-attempts", "FU-7", 0, 0, 4);

    static final List<SettingDefinition> ALL = List.of(
            WINDOW_DAYS,
            FADE_DAYS,
            ATTEMPTS,
            LINK_DAYS,
            LOAD_DAYS,
            FIRST_LOAD_DAYS,
            CLAIM_MINUTES,
            SCRIPT_KM,
            DEFAULT_VIEW_DAYS,
            CLOSING_PORTION,
            CLOSING_MINUTES,
            CLOSING_ATTEMPTS);

    @Override
    public List<SettingDefinition> settings() {
        return ALL;
    }
}
