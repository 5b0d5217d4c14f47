package org.opendcrc.questionnaires;

import java.util.List;
import java.util.OptionalInt;

/**
 * What the answers come to. Total and satisfaction are two figures and never mixed (FU-25).
 *
 * @param total points of the answered questions
 * @param totalPossible points that the answered questions could have given; declined ones do not count
 * @param satisfaction the customer's own mark, 1 to 10, if he gave one
 * @param complete whether every question was answered or declined (FU-4)
 * @param missing keys of the questions neither answered nor declined, in their order
 * @param grievances keys of the questions whose answer is a grievance, in their order
 */
public record Score(
        int total,
        int totalPossible,
        OptionalInt satisfaction,
        boolean complete,
        List<String> missing,
        List<String> grievances) {

    public Score {
        missing = List.copyOf(missing);
        grievances = List.copyOf(grievances);
    }
}
