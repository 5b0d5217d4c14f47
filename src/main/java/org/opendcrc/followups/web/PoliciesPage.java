package org.opendcrc.followups.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.AdministrationTab;
import org.opendcrc.shared.Sentence;

/**
 * How a store tries to reach its customers, a card for each kind of call.
 *
 * @param mayChange whether the person may change it in this store
 */
public record PoliciesPage(
        List<AdministrationTab> tabs, List<Choice> stores, String store, boolean mayChange, List<Card> cards) {

    /** A store that can be chosen; {@code code} as in the address. */
    public record Choice(String code, String name, boolean chosen) {}

    /**
     * One kind of call.
     *
     * @param id of the card
     * @param rule that owes the call
     * @param told what holds now, in sentences
     * @param warning what does not go together well, null if all does
     * @param lastMonth what came of it, in a sentence
     */
    public record Card(
            String id,
            String title,
            String rule,
            List<String> told,
            @Nullable String warning,
            String lastMonth,
            boolean changed,
            List<Line> lines) {}

    /**
     * One decision.
     *
     * @param key of the setting, in the address of its form
     * @param id of its row
     * @param field key of its name and reason, below {@code followups.policy.}
     * @param options to choose from; empty for a number
     * @param several whether several of them can be chosen
     * @param words whether it is a sentence
     * @param value as written, or as typed if it was refused; for a number
     * @param shown the value in words
     * @param standard the handbook's, in words
     * @param changed who changed it and when; empty if it is the handbook's
     */
    public record Line(
            String key,
            String id,
            String field,
            String name,
            String rule,
            List<Option> options,
            boolean several,
            boolean words,
            String value,
            String shown,
            String standard,
            String changed,
            @Nullable Sentence refusal) {}

    /** A value that can be chosen. */
    public record Option(String value, String name, boolean chosen) {}
}
