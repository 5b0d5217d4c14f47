package org.opendcrc.questionnaires;

import java.util.Locale;

/**
 * One answer that can be chosen.
 *
 * @param value what is stored and what reports speak of
 * @param position the digit that chooses it, from 1; 10 is chosen by 0
 * @param points what it adds to the total
 * @param grievance whether it is counted among the grievances of the day
 */
public record Option(String value, int position, String labelZh, String labelEn, int points, boolean grievance) {

    public String label(Locale language) {
        return language.getLanguage().equals("en") ? labelEn : labelZh;
    }
}
