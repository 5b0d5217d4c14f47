package org.opendcrc.followups;

import java.util.List;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.stereotype.Component;

/** What a store may set differently about its calls after a sale, besides the policy of the kind (FU-17). */
@Component
class SaleSettings implements SettingSource {

    /** Last day of the window, counted from the pick-up, where the car was picked up after the window of the deal. */
    static final SettingDefinition PICK_UP_DAYS =
            SettingDefinition.number("sales-follow-up.pick-up-days", "FU-17", 3, 1, 30);

    /** How old, in days since the deal or the later pick-up, a sale may be when it comes in and still owe a call; that day included. */
    static final SettingDefinition LOAD_DAYS =
            SettingDefinition.number("sales-follow-up.load-days", "FU-17", 30, 0, 365);

    /** The same at a dealer's first load of sales: as long as the buyer still remembers. */
    static final SettingDefinition FIRST_LOAD_DAYS =
            SettingDefinition.number("sales-follow-up.first-load-days", "FU-17", 10, 0, 365);

    @Override
    public List<SettingDefinition> settings() {
        return List.of(PICK_UP_DAYS, LOAD_DAYS, FIRST_LOAD_DAYS);
    }
}
