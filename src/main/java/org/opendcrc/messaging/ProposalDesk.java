package org.opendcrc.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.messaging.TemplateDesk.Draft;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where clerks propose wordings and the CRC manager approves them. No text is written from a proposal before. */
@Service
@Transactional
public class ProposalDesk {

    private static final Duration SHOWN_FOR = Duration.ofDays(30);
    private static final int MOST = 50;
    private static final int LONGEST_NOTE = 200;

    private final Proposals proposals;
    private final TemplateDesk desk;
    private final ApplicationEventPublisher events;

    ProposalDesk(Proposals proposals, TemplateDesk desk, ApplicationEventPublisher events) {
        this.proposals = proposals;
        this.desk = desk;
        this.events = events;
    }

    /** What became of a decision. */
    public sealed interface Decided {

        record Done() implements Decided {}

        /** Somebody has decided already. */
        record TooLate() implements Decided {}

        /** It can not become a version: the template has changed since, or does not fit any more. */
        record NotTaken(TemplateSaved.Refusal why) implements Decided {}
    }

    /**
     * Proposes a wording; one that could not be saved is not taken either.
     *
     * @param key of the template that it would change; empty for a new one
     * @throws org.opendcrc.shared.NotFound if there is none of that key
     */
    public TemplateSaved propose(Actor actor, Optional<String> key, Draft draft, Instant now) {
        actor.require(UseCase.PROPOSE_TEXT_TEMPLATES);
        var present = key.map(it -> desk.versions(actor, it).getFirst());
        var wanted = present.map(it -> TemplateDesk.drafted(it, draft))
                .orElseGet(
                        () -> TemplateDesk.drafted(TemplateDesk.blank(), draft).called(Template.OWN + Ids.next()));
        if (present.filter(it -> it.version() != draft.version()).isPresent()) {
            return new TemplateSaved.Refused(
                    new TemplateSaved.Refusal.ChangedMeanwhile(present.get().version()));
        }
        var refusal = desk.refusal(actor, wanted);
        if (refusal.isPresent()) {
            return new TemplateSaved.Refused(refusal.get());
        }
        var id = Ids.next();
        proposals.add(actor.dealerId(), id, wanted, actor.staffId(), now);
        told(actor, now, "template-proposed", id, wanted);
        return new TemplateSaved.Kept(wanted.key(), wanted.version());
    }

    /** Those that wait for the manager, and what became of those of the last thirty days. */
    @Transactional(readOnly = true)
    public List<Proposal> list(Actor actor, Instant now) {
        actor.require(UseCase.READ_TEXTS);
        return proposals.list(actor.dealerId(), now.minus(SHOWN_FOR), MOST);
    }

    /**
     * The manager decides; what he approves is a further version at once.
     *
     * @param note what he says to it; may be empty
     */
    public Decided decide(Actor actor, UUID id, boolean approved, String note, Instant now) {
        actor.require(UseCase.MANAGE_TEXT_TEMPLATES);
        var wanted = proposals.hold(actor.dealerId(), id);
        if (wanted.isEmpty()) {
            return new Decided.TooLate();
        }
        if (approved && desk.adopt(actor, wanted.get(), now) instanceof TemplateSaved.Refused(var why)) {
            return new Decided.NotTaken(why);
        }
        proposals.decide(
                actor.dealerId(),
                id,
                approved ? Proposal.State.APPROVED : Proposal.State.REFUSED,
                Optional.of(note.strip())
                        .filter(it -> !it.isEmpty())
                        .map(it -> it.substring(0, Math.min(it.length(), LONGEST_NOTE))),
                actor.staffId(),
                now);
        told(actor, now, approved ? "template-approved" : "template-refused", id, wanted.get());
        return new Decided.Done();
    }

    private void told(Actor actor, Instant now, String action, UUID id, Template it) {
        events.publishEvent(Audited.by(
                actor, now, action, "template-proposal", id, Map.of("template", it.key(), "name", it.name())));
        events.publishEvent(new Changed(actor.dealerId(), "texts"));
    }
}
