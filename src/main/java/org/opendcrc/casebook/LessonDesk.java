package org.opendcrc.casebook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the house learns from complaints: measures with somebody responsible and a day, training that is looked at again, experience (CP-25, CP-32). */
@Service
@Transactional
public class LessonDesk {

    private static final int LONGEST = 4_000;

    private final Lessons lessons;
    private final Stores stores;
    private final ApplicationEventPublisher events;

    LessonDesk(Lessons lessons, Stores stores, ApplicationEventPublisher events) {
        this.lessons = lessons;
        this.stores = stores;
        this.events = events;
    }

    /** Somebody of a store. */
    public record Somebody(UUID id, String name, UUID storeId, String store) {}

    public record NewMeasure(
            UUID store,
            Optional<UUID> complaint,
            Optional<String> about,
            String words,
            UUID responsible,
            LocalDate dueOn) {}

    public record NewTraining(
            UUID store, String topic, String content, LocalDate heldOn, String who, LocalDate lookOn) {}

    public record NewExperience(UUID store, Optional<UUID> complaint, String question, String answer) {}

    /** The open ones first, by their day. */
    @Transactional(readOnly = true)
    public List<Measure> measures(Actor actor, Optional<UUID> store, boolean openOnly, int limit) {
        actor.require(UseCase.READ_CASE_FIGURES);
        return lessons.measures(actor.dealerId(), scope(actor, store), Optional.empty(), openOnly, limit);
    }

    /** Those that are still to be looked at first, by their day. */
    @Transactional(readOnly = true)
    public List<Training> trainings(Actor actor, Optional<UUID> store, int limit) {
        actor.require(UseCase.READ_CASE_FIGURES);
        return lessons.trainings(actor.dealerId(), scope(actor, store), limit);
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    public List<Experience> experience(Actor actor, Optional<UUID> store, int limit) {
        actor.require(UseCase.READ_CASE_FIGURES);
        return lessons.experience(actor.dealerId(), scope(actor, store), limit);
    }

    /** Who can be held to a measure of these stores. */
    @Transactional(readOnly = true)
    public List<Somebody> people(Actor actor, Optional<UUID> store) {
        actor.require(UseCase.READ_CASE_FIGURES);
        return lessons.people(actor.dealerId(), scope(actor, store));
    }

    public Learnt measure(Actor actor, NewMeasure it, Instant now) {
        actor.require(UseCase.MANAGE_MEASURES, it.store());
        var refusal = refusal(it.words());
        if (refusal.isPresent()) {
            return new Learnt.Refused(refusal.get());
        }
        if (lessons.people(actor.dealerId(), List.of(it.store())).stream()
                .noneMatch(who -> who.id().equals(it.responsible()))) {
            return new Learnt.Refused(Learnt.Refusal.NOT_OF_THIS_STORE);
        }
        var id = Ids.next();
        lessons.add(actor.dealerId(), id, it, actor.staffId(), now);
        return written(
                actor,
                now,
                "casebook.measure-taken",
                id,
                Map.of("due_on", it.dueOn().toString()));
    }

    /** It is done, or given up; with what came of it. */
    public Learnt closeMeasure(Actor actor, UUID measure, boolean done, String outcome, int version, Instant now) {
        var locked = locked(actor, lessons.lockMeasure(actor.dealerId(), measure), measure, version);
        var refusal = locked.closed() ? Optional.of(Learnt.Refusal.CLOSED) : refusal(outcome);
        if (refusal.isPresent()) {
            return new Learnt.Refused(refusal.get());
        }
        var state = done ? Measure.State.DONE : Measure.State.DROPPED;
        lessons.close(actor.dealerId(), measure, state, outcome.strip(), actor.staffId(), now);
        return written(actor, now, "casebook.measure-closed", measure, Map.of("state", state.name()));
    }

    public Learnt training(Actor actor, NewTraining it, Instant now) {
        actor.require(UseCase.MANAGE_MEASURES, it.store());
        var refusal = refusal(it.topic(), it.content(), it.who());
        if (refusal.isPresent()) {
            return new Learnt.Refused(refusal.get());
        }
        if (it.heldOn().isAfter(now.atZone(stores.get(it.store()).zone()).toLocalDate())) {
            return new Learnt.Refused(Learnt.Refusal.IN_THE_FUTURE);
        }
        if (it.lookOn().isBefore(it.heldOn())) {
            return new Learnt.Refused(Learnt.Refusal.LOOKED_BEFORE_HELD);
        }
        var id = Ids.next();
        lessons.add(actor.dealerId(), id, it, actor.staffId(), now);
        return written(
                actor,
                now,
                "casebook.training-held",
                id,
                Map.of("topic", it.topic().strip()));
    }

    /** Somebody looked whether it helped. */
    public Learnt look(Actor actor, UUID training, boolean helped, String result, int version, Instant now) {
        var locked = locked(actor, lessons.lockTraining(actor.dealerId(), training), training, version);
        var refusal = locked.closed() ? Optional.of(Learnt.Refusal.CLOSED) : refusal(result);
        if (refusal.isPresent()) {
            return new Learnt.Refused(refusal.get());
        }
        lessons.look(actor.dealerId(), training, helped, result.strip(), actor.staffId(), now);
        return written(actor, now, "casebook.training-looked", training, Map.of("helped", Boolean.toString(helped)));
    }

    public Learnt experience(Actor actor, NewExperience it, Instant now) {
        actor.require(UseCase.MANAGE_MEASURES, it.store());
        var refusal = refusal(it.question(), it.answer());
        if (refusal.isPresent()) {
            return new Learnt.Refused(refusal.get());
        }
        var id = Ids.next();
        lessons.add(actor.dealerId(), id, it, actor.staffId(), now);
        return written(
                actor,
                now,
                "casebook.experience-drafted",
                id,
                Map.of("question", it.question().strip()));
    }

    private static Optional<Learnt.Refusal> refusal(String... texts) {
        if (Stream.of(texts).anyMatch(String::isBlank)) {
            return Optional.of(Learnt.Refusal.NOTHING_WRITTEN);
        }
        return Stream.of(texts).anyMatch(it -> it.length() > LONGEST)
                ? Optional.of(Learnt.Refusal.TOO_LONG)
                : Optional.empty();
    }

    private static Lessons.Locked locked(Actor actor, Optional<Lessons.Locked> found, UUID id, int version) {
        var locked = found.filter(it -> actor.may(UseCase.READ_CASE_FIGURES, it.store()))
                .orElseThrow(() -> new NotFound("lesson " + id));
        actor.require(UseCase.MANAGE_MEASURES, locked.store());
        if (locked.version() != version) {
            throw PaperDesk.stale();
        }
        return locked;
    }

    private static List<UUID> scope(Actor actor, Optional<UUID> store) {
        return actor.storesFor(UseCase.READ_CASE_FIGURES).stream()
                .filter(it -> store.isEmpty() || store.get().equals(it))
                .toList();
    }

    private Learnt written(Actor actor, Instant now, String action, UUID id, Map<String, String> after) {
        events.publishEvent(Audited.by(actor, now, action, "lesson", id, after));
        events.publishEvent(new Changed(actor.dealerId(), PaperDesk.TOPIC));
        return new Learnt.Written(id);
    }
}
