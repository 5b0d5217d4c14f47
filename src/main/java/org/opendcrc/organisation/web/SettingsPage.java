package org.opendcrc.organisation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.AdministrationTab;
import org.opendcrc.shared.Sentence;

/**
 * The settings of a store, by chapter.
 *
 * @param elsewhere the pages on which chapters explain their own settings
 * @param mayChange whether the person may change them in this store
 */
public record SettingsPage(
        List<AdministrationTab> tabs,
        List<AdministrationTab> elsewhere,
        List<Choice> stores,
        String store,
        boolean mayChange,
        List<Group> groups) {

    /** A store that can be chosen; {@code code} as in the address. */
    public record Choice(String code, String name, boolean chosen) {}

    /** The settings of one chapter; {@code label} in the person's language. */
    public record Group(String key, String label, boolean changed, List<Line> lines) {}

    /**
     * A setting.
     *
     * @param key such as {@code follow-up.window-days}; its name is the message {@code setting.<key>}
     * @param id of its field on the page
     * @param kind {@code NUMBER}, {@code TIME}, {@code FLAG}, {@code TEXT} or {@code CHOICE}
     * @param choices of which one is chosen; for {@code CHOICE} only
     * @param standard the default, in words
     * @param value as written, or as typed if it was refused
     * @param changed who changed it and when, in words; empty if it is the default
     * @param refusal why what was typed was not taken, null if nothing is wrong
     */
    public record Line(
            String key,
            String id,
            String rule,
            String kind,
            int from,
            int to,
            List<String> choices,
            String standard,
            String value,
            String changed,
            @Nullable Sentence refusal) {}
}
