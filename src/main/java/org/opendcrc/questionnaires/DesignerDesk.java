package org.opendcrc.questionnaires;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where the CRC manager designs what is asked 问卷设计: drafts are written until they are published, versions never change. Whoever works
 * with answers may look.
 */
@Service
@Transactional
public class DesignerDesk {

    private final Designing designing;
    private final QuestionnaireTables tables;
    private final ApplicationEventPublisher events;

    DesignerDesk(Designing designing, QuestionnaireTables tables, ApplicationEventPublisher events) {
        this.designing = designing;
        this.tables = tables;
        this.events = events;
    }

    /** All questionnaires of the dealer: versions by code and variant, the newest first, and what is being designed. */
    public record Overview(List<DesignedVersion> versions, List<Draft> drafts) {}

    @Transactional(readOnly = true)
    public Overview overview(Actor actor) {
        actor.require(UseCase.READ_QUESTIONNAIRES);
        return new Overview(designing.versions(actor.dealerId()), designing.drafts(actor.dealerId()));
    }

    /** The versions of one questionnaire, the newest first; none where it was never published. */
    @Transactional(readOnly = true)
    public List<DesignedVersion> overview(Actor actor, String code, String variant) {
        actor.require(UseCase.READ_QUESTIONNAIRES);
        return designing.versions(actor.dealerId()).stream()
                .filter(it -> it.code().equals(code) && it.variant().equals(variant))
                .toList();
    }

    /**
     * A published version with its questions.
     *
     * @throws NotFound if there is none of that identifier
     */
    @Transactional(readOnly = true)
    public Questionnaire version(Actor actor, UUID id) {
        actor.require(UseCase.READ_QUESTIONNAIRES);
        return find(actor, id);
    }

    private Questionnaire find(Actor actor, UUID id) {
        return tables.all(actor.dealerId(), List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("questionnaire " + id));
    }

    /**
     * Published versions with their questions, by identifier; one statement.
     */
    @Transactional(readOnly = true)
    public Map<UUID, Questionnaire> versions(Actor actor, List<UUID> ids) {
        actor.require(UseCase.READ_QUESTIONNAIRES);
        return tables.all(actor.dealerId(), ids).stream().collect(Collectors.toMap(Questionnaire::id, it -> it));
    }

    /** What the later of two versions says differently. */
    public static List<Sentence> differences(Questionnaire before, Questionnaire after, Locale language) {
        return Differences.between(before, after, language);
    }

    /**
     * What stands around a draft.
     *
     * @param before the version that calls are made with now, in its place
     * @param objections what keeps it from being published
     * @param brands what the dealer's stores sell
     */
    public record Setting(Optional<Questionnaire> before, List<Sentence> objections, List<String> brands) {}

    @Transactional(readOnly = true)
    public Setting setting(Actor actor, Questionnaire draft) {
        actor.require(UseCase.DESIGN_QUESTIONNAIRES);
        var inUse = tables.inUse(actor.dealerId(), draft.code(), Optional.empty());
        return new Setting(
                inUse.stream()
                        .filter(it -> it.variant().equals(draft.variant()))
                        .findFirst(),
                Publishing.objections(draft, inUse),
                designing.brands(actor.dealerId()));
    }

    /**
     * The draft of a questionnaire.
     *
     * @throws NotFound if nothing is being designed there
     */
    @Transactional(readOnly = true)
    public Draft draft(Actor actor, String code, String variant) {
        actor.require(UseCase.DESIGN_QUESTIONNAIRES);
        return designing
                .draft(actor.dealerId(), code, variant)
                .orElseThrow(() -> new NotFound("draft of " + code + " " + variant));
    }

    /**
     * Begins the next version as a copy of the newest one; the draft that is there stays as it is.
     *
     * @throws NotFound if there is no such questionnaire
     */
    public void begin(Actor actor, String code, String variant, Instant now) {
        actor.require(UseCase.DESIGN_QUESTIONNAIRES);
        var newest = newest(actor, code, variant).orElseThrow(() -> new NotFound("questionnaire " + code));
        var copy = find(actor, newest.id());
        if (designing.begin(actor.dealerId(), next(copy, copy.variant(), copy.version() + 1), actor.staffId(), now)) {
            audit(actor, now, "questionnaire-drafted", copy, Map.of("version", Integer.toString(copy.version() + 1)));
        }
    }

    /**
     * Begins one more questionnaire for a kind of call, as a copy of the one for every call; who designs it says for which calls it is
     * meant.
     *
     * @return its variant
     * @throws NotFound if there is no such kind of call
     */
    public String beginAnother(Actor actor, String code, Instant now) {
        actor.require(UseCase.DESIGN_QUESTIONNAIRES);
        designing.takeTurns(actor.dealerId());
        var general = Choosing.of(tables.inUse(actor.dealerId(), code, Optional.empty()), CallFacts.NONE)
                .orElseThrow(() -> new NotFound("questionnaire " + code));
        var taken = new HashSet<String>();
        overview(actor).versions().forEach(it -> taken.add(it.code() + "/" + it.variant()));
        overview(actor)
                .drafts()
                .forEach(
                        it -> taken.add(it.content().code() + "/" + it.content().variant()));
        var variant = Stream.iterate(2, it -> it + 1)
                .map(it -> "q" + it)
                .filter(it -> !taken.contains(code + "/" + it))
                .findFirst()
                .orElseThrow();
        var copy = next(general, variant, 1);
        designing.begin(actor.dealerId(), copy, actor.staffId(), now);
        audit(actor, now, "questionnaire-drafted", copy, Map.of("version", "1"));
        return variant;
    }

