package org.opendcrc.operations;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendcrc.calendar.OpenHours;
import org.opendcrc.calendar.OwnDay;
import org.opendcrc.organisation.DealerSetup.NewStore;

/**
 * A dealer as he shall be: from the setup page or from a file. What a plan does not name is left as it is.
 *
 * @param code how files and folders name the dealer
 */
public record HousePlan(String code, String name, Optional<FirstAdministrator> administrator, List<StorePlan> stores) {

    /** What a dealer's code looks like: it names a folder, so nothing but small letters, digits and hyphens. */
    public static final String CODE = "[a-z0-9][a-z0-9-]{0,30}";

    /** What a store's code looks like: it stands in addresses. */
    public static final String STORE_CODE = "[A-Za-z0-9][A-Za-z0-9_-]{0,19}";

    public HousePlan {
        stores = List.copyOf(stores);
    }

    /**
     * Who administers all stores from the first day on.
     *
     * @param password his own; empty: he gets a one-time slip
     */
    public record FirstAdministrator(String staffNo, String name, String login, Optional<String> password) {

        @Override
        public String toString() {
            return "FirstAdministrator[" + login + "]";
        }
    }

    /**
     * A store as it shall be.
     *
     * @param week its opening hours; empty: not named. A weekday that is missing is closed
     * @param days single days
     * @param bays in their order; empty: not named
     * @param settings by key, as the settings page takes them
     * @param targets percent by brand and figure
     */
    public record StorePlan(
            NewStore store,
            Optional<Map<DayOfWeek, OpenHours>> week,
            List<OwnDay> days,
            Optional<List<String>> bays,
            Map<String, String> settings,
            Map<String, Map<String, Integer>> targets) {

        public StorePlan {
            days = List.copyOf(days);
            settings = Map.copyOf(settings);
            targets = Map.copyOf(targets);
        }
    }
}
