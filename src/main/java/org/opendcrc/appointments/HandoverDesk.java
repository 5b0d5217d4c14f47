package org.opendcrc.appointments;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way of a form on screen (AP-19): booked, it lies with the service manager; he hands copies 2 to 4 on to advisor, parts and workshop,
 * and each says that he has read his. The first copy is the centre's own.
 */
@Service
@Transactional
public class HandoverDesk {

    private final Preparations preparations;
    private final ApplicationEventPublisher events;

    HandoverDesk(Preparations preparations, ApplicationEventPublisher events) {
        this.preparations = preparations;
        this.events = events;
    }

    /**
     * Hands copies of one form on; those that went already stay as they are.
     *
     * @throws NotFound if there is no such appointment in a store whose book the person may see
     * @throws org.opendcrc.shared.NotAllowed if it is not he who hands forms on there
     */
    public PrepAnswer handOn(Actor actor, UUID appointment, Set<CopyReader> readers, Instant now) {
        var held = preparations
                .lock(actor.dealerId(), appointment, actor.storesFor(UseCase.READ_APPOINTMENTS))
                .orElseThrow(() -> new NotFound("appointment " + appointment));
        actor.require(UseCase.HAND_ON_FORMS, held.store());
        var sheet = held.sheet();
        if (!sheet.state().isAhead()) {
            return new PrepAnswer.Refused(new PrepRefusal.NotAhead(sheet.state(), sheet.number()));
        }
        var handed = readers.stream()
                .sorted()
                .filter(it -> preparations.hand(actor.dealerId(), appointment, it, actor.staffId(), now) > 0)
                .toList();
        if (handed.isEmpty()) {
            return new PrepAnswer.Refused(new PrepRefusal.AllHandedOn(sheet.number()));
        }
        events.publishEvent(Audited.by(
                actor,
                now,
                "appointment.copies-handed-on",
                "appointment",
                appointment,
                Map.of("readers", handed.stream().map(Enum::name).collect(Collectors.joining(" ")))));
        events.publishEvent(new Changed(actor.dealerId(), PreparationDesk.TOPIC));
        return new PrepAnswer.Done(appointment, handed.size());
    }

    /**
     * Hands all copies of several forms on; those that cannot be any more are left out.
     *
     * @return how many forms were handed on
     */
    public int handOnAll(Actor actor, Collection<UUID> appointments, Instant now) {
        actor.require(UseCase.HAND_ON_FORMS);
        return (int) new LinkedHashSet<>(appointments)
                .stream()
                        .sorted()
                        .filter(it -> handOn(actor, it, Set.copyOf(List.of(CopyReader.values())), now)
                                instanceof PrepAnswer.Done)
                        .count();
    }

    /** The reader has his copy before him; the first time counts. */
    public PrepAnswer read(Actor actor, UUID appointment, CopyReader reader, Instant now) {
        var held = preparations
                .lock(actor.dealerId(), appointment, actor.storesFor(UseCase.READ_APPOINTMENTS))
                .orElseThrow(() -> new NotFound("appointment " + appointment));
        actor.require(reader.useCase(), held.store());
        if (!preparations.wasHanded(actor.dealerId(), appointment, reader)) {
            return new PrepAnswer.Refused(new PrepRefusal.CopyNotHandedOn(reader));
        }
        var read = preparations.read(actor.dealerId(), appointment, reader, actor.staffId(), now);
        if (read > 0) {
            events.publishEvent(new Changed(actor.dealerId(), PreparationDesk.TOPIC));
        }
        return new PrepAnswer.Done(appointment, read);
    }
}
