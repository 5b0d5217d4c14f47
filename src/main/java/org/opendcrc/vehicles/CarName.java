package org.opendcrc.vehicles;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What people call a car: brand, series and model, as far as they are known. */
public final class CarName {

    private CarName() {}

    /**
     * The parts in a row; one with which the next one begins anyway is not said twice, since many dealers write the series into the
     * model.
     */
    public static String of(@Nullable String... parts) {
        var said = new ArrayList<String>();
        for (var part : parts) {
            if (part == null || part.isBlank()) {
                continue;
            }
            if (!said.isEmpty() && part.startsWith(said.getLast())) {
                said.removeLast();
            }
            said.add(part);
        }
        return String.join(" ", said);
    }
}
