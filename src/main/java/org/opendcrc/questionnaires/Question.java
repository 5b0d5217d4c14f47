package org.opendcrc.questionnaires;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One question of a questionnaire.
 *
 * @param key what reports speak of, the same in all versions: {@code car-in-order}
 * @param position its place, from 1
 * @param shortZh as it stands in a list
 * @param askZh what is read aloud; {@code {customer}} and {@code {advisor}} are filled in
 * @param points most points to be had before the weight; 0 where it does not count
 * @param weight by how much its points are multiplied in the total
 * @param required whether a sheet without it is incomplete (FU-4)
 * @param indicator for which one of the manufacturer's survey it counts
 * @param range of a scale or a number
 * @param options in their order; none for a number
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
        int weight,
        boolean required,
        Optional<Indicator> indicator,
        Optional<Range> range,
        List<Option> options) {

    /** The answer to a question of words where something was said; the words stand in the note. */
    public static final String NOTED = "noted";

    /** What is asked for. */
    public enum Kind {
        /** One of the options. */
        CHOICE,
        /** Some of the options; their points are added up. */
        MULTIPLE,
        /** One step of a scale with words at its ends. */
        SCALE,
        /** Words. */
        TEXT,
        /** A whole number within bounds. */
        NUMBER,
        /** Who received the customer: the order's advisor, another one (named in the note), or not remembered. */
        ADVISOR,
        /** The customer's own mark from 1 to 10, a figure of its own that does not count in the total (FU-25). */
        SATISFACTION,
        /** What else was not in order: nothing, or something that stands in the note. */
        REMARK
    }

    /**
     * The bounds of a scale or a number, both included.
     *
     * @param low what the least step of a scale means
     * @param high what the highest one means
     * @param unit of a number
     */
    public record Range(int least, int most, Words low, Words high, Words unit) {}

    public Question {
        options = List.copyOf(options);
    }

    /** A question of weight one that belongs to a complete sheet. */
    public Question(
            String key,
            int position,
            Kind kind,
            String shortZh,
            String shortEn,
            String askZh,
            String askEn,
            int points,
            List<Option> options) {
        this(
                key,
                position,
                kind,
                shortZh,
                shortEn,
                askZh,
                askEn,
                points,
                1,
                true,
                Optional.empty(),
                Optional.empty(),
                options);
    }

    public String shortText(Locale language) {
        return new Words(shortZh, shortEn).in(language);
    }

    /** The sentence to read aloud, with the names filled in. */
    public String ask(Locale language, String customer, String advisor) {
        return OpeningWords.asked(new Words(askZh, askEn).in(language), customer, advisor);
    }

    public Optional<Option> option(String value) {
        return options.stream().filter(it -> it.value().equals(value)).findFirst();
    }

    /** Most points that it can add to the total. */
    public int possible() {
        return weight * points;
    }

    Question at(int place) {
        return with(place, weight, required, indicator);
    }

    Question countingFor(Indicator it) {
        return with(position, weight, required, Optional.of(it));
    }

    Question optional() {
        return with(position, weight, false, indicator);
    }

    Question offering(List<Option> others) {
        return new Question(
                key, position, kind, shortZh, shortEn, askZh, askEn, points, weight, required, indicator, range,
                others);
    }

    private Question with(int place, int newWeight, boolean isRequired, Optional<Indicator> counts) {
        return new Question(
                key,
                place,
                kind,
                shortZh,
                shortEn,
                askZh,
                askEn,
                points,
                newWeight,
                isRequired,
                counts,
                range,
                options);
    }
}
