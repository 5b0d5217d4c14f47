package org.opendcrc.questionnaires;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One element of a questionnaire.
 *
 * @param key what reports speak of, the same in all versions: {@code car-in-order}
 * @param position its place, from 1
 * @param shortZh as it stands in a list
 * @param askZh what is read aloud; {@code {customer}} and {@code {advisor}} are filled in
 * @param points most points to be had; 0 where it does not count
 * @param options in their order, at least one
 */
public record Question(
        String key,
        int position,
        Kind kind,
        String shortZh,
        String shortEn,
        String askZh,
        String askEn,
        int points,
        List<Option> options) {

    /** What is asked for. */
    public enum Kind {
        /** One of the options. */
        CHOICE,
        /** Who received the customer: the order's advisor, another one (named in the note), or not remembered. */
        ADVISOR,
        /** The customer's own mark from 1 to 10, a figure of its own that does not count in the total (FU-25). */
        SATISFACTION,
        /** What else was not in order: nothing, or something that stands in the note. */
        REMARK
    }

    public Question {
        options = List.copyOf(options);
    }

    public String shortText(Locale language) {
        return language.getLanguage().equals("en") ? shortEn : shortZh;
    }

    /** The sentence to read aloud, with the names filled in. */
    public String ask(Locale language, String customer, String advisor) {
        return (language.getLanguage().equals("en") ? askEn : askZh)
                .replace("{customer}", customer)
                .replace("{advisor}", advisor);
    }

    public Optional<Option> option(String value) {
        return options.stream().filter(it -> it.value().equals(value)).findFirst();
    }
}
