package org.opendcrc.operations.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Sentence;

/**
 * The page of the first day.
 *
 * @param token of the one-time link
 * @param faults why fields were not taken, by name
 */
public record SetupPage(String token, SetupForm form, Map<String, Sentence> faults) {

    public SetupPage {
        faults = Map.copyOf(faults);
    }

    public @Nullable Sentence wrong(String field) {
        return faults.get(field);
    }
}
