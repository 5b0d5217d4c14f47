package org.opendcrc.followups;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.calendar.Dayparts;
import org.opendcrc.questionnaires.Questionnaire;
import org.opendcrc.questionnaires.Questionnaires;
import org.opendcrc.questionnaires.ResponseView;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.UseCase;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The queue and its calls, to be looked at. Only of stores in which the person may see the queue. */
@Service
@Transactional(readOnly = true)
public class FollowUpFiles {

    private final FollowUpReader reader;
    private final Policies policies;
    private final Questionnaires questionnaires;

    FollowUpFiles(FollowUpReader reader, Policies policies, Questionnaires questionnaires) {
        this.reader = reader;
        this.policies = policies;
        this.questionnaires = questionnaires;
    }

    /**
     * What a clerk needs while he talks.
     *
     * @param required how many failed attempts end it (FU-7)
     * @param script which script is read: 1 up to the store's mileage, else 2 (FU-20)
     * @param daypart the present one, if any
     * @param dayparts where the store's dayparts lie
     */
    public record Call(
            CallFile file,
            int required,
            int script,
            Optional<Daypart> daypart,
            Dayparts dayparts,
            Questionnaire questionnaire) {}

    /** A call with what was answered in it, if somebody answered. */
    public record Finished(CallFile file, Optional<ResponseView> response) {}

    /**
     * A piece of a list.
     *
     * @param store only this one
     * @param after the last row that was shown
     * @throws org.opendcrc.shared.NotAllowed if he may see the queue nowhere, or not in that store
     */
    public QueueList list(
            Actor actor, QueueView view, Optional<UUID> store, Optional<RowKey> after, int rows, Instant now) {
        var stores = stores(actor, store);
        var found = reader.lines(actor.dealerId(), stores, view, after, rows + 1, now);
        var shown = found.subList(0, Math.min(rows, found.size()));
        return new QueueList(
                shown,
                reader.counts(actor.dealerId(), stores, now),
                found.size() > rows ? Optional.of(FollowUpReader.key(shown.getLast(), view)) : Optional.empty());
    }

    /**
     * The call of a task.
     *
     * @throws NotFound if there is no such task in a store whose queue he may see
     */
    public Call call(Actor actor, UUID task, Instant now) {
        var file = file(actor, task, now);
        var rules = policies.of(file.storeId(), file.zone());
        return new Call(
                file,
                rules.of(CallKind.shownAs(file.order().kind())).required(),
                rules.scriptFor(file.order().mileageKm()),
                rules.dayparts().at(now.atZone(file.zone()).toLocalTime()),
                rules.dayparts(),
                questionnaires.current(Questionnaire.SERVICE));
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
        return reader.file(actor.dealerId(), task, stores(actor, Optional.empty()), actor.staffId(), now)
                .orElseThrow(() -> new NotFound("follow-up " + task));
    }

    private static List<UUID> stores(Actor actor, Optional<UUID> only) {
        if (only.isPresent()) {
            actor.require(UseCase.READ_FOLLOW_UPS, only.get());
            return List.of(only.get());
        }
        actor.require(UseCase.READ_FOLLOW_UPS);
        return actor.storesFor(UseCase.READ_FOLLOW_UPS);
    }
}
