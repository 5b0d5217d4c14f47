package org.opendcrc.complaints.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.opendcrc.complaints.FirstContact;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Msg;

/** Says why a contact was not recorded, in the store's time. */
final class ContactRefusals {

    private ContactRefusals() {}

    /** Exhaustive on purpose: a new refusal does not compile until the clerk can read it. */
    static Sentence sentence(FirstContact.Refusal why, ZoneId zone, Instant now, Msg msg) {
        var today = now.atZone(zone).toLocalDate();
        return switch (why) {
            case FirstContact.Refusal.BeforeReceipt(var received) ->
                Sentence.of("complaint.contact.refused.before-receipt", msg.moment(received, zone, today));
            case FirstContact.Refusal.InTheFuture(var at) ->
                Sentence.of("complaint.contact.refused.in-the-future", msg.moment(at, zone, today));
            case FirstContact.Refusal.NothingWritten() -> Sentence.of("complaint.contact.refused.nothing-written");
            case FirstContact.Refusal.AlreadyMade(var at) ->
                Sentence.of("complaint.contact.refused.already-made", msg.moment(at, zone, today));
            case FirstContact.Refusal.CaseIsOver() -> Sentence.of("complaint.contact.refused.case-is-over");
            case FirstContact.Refusal.IsAccused() -> Sentence.of("complaint.no.IS_ACCUSED");
        };
    }

    /** The refusal's name for machines. */
    static String type(FirstContact.Refusal why) {
        return switch (why) {
            case FirstContact.Refusal.BeforeReceipt _ -> "contact-before-receipt";
            case FirstContact.Refusal.InTheFuture _ -> "contact-in-the-future";
            case FirstContact.Refusal.NothingWritten _ -> "contact-without-words";
            case FirstContact.Refusal.AlreadyMade _ -> "contact-already-made";
            case FirstContact.Refusal.CaseIsOver _ -> "case-is-over";
            case FirstContact.Refusal.IsAccused _ -> "is-accused";
        };
    }

    static Map<String, Object> fields(FirstContact.Refusal why) {
        return switch (why) {
            case FirstContact.Refusal.BeforeReceipt(var received) -> Map.of("receivedAt", received.toString());
            case FirstContact.Refusal.InTheFuture(var now) -> Map.of("now", now.toString());
            case FirstContact.Refusal.NothingWritten() -> Map.of();
            case FirstContact.Refusal.AlreadyMade(var at) -> Map.of("contactedAt", at.toString());
            case FirstContact.Refusal.CaseIsOver() -> Map.of();
            case FirstContact.Refusal.IsAccused() -> Map.of();
        };
    }
}