    private static Questionnaire next(Questionnaire it, String variant, int version) {
        return new Questionnaire(
                Ids.next(),
                it.code(),
                variant,
                version,
                it.name(),
                it.validity(),
                it.opening(),
                it.closing(),
                it.questions());
    }

    private Optional<DesignedVersion> newest(Actor actor, String code, String variant) {
        return designing.versions(actor.dealerId()).stream()
                .filter(it -> it.code().equals(code) && it.variant().equals(variant))
                .findFirst();
    }

    /**
     * Keeps a draft as it was typed, finished or not.
     *
     * @param edition the one that he had before him
     * @throws NotFound if nothing is being designed there
     */
    public Design save(Actor actor, Questionnaire content, int edition, Instant now) {
        actor.require(UseCase.DESIGN_QUESTIONNAIRES);
        var there = draft(actor, content.code(), content.variant());
        var kept = next(content, content.variant(), there.content().version());
        return designing.save(actor.dealerId(), kept, edition, actor.staffId(), now)
                ? new Design.Saved(new Draft(edition + 1, kept, now, actor.name()))
                : changed(actor, content);
    }

    private Design changed(Actor actor, Questionnaire content) {
        var there = draft(actor, content.code(), content.variant());
        return new Design.ChangedMeanwhile(there.edition(), there.changedBy(), there.changedAt());
    }

    /**
     * Makes a draft the version with which calls are made from now on. What is open keeps the version that it shows.
     *
     * @throws NotFound if nothing is being designed there
     */
    public Design publish(Actor actor, String code, String variant, int edition, Instant now) {
        actor.require(UseCase.DESIGN_QUESTIONNAIRES);
        designing.takeTurns(actor.dealerId());
        var draft = draft(actor, code, variant);
        if (draft.edition() != edition) {
            return new Design.ChangedMeanwhile(draft.edition(), draft.changedBy(), draft.changedAt());
        }
        var why = Publishing.objections(draft.content(), tables.inUse(actor.dealerId(), code, Optional.empty()));
        if (!why.isEmpty()) {
            return new Design.Refused(why);
        }
        var before = newest(actor, code, variant);
        var version = next(
                draft.content(), variant, before.map(it -> it.version() + 1).orElse(1));
        if (!tables.addNew(actor.dealerId(), List.of(version), Optional.of(actor.staffId()), now)
                || !designing.remove(actor.dealerId(), code, variant, edition)) {
            throw new IllegalStateException("published twice: " + code + " " + variant);
        }
        audit(
                actor,
                now,
                "questionnaire-published",
                version,
                Map.of(
                        "version", Integer.toString(version.version()),
                        "questions", Integer.toString(version.questions().size()),
                        "points", Integer.toString(version.possible())));
        return new Design.Published(version.version());
    }

    /**
     * Throws a draft away.
     *
     * @throws NotFound if nothing is being designed there
     */
    public Design discard(Actor actor, String code, String variant, int edition, Instant now) {
        var draft = draft(actor, code, variant);
        if (!designing.remove(actor.dealerId(), code, variant, edition)) {
            return changed(actor, draft.content());
        }
        audit(actor, now, "questionnaire-discarded", draft.content(), Map.of());
        return new Design.Gone();
    }

    /**
     * Takes a questionnaire out of use; calls that it was meant for are made with the next one that is meant for them.
     *
     * @throws NotFound if that version is not in use
     */
    public Design withdraw(Actor actor, UUID id, Instant now) {
        actor.require(UseCase.DESIGN_QUESTIONNAIRES);
        designing.takeTurns(actor.dealerId());
        var it = find(actor, id);
        var inUse = tables.inUse(actor.dealerId(), it.code(), Optional.empty());
        if (inUse.stream().noneMatch(one -> one.id().equals(id))) {
            throw new NotFound("questionnaire in use " + id);
        }
        var why = Publishing.keeps(it, inUse);
        if (why.isPresent()) {
            return new Design.Refused(List.of(why.get()));
        }
        designing.withdraw(actor.dealerId(), id, actor.staffId(), now);
        audit(actor, now, "questionnaire-withdrawn", it, Map.of("version", Integer.toString(it.version())));
        return new Design.Gone();
    }

    private void audit(Actor actor, Instant now, String action, Questionnaire it, Map<String, String> after) {
        events.publishEvent(Audited.by(
                actor,
                now,
                action,
                "questionnaire",
                it.code() + "/" + it.variant(),
                Stream.concat(
                                after.entrySet().stream(),
                                Stream.of(Map.entry("name", it.name().zh())))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }
}
