package org.opendcrc.complaints;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may be written about a complaint, and when its clock has run out. Pure. */
final class ComplaintRules {

    static final String FIRST_CONTACT = "CP-1";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

    private ComplaintRules() {}

    static Optional<Received.Refusal> refusal(Intake intake, Instant now) {
        if (intake.content().isBlank()) {
            return Optional.of(new Received.Refusal.NothingWritten());
        }
        if (intake.receivedAt().isAfter(now)) {
            return Optional.of(new Received.Refusal.ReceivedInTheFuture());
        }
        return Optional.empty();
    }

    /** @param accusedIsStaff whether who is complained about works here; empty where nobody is */
    static Optional<Received.Refusal> refusal(
            Intake intake,
            CaseSheet sheet,
            List<Matter.Earlier> earlier,
            Optional<Boolean> accusedIsStaff,
            Instant now) {
        if (intake.customerId().isEmpty()
                && (sheet.complainant() == Complainant.CUSTOMER
                        || (sheet.complainant() == Complainant.THIRD_PARTY
                                && sheet.name().isBlank()))) {
            return Optional.of(new Received.Refusal.NobodyComplains());
        }
        var unknown = sheet.matter() instanceof CaseSheet.Heard.Of(var id)
                && earlier.stream().noneMatch(it -> it.id().equals(id));
        if (unknown || accusedIsStaff.equals(Optional.of(false))) {
            return Optional.of(new Received.Refusal.NotFoundHere());
        }
        if (sheet.answerBy().filter(it -> !it.isAfter(now)).isPresent()) {
            return Optional.of(new Received.Refusal.PromiseInThePast()); // CP-30
        }
        return Optional.empty();
    }

    static Optional<FirstContact.Refusal> refusal(
            Instant receivedAt, Optional<Instant> contactedAt, Instant trueTime, String words, Instant now) {
        if (contactedAt.isPresent()) {
            return Optional.of(new FirstContact.Refusal.AlreadyMade(contactedAt.get()));
        }
        if (words.isBlank()) {
            return Optional.of(new FirstContact.Refusal.NothingWritten());
        }
        if (trueTime.isBefore(receivedAt.truncatedTo(ChronoUnit.SECONDS))) { // people write whole seconds
            return Optional.of(new FirstContact.Refusal.BeforeReceipt(receivedAt));
        }
        if (trueTime.isAfter(now)) {
            return Optional.of(new FirstContact.Refusal.InTheFuture(now));
        }
        return Optional.empty();
    }

    /** CP-1: the deadline itself is still in time; seconds count exactly (A24). */
    static boolean inTime(Instant contactedAt, Instant dueAt) {
        return !contactedAt.isAfter(dueAt); // CP-1, A24
    }

    /** {@code TS-20261121-003}: the day of the store, then the dealer's number of that day. */
    static String number(Instant now, ZoneId zone, int ofTheDay) {
        return "TS-%s-%03d".formatted(DAY.format(now.atZone(zone)), ofTheDay);
    }
}
