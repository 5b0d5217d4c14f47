package org.opendcrc.questionnaires;

import java.util.Locale;

/**
 * One answer that can be chosen.
 *
 * @param value what is stored and what reports speak of
 * @param position the digit that chooses it, from 1; 10 is chosen by 0
 * @param points what it adds to the total, before the question's weight
 * @param grievance whether it is counted among the grievances of the day
 * @param favour what it says of the question's indicator (RP-11)
 */
public record Option(
        String value, int position, String labelZh, String labelEn, int points, boolean grievance, Favour favour) {

    /** Whether an answer speaks for the house. */
    public enum Favour {
        /** "Very satisfied" or "yes". */
        YES,
        NO,
        /** Says nothing about it and stands in no denominator. */
        NEUTRAL
    }

    public Option(String value, int position, String labelZh, String labelEn, int points, boolean grievance) {
        this(value, position, labelZh, labelEn, points, grievance, Favour.NO);
    }

    public String label(Locale language) {
        return new Words(labelZh, labelEn).in(language);
    }

    Option favouring() {
        return with(Favour.YES);
    }

    Option neutral() {
        return with(Favour.NEUTRAL);
    }

    Option at(int place) {
        return new Option(value, place, labelZh, labelEn, points, grievance, favour);
    }

    private Option with(Favour other) {
        return new Option(value, position, labelZh, labelEn, points, grievance, other);
    }
}
