package org.opendcrc.followups;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.calendar.Dayparts;
import org.opendcrc.organisation.Settings;
import org.opendcrc.questionnaires.OpeningWords;
import org.opendcrc.questionnaires.Questionnaire;
import org.opendcrc.questionnaires.Questionnaires;
import org.opendcrc.questionnaires.ResponseView;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The queue and its calls, to be looked at. Only of stores in which the person may see the queue. */
@Service
@Transactional(readOnly = true)
public class FollowUpFiles {

    private final FollowUpReader reader;
    private final Questionnaires questionnaires;
    private final CallQuestions questions;
    private final Settings settings;

    FollowUpFiles(FollowUpReader reader, Questionnaires questionnaires, CallQuestions questions, Settings settings) {
        this.questions = questions;
        this.settings = settings;
        this.reader = reader;
        this.questionnaires = questionnaires;
    }

    /**
     * What a clerk needs while he talks.
     *
     * @param required how many failed attempts end it (FU-7)
     * @param script which script is read: 1 up to the store's mileage, else 2 (FU-20)
     * @param daypart the present one, if any
     * @param dayparts where the store's dayparts lie
     * @param ifMissed what it would come to if nobody answered now (FU-7)
     * @param opening the store's own words to begin with, see {@link OpeningWords}; empty for those of the questionnaire or the house
     * @param questionnaire the version with which it is made: what was shown to the clerk before, else the present one
     */
    public record Call(
            CallFile file,
            int required,
            int script,
            Optional<Daypart> daypart,
            Dayparts dayparts,
            IfMissed ifMissed,
            Optional<String> opening,
            Questionnaire questionnaire) {}

    /** A call with what was answered in it, if somebody answered. */
    public record Finished(CallFile file, Optional<ResponseView> response) {}

    /**
     * A piece of a list.
     *
     * @param rows at most so many
     * @throws org.opendcrc.shared.NotAllowed if he may see the queue nowhere, or not in the filter's store
     */
    public QueueList list(Actor actor, QueueFilter filter, QueuePlace place, int rows, Instant now) {
        var sight = Sight.of(actor, UseCase.OPEN_FOLLOW_UPS, filter.store());
        return list(sight, filter, days(sight, filter), place, rows, now);
    }

    /** A list and what stands around it. */
    public record Desk(QueueList list, QueueSides sides) {}

    /**
     * A piece of a list, with the other lists and whom one can choose.
     *
     * @throws org.opendcrc.shared.NotAllowed if he may see the queue nowhere, or not in the filter's store
     */
    public Desk desk(Actor actor, QueueFilter filter, QueuePlace place, int rows, Instant now) {
        var sight = Sight.of(actor, UseCase.OPEN_FOLLOW_UPS, filter.store());
        var days = days(sight);
        return new Desk(list(sight, filter, days, place, rows, now), reader.sides(sight, days, now));
    }

    private QueueList list(Sight sight, QueueFilter filter, int[] days, QueuePlace place, int rows, Instant now) {
        var found = reader.lines(sight, filter, days, place, rows + 1, now);
        var more = found.size() > rows;
        var back = place instanceof QueuePlace.Before;
        // Of a piece read backwards the row too many is the first one.
        var shown = !more ? found : back ? found.subList(1, found.size()) : found.subList(0, rows);
        var before = back ? more : place instanceof QueuePlace.After;
        var after = back || more;
        return new QueueList(
                shown,
                before && !shown.isEmpty()
                        ? Optional.of(FollowUpReader.key(shown.getFirst(), filter.sorted()))
                        : Optional.empty(),
                after && !shown.isEmpty()
                        ? Optional.of(FollowUpReader.key(shown.getLast(), filter.sorted()))
                        : Optional.empty());
    }

    /** Those tasks, as far as he may see them, as one piece. */
    public QueueList chosen(Actor actor, List<UUID> tasks, Instant now) {
        var sight = Sight.of(actor, UseCase.OPEN_FOLLOW_UPS, Optional.empty());
        return new QueueList(
                tasks.isEmpty() ? List.of() : reader.tasks(sight, tasks, now), Optional.empty(), Optional.empty());
    }

    private int[] days(Sight sight, QueueFilter filter) {
        return filter.isOfTheDay() ? days(sight) : new int[sight.stores().length];
    }

    /** FU-3: how many days ago, for each store. */
    private int[] days(Sight sight) {
        var set = settings.ofAll(List.of(sight.stores()));
        return Stream.of(sight.stores())
                .mapToInt(it -> set.apply(it).number(FollowUpSettings.DEFAULT_VIEW_DAYS))
                .toArray();
    }

    /**
     * How many rows each list has, in one statement. Which day the list of a day begins with hangs on a setting that is not read for this:
     * its number is that of today.
     *
     * @throws org.opendcrc.shared.NotAllowed if he may see the queue nowhere, or not in that store
     */
    public QueueCounts counts(Actor actor, Optional<UUID> store, Instant now) {
        var sight = Sight.of(actor, UseCase.OPEN_FOLLOW_UPS, store);
        return reader.sides(sight, new int[sight.stores().length], now).counts();
    }

    /**
     * The call of a task.
     *
     * @throws NotFound if there is no such task in a store whose queue he may see
     */
    public Call call(Actor actor, UUID task, Instant now) {
        return call(actor, task, Optional.empty(), now);
    }

    /**
     * The call of a task with the version of the questionnaire that the clerk has before him; without one, that of his draft.
     *
     * @throws NotFound if there is no such task in a store whose queue he may see
     */
    public Call call(Actor actor, UUID task, Optional<UUID> shown, Instant now) {
        var file = file(actor, task, now);
        var set = settings.of(file.storeId());
        var rules = Policies.of(set, file.zone());
        var kind = CallKind.shownAs(file.order().kind());
        var policy = rules.of(kind);
        return new Call(
                file,
                policy.required(),
                rules.scriptFor(file.order().mileageKm()),
                rules.dayparts().at(now.atZone(file.zone()).toLocalTime()),
                rules.dayparts(),
                new CountedTries(file.attempts(), file.daypartsUsed(), file.countedOn())
                        .ifMissed(now.atZone(file.zone()), rules.dayparts(), policy),
                CallPolicySettings.opening(kind, set),
                questions.of(file, shown.or(() -> file.around().draft().flatMap(CallFile.Draft::questionnaire))));
    }

    /**
     * A task with what came of it.
     *
     * @throws NotFound if there is no such task in a store whose queue he may see
     */
    public Finished finished(Actor actor, UUID task, Instant now) {
        return new Finished(file(actor, task, now), questionnaires.of(task));
    }

    private CallFile file(Actor actor, UUID task, Instant now) {
        return reader.file(Sight.of(actor, UseCase.OPEN_FOLLOW_UPS, Optional.empty()), task, now)
                .orElseThrow(() -> new NotFound("follow-up " + task));
    }
}
