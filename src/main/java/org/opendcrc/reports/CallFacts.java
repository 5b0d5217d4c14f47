package org.opendcrc.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of one owed call: moments and scores, no names. From these a past day can be told as it was, whatever became of
 * the task since.
 *
 * @param advisor who received the car, if the order says so
 * @param dueFrom the first moment of the window, included
 * @param dueAt its end, excluded
 * @param fadesAt the first moment at which the memory counts as faded
 * @param state as it stands now
 * @param calledAt when the call was made that ended it, if a call did
 * @param closedAt when its end was recorded, if it has ended
 * @param outcome {@code SATISFIED} or {@code DISSATISFIED}, if the customer answered
 * @param sheet his answers, if he answered
 * @param tries the calls that served it, in any order
 * @param kind what kind of call is owed, as {@code followups} writes it
 * @param next when the queue offers it again, as it stands now
 * @param servicesTold whether who answered was told of the present services (FU-28)
 */
record CallFacts(
        UUID task,
        String orderNo,
        Optional<UUID> advisor,
        Instant createdAt,
        Instant dueFrom,
        Instant dueAt,
        Instant fadesAt,
        State state,
        Optional<Instant> calledAt,
        Optional<Instant> closedAt,
        Optional<Outcome> outcome,
        Optional<Sheet> sheet,
        List<Try> tries,
        String kind,
        Next next,
        boolean servicesTold) {

    /** The kind of the three-day call 三日电访; the other kinds of call after a repair have reports of their own (FU-27). */
    static final String SERVICE = "SERVICE";

    /**
     * When a call is offered again: not before a moment, or at the one that the customer asked for.
     *
     * @param assignedTo who is to make it (FU-19)
     */
    record Next(
            Optional<Instant> notBefore,
            Optional<Instant> promisedAt,
            Optional<UUID> assignedTo,
            Optional<Instant> assignedAt) {

        static final Next UNKNOWN = new Next(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /** Without what a later call has moved, and without an assignment that came later. */
        Next knownAt(Instant moment, boolean moved) {
            var given = assignedAt.filter(it -> !it.isAfter(moment)).isPresent();
            return new Next(
                    moved ? Optional.empty() : notBefore,
                    moved ? Optional.empty() : promisedAt,
                    given ? assignedTo : Optional.empty(),
                    given ? assignedAt : Optional.empty());
        }
    }

    /** The states of a task, as {@code followups} writes them. */
    enum State {
        PENDING,
        RETRY,
        TEXTING,
        SUCCESS_SATISFIED,
        SUCCESS_DISSATISFIED,
        ANSWERED,
        SMS_DONE,
        UNREACHED,
        GIVEN_UP,
        WRONG_NUMBER,
        LINKED,
        CANCELLED,
        LAPSED;

        boolean isOpen() {
            return this == PENDING || this == RETRY;
        }
    }

    enum Outcome {
        SATISFIED,
        DISSATISFIED
    }

    /**
     * A call that was tried; one call may have served several tasks.
     *
     * @param recordedAt when it was typed in
     * @param outcome as {@code followups} writes it
     * @param id of the call, the same for every task that it served
     * @param clerk who called
     * @param daypart as {@code followups} writes it; empty outside every daypart
     * @param counted whether it counts among the attempts of the task (A25)
     */
    record Try(
            Instant at,
            Instant recordedAt,
            String outcome,
            Optional<UUID> id,
            Optional<UUID> clerk,
            String daypart,
            boolean counted) {

        Try(Instant at, Instant recordedAt, String outcome) {
            this(at, recordedAt, outcome, Optional.empty(), Optional.empty(), "", true);
        }

        boolean isConnected() {
            return outcome.equals("CONNECTED");
        }

        /** Reached, but asked to be called at another time. */
        boolean isCallBack() {
            return outcome.equals("INCONVENIENT");
        }
    }

    /**
     * The scores of an answered questionnaire (FU-25: two figures that are never mixed).
     *
     * @param total points reached
     * @param totalPossible points that the answered questions could give
     * @param satisfaction the customer's own mark, 1 to 10
     * @param fixedFirstTime what he said to it; empty where he was not asked, declined or was not concerned
     * @param grievances keys of the questions whose answer is a grievance
     */
    record Sheet(
            int total,
            int totalPossible,
            Optional<Integer> satisfaction,
            boolean complete,
            Optional<Boolean> fixedFirstTime,
            List<String> grievances) {

        Sheet {
            grievances = List.copyOf(grievances);
        }

        /** Points of a hundred, so that a declined question costs nothing; empty where nothing could be reached. */
        Optional<BigDecimal> ofHundred() {
            return totalPossible == 0
                    ? Optional.empty()
                    : Optional.of(BigDecimal.valueOf(total)
                            .movePointRight(2)
                            .divide(BigDecimal.valueOf(totalPossible), 6, RoundingMode.HALF_UP));
        }
    }

    CallFacts {
        tries = List.copyOf(tries);
    }

    /** A three-day call of which it is not known when it is offered again. */
    CallFacts(
            UUID task,
            String orderNo,
            Optional<UUID> advisor,
            Instant createdAt,
            Instant dueFrom,
            Instant dueAt,
            Instant fadesAt,
            State state,
            Optional<Instant> calledAt,
            Optional<Instant> closedAt,
            Optional<Outcome> outcome,
            Optional<Sheet> sheet,
            List<Try> tries) {
        this(
                task,
                orderNo,
                advisor,
                createdAt,
                dueFrom,
                dueAt,
                fadesAt,
                state,
                calledAt,
                closedAt,
                outcome,
                sheet,
                tries,
                SERVICE,
                Next.UNKNOWN,
                false);
    }

    /** The same as it was known at a moment: what was recorded later is left out (A32). That moment still counts. */
    CallFacts knownAt(Instant moment) {
        var known = tries.stream()
                .filter(it -> !it.recordedAt().isAfter(moment))
                .sorted(Comparator.comparing(Try::at))
                .toList();
        // When it is offered again follows from the last call; a later one has moved it.
        var then = next.knownAt(moment, known.size() != tries.size());
        var endKnown = !state.isOpen() && !recordedEnd().isAfter(moment);
        if (endKnown) {
            return with(state, calledAt, closedAt, outcome, sheet, known, then);
        }
        return with(
                known.isEmpty() ? State.PENDING : State.RETRY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                known,
                then);
    }

    private CallFacts with(
            State then,
            Optional<Instant> called,
            Optional<Instant> closed,
            Optional<Outcome> answer,
            Optional<Sheet> answers,
            List<Try> known,
            Next offered) {
        return new CallFacts(
                task,
                orderNo,
                advisor,
                createdAt,
                dueFrom,
                dueAt,
                fadesAt,
                then,
                called,
                closed,
                answer,
                answers,
                known,
                kind,
                offered,
                servicesTold && answer.isPresent());
    }

    private Instant recordedEnd() {
        return closedAt.or(() -> calledAt).orElse(createdAt);
    }

    /** When it ended: a call ends it when it was made, not when it was typed in. Empty while it is owed. */
    Optional<Instant> endedAt() {
        return state.isOpen() ? Optional.empty() : calledAt.or(() -> closedAt).or(() -> Optional.of(createdAt));
    }

    boolean wasOpenAt(Instant moment) {
        return createdAt.isBefore(moment)
                && endedAt().map(it -> !it.isBefore(moment)).orElse(true);
    }
}
