package org.opendcrc.reports;

import static org.opendcrc.reports.CallFacts.State.GIVEN_UP;
import static org.opendcrc.reports.CallFacts.State.LINKED;
import static org.opendcrc.reports.CallFacts.State.SMS_DONE;
import static org.opendcrc.reports.CallFacts.State.UNREACHED;
import static org.opendcrc.reports.CallFacts.State.WRONG_NUMBER;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One task and the figures of a day that count it.
 *
 * @param call as it was known when it was counted
 */
record CountedCall(CallFacts call, Set<Figure> countedIn) {

    /** From this mark on, of 10, a customer is very satisfied. */
    static final int VERY_SATISFIED_FROM = 9;

    /** The call {@code facts}, already cut to what was known, counted for a day. */
    static CountedCall on(ReportDay day, CallFacts facts) {
        return new CountedCall(facts, new Counting(day, facts).figures());
    }

    boolean isCountedIn(Figure figure) {
        return countedIn.contains(figure);
    }

    /** The grievances of the day's answer. */
    List<String> grievances() {
        return isCountedIn(Figure.SUCCESS)
                ? call.sheet().map(CallFacts.Sheet::grievances).orElse(List.of())
                : List.of();
    }

    /** The rules of the report, one line each. */
    private record Counting(ReportDay day, CallFacts call) {

        Set<Figure> figures() {
            var in = EnumSet.noneOf(Figure.class);
            put(in, Figure.DUE, isDue());
            put(in, Figure.CALLED, isCalled());
            put(in, Figure.SUCCESS, isSuccess());
            put(in, Figure.SATISFIED, isSuccess(CallFacts.Outcome.SATISFIED));
            put(in, Figure.DISSATISFIED, isSuccess(CallFacts.Outcome.DISSATISFIED));
            put(in, Figure.NOT_CONNECTED, isCalled() && !isSuccess() && !endsInCallBack());
            put(in, Figure.CALL_BACK, isCalled() && !isSuccess() && endsInCallBack());
            put(in, Figure.CALL_AGAIN, isCalled() && call.wasOpenAt(day.ends()));
            put(in, Figure.TEXTED, ended(SMS_DONE));
            put(in, Figure.UNREACHED, ended(UNREACHED) || ended(GIVEN_UP)); // A31
            put(in, Figure.WRONG_NUMBER, ended(WRONG_NUMBER));
            put(in, Figure.LINKED, ended(LINKED)); // FU-11
            put(in, Figure.OVERDUE, isOverdue());
            put(in, Figure.FADED, isOverdue() && !call.fadesAt().isAfter(day.begins())); // FU-2, A21
            put(
                    in,
                    Figure.IN_TIME,
                    isDue() && isSuccess() && call.calledAt().orElseThrow().isBefore(call.dueAt())); // FU-1
            put(in, Figure.FOLLOWED_UP, isDue() && (isSuccess() || ended(SMS_DONE) || ended(LINKED)));
            put(in, Figure.CALLED_UP, isDue() && (isSuccess() || ended(LINKED)));
            put(in, Figure.WRONG_OF_DUE, isDue() && ended(WRONG_NUMBER));
            if (isSuccess()) {
                call.sheet().ifPresent(it -> putAnswers(in, it));
            }
            return in;
        }

        private static void putAnswers(Set<Figure> in, CallFacts.Sheet sheet) {
            put(in, Figure.COMPLETE, sheet.complete()); // FU-4
            put(in, Figure.MARKED, sheet.satisfaction().isPresent());
            put(in, Figure.VERY_SATISFIED, sheet.satisfaction().orElse(0) >= VERY_SATISFIED_FROM);
            put(in, Figure.FIX_ANSWERED, sheet.fixedFirstTime().isPresent());
            put(in, Figure.FIXED_FIRST_TIME, sheet.fixedFirstTime().orElse(false));
            put(in, Figure.AGGRIEVED, !sheet.grievances().isEmpty());
        }

        /** A32: the window contains the day, and it was owed at its beginning or came into being during it. */
        private boolean isDue() {
            return !call.dueFrom().isAfter(day.begins())
                    && !call.dueAt().isBefore(day.ends())
                    && (call.wasOpenAt(day.begins()) || day.contains(call.createdAt()));
        }

        private boolean isSuccess() {
            return call.outcome().isPresent()
                    && call.calledAt().filter(day::contains).isPresent();
        }

        private boolean isSuccess(CallFacts.Outcome outcome) {
            return isSuccess() && call.outcome().filter(outcome::equals).isPresent();
        }

        private boolean isCalled() {
            return (isSuccess() || !triesOfTheDay().isEmpty()) && !ended(LINKED); // A26: it follows the called one
        }

        private boolean endsInCallBack() {
            var tries = triesOfTheDay();
            return !tries.isEmpty() && tries.getLast().isCallBack();
        }

        private List<CallFacts.Try> triesOfTheDay() {
            return call.tries().stream().filter(it -> day.contains(it.at())).toList();
        }

        private boolean ended(CallFacts.State state) {
            return call.state() == state && call.endedAt().filter(day::contains).isPresent();
        }

        /** Due until 13 April 24:00 is overdue on the report of 14 April, not on that of the 13th (FU-1). */
        private boolean isOverdue() {
            return call.wasOpenAt(day.ends()) && !call.dueAt().isAfter(day.begins());
        }

        private static void put(Set<Figure> in, Figure figure, boolean counts) {
            if (counts) {
                in.add(figure);
            }
        }
    }
}
