package org.opendcrc.questionnaires;

import java.util.List;
import java.util.stream.IntStream;

/** The steps of a scale. Pure. */
final class Scales {

    /** No more than there are digits. */
    static final int MOST_STEPS = 10;

    private Scales() {}

    /**
     * Each step gives its share of the points, the least none and the highest all, rounded half up.
     *
     * @param favourFrom from which step on, included, it speaks for the house; above {@code most} for none
     * @param grievanceTo up to which step, included, it is a grievance; below {@code least} for none
     */
    static List<Option> steps(int least, int most, int points, int favourFrom, int grievanceTo) {
        return IntStream.rangeClosed(least, most)
                .mapToObj(step -> {
                    var word = Integer.toString(step);
                    var share = (int) Math.round((double) points * (step - least) / (most - least));
                    var option = new Option(word, step, word, word, share, step <= grievanceTo);
                    return step >= favourFrom ? option.favouring() : option;
                })
                .toList();
    }
}
