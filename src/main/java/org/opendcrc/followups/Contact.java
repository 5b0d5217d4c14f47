package org.opendcrc.followups;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.followups.Recorded.Answered;
import org.opendcrc.followups.Recorded.CallBackAgreed;
import org.opendcrc.followups.Recorded.EndsInLetter;
import org.opendcrc.followups.Recorded.EndsInText;
import org.opendcrc.followups.Recorded.GivenUp;
import org.opendcrc.followups.Recorded.NeedsAnotherCall;
import org.opendcrc.followups.Recorded.NextNumber;
import org.opendcrc.followups.Recorded.NoNumberLeft;
import org.opendcrc.followups.Recorded.Told;
import org.opendcrc.followups.Refusal.AlreadyFinished;
import org.opendcrc.followups.Refusal.AnotherAnswer;
import org.opendcrc.followups.Refusal.CallBackNotAhead;
import org.opendcrc.followups.Refusal.CallInFuture;
import org.opendcrc.followups.Refusal.CallTooEarly;
import org.opendcrc.followups.Refusal.CallsAreAllowed;
import org.opendcrc.followups.Refusal.HeldBy;
import org.opendcrc.followups.Refusal.NoSuchNumber;
import org.opendcrc.followups.Refusal.NotYetDue;
import org.opendcrc.followups.Refusal.SomebodyElseMustCall;
import org.opendcrc.followups.Refusal.TooFewAttempts;

/**
 * What one call would serve: one car of one customer in one store, or the customer himself, with all calls owed for it. The boundary inside which no two
 * clerks work at once and no attempt counts twice. Immutable: each decision returns the contact as it is afterwards.
 *
 * @param textOnly the customer does not want calls, but for those that he expects (FU-14)
 * @param promisedAt when he asked to be called, if he did
 * @param notBefore the queue does not offer it earlier
 * @param goodNumbers his numbers that are not known to be wrong, the one to be called first at the front, E.164
 * @param tasks the open ones, and those that the clerk asked for though they are finished
 */
