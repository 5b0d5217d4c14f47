package org.opendcrc.complaints.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom a store calls outside the house; all words are in the person's language already.
 *
 * @param missing what nobody is yet
 * @param today the first day that is offered
 * @param typed what was typed, where it was refused
 * @param manages whether the person may change it
 */
public record OutsidePage(
        String store,
        String storeName,
        List<Row> rows,
        List<String> missing,
        List<CasePage.Choice> roles,
        String today,
        Map<String, String> typed,
        boolean manages,
        @Nullable String refusal) {

    public OutsidePage {
        typed = Map.copyOf(typed);
    }

    public String value(String name) {
        return typed.getOrDefault(name, "");
    }

    /** {@code dial} is the address that a telephone dials, {@code open} whether nobody has said when it ends. */
    public record Row(
            String id, String role, String name, String phone, String dial, String email, String time, boolean open) {}

    /** The notice for the hall. */
    public record Notice(String store, List<FilePage.Fact> numbers, String day) {}

    /** The address of a number: digits, with the plus before a country. */
    static String dial(String phone) {
        return "tel:" + phone.replaceAll("[^0-9+]", "");
    }
}
