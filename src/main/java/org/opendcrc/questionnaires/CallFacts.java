package org.opendcrc.questionnaires;

import java.util.Optional;

/**
 * What is known of a call before it begins, as far as it decides what is asked.
 *
 * @param brand of the car
 * @param orderKind of the repair order, as the vehicles write it
 * @param mileageKm when the car came in
 */
public record CallFacts(Optional<String> brand, Optional<String> orderKind, Optional<Integer> mileageKm) {

    /** Nothing is known. */
    public static final CallFacts NONE = new CallFacts(Optional.empty(), Optional.empty(), Optional.empty());
}
