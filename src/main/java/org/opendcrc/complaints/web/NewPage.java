package org.opendcrc.complaints.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form of a new complaint; all words are in the person's language already.
 *
 * @param values what was typed, by field
 * @param known customers of whom one may be meant
 * @param colleagues of whom one may be complained about (CP-3)
 * @param refusal null before it was sent
 * @param opened the number of the complaint that was just opened, where the person may not read it
 */
public record NewPage(
        Map<String, String> values,
        List<CasePage.Choice> stores,
        List<CasePage.Choice> sources,
        List<CasePage.Choice> kinds,
        List<CasePage.Choice> complainants,
        List<CasePage.Choice> emergencies,
        List<CasePage.Choice> marks,
        List<CasePage.Choice> known,
        List<CasePage.Choice> colleagues,
        boolean draft,
        @Nullable String refusal,
        @Nullable String opened) {

    public NewPage {
        values = Map.copyOf(values);
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }
}
