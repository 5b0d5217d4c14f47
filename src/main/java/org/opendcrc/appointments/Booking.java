package org.opendcrc.appointments;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** The answer of the book to a wish. A refusal is an everyday outcome, so it is a value, not an exception. */
public sealed interface Booking {

    /** The place is given. */
    record Accepted(Place place) implements Booking {}

    /**
     * The place cannot be given.
     *
     * @param offers places that would be given instead, the gladdest given first; empty if that day has none
     */
    record Refused(Refusal why, List<Offer> offers) implements Booking {

        public Refused {
            offers = List.copyOf(offers);
        }
    }

    /** Why a wish is not granted. */
    sealed interface Refusal {

        /** The store has no bay, so nothing can be promised before somebody sets one up. */
        record NoBays() implements Refusal {}

        /** The store is closed that day; {@code next} is its next opening day. */
        record ClosedThatDay(LocalDate day, Optional<LocalDate> next) implements Refusal {}

        /** Cars are met from {@code first} to {@code last}, both included. */
        record OutsideOpeningHours(LocalTime first, LocalTime last) implements Refusal {}

        record NoticeTooShort(Duration required) implements Refusal {}

        /** The roster does not have him at that time; {@code present} is when he is there that day. */
        record AdvisorAway(String advisor, List<Attendance.Span> present) implements Refusal {}

        record AdvisorLacksSkill(String advisor, String skill) implements Refusal {}

        /** Nobody in the workshop has learnt what the jobs ask for. */
        record NoTechnician(String skill) implements Refusal {}

        /** A part of the jobs is not there; {@code from} is the first day on which they can be done, empty where nobody knows. */
        record PartMissing(String part, Optional<LocalDate> from) implements Refusal {}

        /** The campaign has given all its places of that day. */
        record CampaignFull(String campaign, LocalDate day, int places) implements Refusal {}

        record AdvisorTaken(String advisor, LocalTime start) implements Refusal {}

        /** {@code bay} is empty where no bay has room. */
        record BayFull(Optional<String> bay, int cars) implements Refusal {}

        record TooCloseToInsertion(String advisor, LocalTime insertion, Duration distance) implements Refusal {}

        /**
         * Nearer to another regular start than the spacing.
         *
         * @param neighbours the advisor's regular starts that are too near, in order
         * @param middle where a car could be put between the two neighbours
         */
        record TooCloseToNeighbour(
                String advisor, List<LocalTime> neighbours, Duration spacing, Optional<LocalTime> middle)
                implements Refusal {}

        /** Nobody was asked for by name, and none of the advisors can take the car then. */
        record NobodyFree() implements Refusal {}
    }
}