record Contact(
        UUID id,
        StoreRules rules,
        boolean textOnly,
        Optional<Claim> claim,
        Optional<Instant> promisedAt,
        Optional<Instant> notBefore,
        List<String> goodNumbers,
        List<OwedCall> tasks) {

    /** A clerk has it open until then, that moment not included. */
    record Claim(UUID staff, String name, Instant until) {}

    /** Who records, under which identifier, and when. */
    record Recording(UUID attemptId, UUID staff, Instant now) {}

    /** What the contact decided. */
    sealed interface Decision {

        /**
         * It goes on.
         *
         * @param attempt the call to be kept, none where nobody called
         * @param texts the tasks for which a text is to be written; those that ended as unreached beside them are owed a letter
         */
        record Decided(Contact after, Recorded answer, Optional<Attempt> attempt, List<UUID> texts)
                implements Decision {}

        record Refused(Refusal why) implements Decision {}
    }

    /** Calls at an hour first: the others can wait, and are made in the same call. */
    static final Comparator<OwedCall> EARLIEST_DUE = Comparator.comparing(
                    (OwedCall it) -> !it.kind().isAtAnHour())
            .thenComparing(it -> it.window().due())
            .thenComparing(it -> it.id().toString());

    Contact {
        goodNumbers = List.copyOf(goodNumbers);
        tasks = List.copyOf(tasks);
    }

    /** The task that a call of that person is made for now: the one that is due first among those whose window has begun. */
    Optional<OwedCall> calledAt(Instant now, UUID staff) {
        return servedAt(now, staff).min(EARLIEST_DUE);
    }

    /** How long a clerk holds it who opens it for that task. */
    Duration claimLength(UUID task) {
        return policy(task(task)).claim();
    }

    /** Why a clerk cannot open it for that task now, if so. */
    Optional<Refusal> obstacleToClaim(UUID task, UUID staff, Instant now) {
        return obstacle(task, staff, now, now);
    }

    /**
     * Records a call that led to no answers.
     *
     * @param outcome anything but {@link AttemptOutcome#CONNECTED}
     * @param at when it was made
     * @param callBackAt when the customer wants to be called, for {@link AttemptOutcome#INCONVENIENT}
     * @param phone which number is wrong, for {@link AttemptOutcome#WRONG_NUMBER}; the first good one if nobody says
     */
    Decision attempt(
            UUID task,
            AttemptOutcome outcome,
            Instant at,
            Optional<Instant> callBackAt,
            Optional<String> phone,
            Recording by) {
        var obstacle = obstacle(task, by.staff(), at, by.now());
        if (obstacle.isPresent()) {
            return new Decision.Refused(obstacle.get());
        }
        var called = task(task);
        return switch (outcome) {
            case NO_ANSWER, BUSY, SWITCHED_OFF, OUT_OF_AREA, REJECTED -> notConnected(called, outcome, at, by);
            case INCONVENIENT -> inconvenient(called, at, callBackAt, by);
            case WRONG_NUMBER -> wrongNumber(called, at, phone, by);
            case CONNECTED -> throw new IllegalArgumentException("a connected call has a result");
        };
    }

    private Decision notConnected(OwedCall called, AttemptOutcome outcome, Instant at, Recording by) {
        var day = LocalDate.ofInstant(at, rules.zone());
        var daypart = daypartOf(at);
        var served = new LinkedHashMap<UUID, Boolean>();
        servedWith(called, at, by.staff()).forEach(it -> served.put(it.id(), it.counts(day, daypart, policy(it))));
        var attempt = new Attempt(by.attemptId(), called.id(), at, day, daypart, outcome, by.staff(), by.now(), served);
        var tried = change(tasks, it -> served.containsKey(it.id()) ? it.missed(day, daypart, policy(it)) : it);

        var ended = giveUp(tried, called.id(), served.keySet(), at);
        var made = find(ended.tasks(), called.id());
        if (!made.isOpen()) {
            return decided(ended, Optional.of(attempt), over(made, linkedTo(called, ended.tasks())), at);
        }
        var next = chanceAfter(ended.tasks(), served.keySet(), at);
        return decided(
                ended,
                Optional.of(attempt),
                new NeedsAnotherCall(
                        served.getOrDefault(called.id(), false),
                        made.attempts(),
                        policy(called).required(),
                        next.orElseThrow(),
                        made.tries().chanceAfter(at.atZone(rules.zone()), rules.dayparts(), policy(called))), // FU-7
                at);
    }

    /** What is left after some tasks ended, and for which of them a text goes. */
    private record Ended(List<OwedCall> tasks, List<UUID> texts) {}

    /**
     * A task with enough counting attempts ends, by the handbook in a text, and the other orders of its visit follow it, so that the text goes out
     * once for the visit (A26). The called task comes first, then the one that is due first.
     */
    private Ended giveUp(List<OwedCall> tried, UUID called, Set<UUID> served, Instant at) {
        var texts = new ArrayList<UUID>();
        var now = tried;
        while (true) {
            var full = now.stream()
                    .filter(it -> it.isOpen()
                            && served.contains(it.id())
                            && it.attempts() >= policy(it).required()) // FU-7, A4
                    .min(Comparator.comparing((OwedCall it) -> !it.id().equals(called))
                            .thenComparing(EARLIEST_DUE));
            if (full.isEmpty()) {
                return new Ended(now, texts);
            }
            var ending = full.get();
            var state = unreached(ending);
            if (state == TaskState.TEXTING) {
                texts.add(ending.id());
            }
            now = followed(change(now, it -> it.id().equals(ending.id()) ? it.with(state) : it), ending, at);
        }
    }

    /** What follows for a task whose customer could not be reached. A text needs a number; without one only a letter is left (A30). */
    private TaskState unreached(OwedCall task) {
        return switch (policy(task).unreached()) {
            case TEXT -> text(task);
            case LETTER -> TaskState.UNREACHED;
            case NOTHING -> TaskState.GIVEN_UP;
        };
    }

    private static Recorded over(OwedCall ended, List<UUID> linked) {
        return switch (ended.state()) {
            case GIVEN_UP -> new GivenUp(ended.attempts(), linked);
            case UNREACHED -> new EndsInLetter(ended.attempts(), linked);
            default -> new EndsInText(ended.attempts(), linked);
        };
    }

    /** An appointment has a number of its own, so that there is always one to write to. */
    private TaskState text(OwedCall task) {
        return goodNumbers.isEmpty() && task.kind().subject() != CallKind.Subject.APPOINTMENT
                ? TaskState.UNREACHED
                : TaskState.TEXTING;
    }

    private Decision inconvenient(OwedCall called, Instant at, Optional<Instant> callBackAt, Recording by) {
        if (callBackAt.isEmpty() || !callBackAt.get().isAfter(by.now())) {
            return new Decision.Refused(new CallBackNotAhead());
        }
        var promised = callBackAt.get();
        return new Decision.Decided(
                with(Optional.empty(), callBackAt, callBackAt, tasks),
                new CallBackAgreed(promised),
                Optional.of(uncounted(called, AttemptOutcome.INCONVENIENT, at, by)),
                List.of());
    }

    private Decision wrongNumber(OwedCall called, Instant at, Optional<String> phone, Recording by) {
        if (phone.isPresent() && !goodNumbers.contains(phone.get())) {
            return new Decision.Refused(new NoSuchNumber(phone.get()));
        }
        var attempt = uncounted(called, AttemptOutcome.WRONG_NUMBER, at, by);
        var wrong = phone.or(() -> goodNumbers.stream().findFirst());
        var left = goodNumbers.stream()
                .filter(it -> !wrong.equals(Optional.of(it)))
                .toList();
        var after = new Contact(id, rules, textOnly, claim, promisedAt, notBefore, left, tasks);
        if (!left.isEmpty()) {
            return new Decision.Decided(after, new NextNumber(left.getFirst()), Optional.of(attempt), List.of());
        }
        var served = attempt.served().keySet();
        var ended = after.followed(
                change(tasks, it -> it.id().equals(called.id()) ? it.with(TaskState.WRONG_NUMBER) : it), called, at);
        ended = change(ended, it -> it.isOpen() && served.contains(it.id()) ? it.with(TaskState.WRONG_NUMBER) : it);
        return new Decision.Decided(
                after.with(Optional.empty(), Optional.empty(), Optional.empty(), ended),
                new NoNumberLeft(),
                Optional.of(attempt),
                List.of());
    }

    /**
     * Records that the customer answered. The other open tasks of the same visit are done with it, whether their window has begun
     * or not; they are compared with the called one only, so that no chain of visits grows.
     * The complaint of a dissatisfied customer is not the contact's matter.
     */
    Decision answered(UUID task, CallOutcome outcome, Instant at, Recording by) {
        var obstacle = obstacle(task, by.staff(), at, by.now());
        if (obstacle.isPresent()) {
            return new Decision.Refused(obstacle.get());
        }
        var called = task(task);
        if (!called.kind().answers().isEmpty()) {
            return new Decision.Refused(new AnotherAnswer(called.kind()));
        }
        var state = switch (outcome) {
            case SATISFIED -> TaskState.SUCCESS_SATISFIED;
            case DISSATISFIED -> TaskState.SUCCESS_DISSATISFIED; // FU-9: a success as well
        };
        var ended =
                followed(change(tasks, it -> it.id().equals(called.id()) ? it.with(state) : it), called, at); // FU-11
        // What is still owed can be asked in the same call, so he keeps the contact.
        var more = ended.stream()
                .anyMatch(
                        it -> it.isOpen() && it.isFor(by.staff()) && it.window().hasBegunAt(by.now()));
        return new Decision.Decided(
                with(more ? claim : Optional.empty(), Optional.empty(), Optional.empty(), ended),
                new Answered(outcome, linkedTo(called, ended), Optional.empty()),
                Optional.of(uncounted(called, AttemptOutcome.CONNECTED, at, by)),
                List.of());
    }

    /** Records what the customer answered where no questionnaire asks; the answer itself is not the contact's matter. */
    Decision told(UUID task, AnswerKind answer, Instant at, Recording by) {
        var obstacle = obstacle(task, by.staff(), at, by.now());
        if (obstacle.isPresent()) {
            return new Decision.Refused(obstacle.get());
        }
        var called = task(task);
        if (!called.kind().answers().contains(answer)) {
            return new Decision.Refused(new AnotherAnswer(called.kind()));
        }
        var ended = followed(
                change(tasks, it -> it.id().equals(called.id()) ? it.with(TaskState.ANSWERED) : it), called, at);
        var more = ended.stream()
                .anyMatch(
                        it -> it.isOpen() && it.isFor(by.staff()) && it.window().hasBegunAt(by.now()));
        return new Decision.Decided(
                with(more ? claim : Optional.empty(), Optional.empty(), Optional.empty(), ended),
                new Told(answer, linkedTo(called, ended), Optional.empty(), Optional.empty()),
                Optional.of(uncounted(called, AttemptOutcome.CONNECTED, at, by)),
                List.of());
    }

    /** Sends a text instead of calling a customer who does not want calls (FU-14, A19). */
    Decision textInstead(UUID task, Recording by) {
        var obstacle = obstacle(task, by.staff(), by.now(), by.now());
        if (obstacle.isPresent()) {
            return new Decision.Refused(obstacle.get());
        }
        if (!textOnly || task(task).kind().isMadeDespiteDnd()) {
            return new Decision.Refused(new CallsAreAllowed()); // FU-14
        }
        return ended(task(task), text(task(task)), by);
    }

    /** Gives the customer up: a text goes instead of further calls. */
    Decision closeAsUnreachable(UUID task, Recording by) {
        var obstacle = obstacle(task, by.staff(), by.now(), by.now());
        if (obstacle.isPresent()) {
            return new Decision.Refused(obstacle.get());
        }
        var called = task(task);
        if (called.attempts() < policy(called).required()) {
            return new Decision.Refused(
                    new TooFewAttempts(called.attempts(), policy(called).required())); // FU-7, A4
        }
        return ended(called, unreached(called), by);
    }

    /**
     * Closes an old call by text, when a manager closes a backlog: of somebody who wants no calls (FU-14), after its attempts (FU-7), or when
     * the customer's memory has faded anyway (FU-2).
     */
    Decision closeByText(UUID task, Recording by) {
        var obstacle = obstacle(task, by.staff(), by.now(), by.now());
        if (obstacle.isPresent()) {
            return new Decision.Refused(obstacle.get());
        }
        var called = task(task);
        if (!called.kind().isAboutAVisit()) {
            return new Decision.Refused(new AnotherAnswer(called.kind()));
        }
        var faded = !called.window().fades().isAfter(by.now());
        if (!textOnly && !faded && called.attempts() < policy(called).required()) {
            return new Decision.Refused(
                    new TooFewAttempts(called.attempts(), policy(called).required())); // FU-7
        }
        return ended(called, text(called), by);
    }

    private Decision ended(OwedCall called, TaskState state, Recording by) {
        var over = called.with(state);
        var ended = followed(change(tasks, it -> it.id().equals(called.id()) ? over : it), called, by.now());
        return decided(
                new Ended(ended, state == TaskState.TEXTING ? List.of(called.id()) : List.of()),
                Optional.empty(),
                over(over, linkedTo(called, ended)),
                by.now());
    }

    /** The rules that hold for whatever is recorded, in the order in which a clerk can do something about them. */
    private Optional<Refusal> obstacle(UUID task, UUID staff, Instant at, Instant now) {
        var called = task(task);
        if (!called.isOpen()) {
            return Optional.of(new AlreadyFinished(called.state())); // FU-9
        }
        if (!called.isFor(staff)) {
            return Optional.of(new SomebodyElseMustCall()); // CP-12
        }
        if (!called.window().hasBegunAt(now)) {
            return Optional.of(new NotYetDue(called.window().from())); // FU-15
        }
        var other = claim.filter(it -> !it.staff().equals(staff) && now.isBefore(it.until()));
        if (other.isPresent()) {
            return Optional.of(new HeldBy(other.get().name(), other.get().until()));
        }
        if (at.isAfter(now)) {
            return Optional.of(new CallInFuture());
        }
        if (!called.window().hasBegunAt(at)) {
            return Optional.of(new CallTooEarly(called.window().from()));
        }
        return Optional.empty();
    }

    private static List<UUID> linkedTo(OwedCall called, List<OwedCall> all) {
        return all.stream()
                .filter(it -> it.linkedTo().equals(Optional.of(called.id())))
                .map(OwedCall::id)
                .toList();
    }

    /** The open tasks of the same visit become linked to the called one; of the confirmations those whose hour has come. */
    private List<OwedCall> followed(List<OwedCall> all, OwedCall called, Instant at) {
        return change(
                all,
                it -> !it.id().equals(called.id())
                                && it.isOpen()
                                && it.isOfTheVisitOf(called, rules.linkDays())
                                && (!it.kind().isAtAnHour() || it.window().hasBegunAt(at))
                        ? it.linkedTo(called.id())
                        : it);
    }

    private Attempt uncounted(OwedCall called, AttemptOutcome outcome, Instant at, Recording by) {
        Map<UUID, Boolean> served = new LinkedHashMap<>();
        servedWith(called, at, by.staff()).forEach(it -> served.put(it.id(), false));
        var day = LocalDate.ofInstant(at, rules.zone());
        return new Attempt(by.attemptId(), called.id(), at, day, daypartOf(at), outcome, by.staff(), by.now(), served);
    }

    /** After a failed round: the claim is given back, and a promise that was kept is no longer one. */
    private Decision decided(Ended ended, Optional<Attempt> attempt, Recorded answer, Instant at) {
        var promise = promisedAt.filter(it -> it.isAfter(at));
        var served = attempt.map(it -> it.served().keySet()).orElse(Set.of());
        return new Decision.Decided(
                with(
                        Optional.empty(),
                        promise,
                        promise.isPresent() ? promise : chanceAfter(ended.tasks(), served, at),
                        ended.tasks()),
                answer,
                attempt,
                ended.texts());
    }

    private Optional<Instant> chanceAfter(List<OwedCall> after, Set<UUID> served, Instant at) {
        var moment = at.atZone(rules.zone());
        return after.stream()
                .filter(it -> it.isOpen() && served.contains(it.id()))
                .map(it -> it.tries()
                        .offeredAfter(moment, rules.dayparts(), policy(it))
                        .toInstant()) // FU-26
                .min(Comparator.naturalOrder());
    }

    private CallPolicy policy(OwedCall task) {
        return rules.of(task.kind());
    }

    /** FU-14: a call that is made though the customer wants no others serves only such calls. */
    private Stream<OwedCall> servedWith(OwedCall called, Instant moment, UUID staff) {
        var expected = textOnly && called.kind().isMadeDespiteDnd();
        return servedAt(moment, staff).filter(it -> !expected || it.kind().isMadeDespiteDnd());
    }

    private Stream<OwedCall> servedAt(Instant moment, UUID staff) {
        return tasks.stream()
                .filter(it -> it.isOpen() && it.isFor(staff) && it.window().hasBegunAt(moment));
    }

    private Optional<Daypart> daypartOf(Instant moment) {
        return rules.dayparts().at(moment.atZone(rules.zone()).toLocalTime());
    }

    /** The task with that identifier. */
    OwedCall find(UUID wanted) {
        return find(tasks, wanted);
    }

    private OwedCall task(UUID wanted) {
        return find(tasks, wanted);
    }

    private static OwedCall find(List<OwedCall> all, UUID wanted) {
        return all.stream().filter(it -> it.id().equals(wanted)).findFirst().orElseThrow();
    }

    private static List<OwedCall> change(List<OwedCall> all, UnaryOperator<OwedCall> how) {
        return all.stream().map(how).toList();
    }

    /** The same with other states of some tasks, which only the outside world could tell. */
    Contact withStates(Map<UUID, TaskState> states) {
        return with(
                claim,
                promisedAt,
                notBefore,
                change(tasks, it -> states.containsKey(it.id()) ? it.with(states.get(it.id())) : it));
    }

    private Contact with(
            Optional<Claim> nextClaim, Optional<Instant> promise, Optional<Instant> earliest, List<OwedCall> next) {
        return new Contact(id, rules, textOnly, nextClaim, promise, earliest, goodNumbers, next);
    }
}
