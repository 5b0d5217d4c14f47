package org.opendcrc.casebook;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.opendcrc.shared.Vault;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where papers are brought to a case and taken out again: photos, recordings, PDF. Every look at one is logged. */
@Service
@Transactional
public class AttachmentDesk {

    /** The largest paper, in bytes. */
    public static final int LARGEST = 20 * 1024 * 1024;

    /** The most of one case. */
    static final int MOST = 40;

    private static final int LONGEST_NAME = 120;

    private final Attachments attachments;
    private final Vault vault;
    private final ApplicationEventPublisher events;

    AttachmentDesk(Attachments attachments, Vault vault, ApplicationEventPublisher events) {
        this.attachments = attachments;
        this.vault = vault;
        this.events = events;
    }

    /**
     * Keeps a paper; what it is is seen by its bytes, and its name is only a name.
     *
     * @param name as the person's machine calls it, perhaps with a path
     * @throws NotFound if there is no such case in a store whose complaints the person may see
     */
    public Attached add(Actor actor, UUID complaint, String name, String words, byte[] bytes, Instant now) {
        actor.require(UseCase.READ_COMPLAINTS);
        var dealer = actor.dealerId();
        var store = attachments
                .lockCase(dealer, complaint, actor.storesFor(UseCase.READ_COMPLAINTS))
                .orElseThrow(() -> new NotFound("complaint " + complaint));
        actor.require(UseCase.ADD_CASE_PAPERS, store);
        if (bytes.length == 0) {
            return new Attached.Refused(new Attached.Refusal.NoFile());
        }
        if (bytes.length > LARGEST) {
            return new Attached.Refused(new Attached.Refusal.TooLarge(LARGEST / 1024 / 1024));
        }
        var type = AttachmentType.of(bytes);
        if (type.isEmpty()) {
            return new Attached.Refused(new Attached.Refusal.NotThatKind());
        }
        if (attachments.count(dealer, complaint) >= MOST) {
            return new Attached.Refused(new Attached.Refusal.TooMany(MOST));
        }
        var kept = new Attachment(
                Ids.next(),
                complaint,
                harmless(name, type.get()),
                type.get(),
                bytes.length,
                Optional.of(words.strip()).filter(it -> !it.isEmpty()),
                now,
                actor.name());
        if (!attachments.add(dealer, kept, digest(bytes), vault.seal(bytes), actor.staffId())) {
            return new Attached.Refused(new Attached.Refusal.ThereAlready(kept.name()));
        }
        events.publishEvent(Audited.by(
                actor,
                now,
                "complaint.paper-added",
                "complaint",
                complaint,
                Map.of("name", kept.name(), "type", kept.type().name(), "bytes", Integer.toString(kept.bytes()))));
        events.publishEvent(new Changed(dealer, Changed.COMPLAINTS));
        return new Attached.Kept(kept);
    }

    /**
     * The papers of a case, the earliest first.
     *
     * @throws NotFound if there is no such case in a store whose complaints the person may see
     */
    public List<Attachment> of(Actor actor, UUID complaint) {
        see(actor, complaint);
        return attachments.of(actor.dealerId(), complaint);
    }

    /** A paper with its bytes as they came. */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    public record Opened(Attachment attachment, byte[] bytes) {}

    /**
     * Takes a paper out; who did is logged.
     *
     * @throws NotFound if there is no such paper of a case that the person may see
     */
    public Opened open(Actor actor, UUID complaint, UUID id, Instant now) {
        see(actor, complaint);
        var found = attachments.find(actor.dealerId(), complaint, id).orElseThrow(() -> new NotFound("paper " + id));
        events.publishEvent(Audited.by(
                actor,
                now,
                "complaint.paper-opened",
                "complaint",
                complaint,
                Map.of("name", found.attachment().name())));
        return new Opened(found.attachment(), vault.openBytes(found.sealed()));
    }

    private void see(Actor actor, UUID complaint) {
        actor.require(UseCase.READ_COMPLAINTS);
        if (attachments
                .storeOf(actor.dealerId(), complaint, actor.storesFor(UseCase.READ_COMPLAINTS))
                .isEmpty()) {
            throw new NotFound("complaint " + complaint);
        }
    }

    /** The last part of a path, letters, digits and a few signs of it, with the ending that belongs to the content. */
    static String harmless(String name, AttachmentType type) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var dot = last.lastIndexOf('.');
        var stem = (dot > 0 ? last.substring(0, dot) : last)
                .replaceAll("[^\\p{L}\\p{N} ()_-]", "_")
                .strip();
        var cut = stem.length() > LONGEST_NAME ? stem.substring(0, LONGEST_NAME) : stem;
        return (cut.isEmpty() ? type.name().toLowerCase(Locale.ROOT) : cut) + "." + type.ending();
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
