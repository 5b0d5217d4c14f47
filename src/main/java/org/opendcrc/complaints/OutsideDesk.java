package org.opendcrc.complaints;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
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

/** Where a store writes down whom it calls outside the house: the manufacturer's people, the lawyer (CP-2, CP-17, CP-26, CP-28). */
@Service
@Transactional
public class OutsideDesk {

    private static final int LONGEST = 100;
    private static final Pattern PHONE = Pattern.compile("[+]?[0-9][0-9 ()-]{2,30}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;<>]+@[^@\\s,;<>]+\\.[^@\\s,;<>]+");

    private final Outsiders outsiders;
    private final Stores stores;
    private final ApplicationEventPublisher events;

    OutsideDesk(Outsiders outsiders, Stores stores, ApplicationEventPublisher events) {
        this.outsiders = outsiders;
        this.stores = stores;
        this.events = events;
    }

    /** The answer to the wish to write somebody down. */
    public enum Added {
        DONE,
        WITHOUT_NAME,
        /** Neither a number nor an address. */
        NOT_REACHED,
        /** It is no number. */
        PHONE_UNREADABLE,
        /** It is no address. */
        EMAIL_UNREADABLE
    }

    /** Who is written down and not past, by what he is, the present one before who follows him. */
    @Transactional(readOnly = true)
    public List<OutsideContact> list(Actor actor, UUID store, Instant now) {
        actor.require(UseCase.READ_COMPLAINTS, store);
        return outsiders.list(actor.dealerId(), store, today(store, now));
    }

    /** Those whom a visitor may call: the house's line and the manufacturer's, as they are written down today (CP-26). */
    @Transactional(readOnly = true)
    public List<OutsideContact> posted(int dealer, UUID store, Instant now) {
        var today = today(store, now);
        return outsiders.list(dealer, store, today).stream()
                .filter(it -> it.role() == OutsideRole.HOUSE_LINE
                        || it.role() == OutsideRole.HOTLINE
                        || it.role() == OutsideRole.MANUFACTURER)
                .filter(it -> !it.phone().isEmpty() && !it.from().isAfter(today))
                .toList();
    }

    /**
     * Writes somebody down.
     *
     * @throws org.opendcrc.shared.NotAllowed if the person may not say so in that store
     */
    public Added add(
            Actor actor,
            UUID store,
            OutsideRole role,
            String name,
            String phone,
            String email,
            LocalDate from,
            Instant now) {
        actor.require(UseCase.MANAGE_COMPLAINTS, store);
        if (name.isBlank() || name.strip().length() > LONGEST) {
            return Added.WITHOUT_NAME;
        }
        if (phone.isBlank() && email.isBlank()) {
            return Added.NOT_REACHED;
        }
        if (!phone.isBlank() && !PHONE.matcher(phone.strip()).matches()) {
            return Added.PHONE_UNREADABLE;
        }
        if (!email.isBlank() && !EMAIL.matcher(email.strip()).matches()) {
            return Added.EMAIL_UNREADABLE;
        }
        var id = Ids.next();
        outsiders.add(
                actor.dealerId(),
                store,
                new OutsideContact(
                        id, role, name.strip(), phone.strip(), email.strip(), from, java.util.Optional.empty()),
                actor.staffId());
        said(actor, id, role, "complaint.outside-added", now);
        return Added.DONE;
    }

    /**
     * From tomorrow on he is it no more.
     *
     * @throws NotFound if nobody of that store is written down so
     */
    public void end(Actor actor, UUID store, UUID id, Instant now) {
        actor.require(UseCase.MANAGE_COMPLAINTS, store);
        var today = today(store, now);
        var him = outsiders.list(actor.dealerId(), store, today).stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("contact " + id));
        outsiders.end(
                actor.dealerId(), id, him.from().isAfter(today) ? him.from().minusDays(1) : today);
        said(actor, id, him.role(), "complaint.outside-ended", now);
    }

    private LocalDate today(UUID store, Instant now) {
        return now.atZone(stores.get(store).zone()).toLocalDate();
    }

    private void said(Actor actor, UUID id, OutsideRole role, String what, Instant now) {
        events.publishEvent(Audited.by(actor, now, what, "outside-contact", id, Map.of("role", role.name())));
        events.publishEvent(new Changed(actor.dealerId(), Changed.COMPLAINTS));
    }
}
