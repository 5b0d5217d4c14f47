package org.opendcrc.followups.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.followups.AnswerKind;
import org.opendcrc.followups.AppointmentCallDesk.Said;

/**
 * What the clerk has filled in during a call about an appointment, kept as it was typed until it is recorded.
 *
 * @param call what all calls have
 * @param place of an offer that was chosen: {@code 2026-04-17T12:00/advisor}
 * @param day ISO, where the customer named a time himself
 * @param time HH:mm
 * @param byDealer whether it is the dealer who moves or cancels
 * @param why it is cancelled
 * @param version of the appointment as the page showed it
 */
record AppointmentForm(
        CallForm call, String place, String day, String time, boolean byDealer, String why, int version) {

    static AppointmentForm of(Map<String, String> sent) {
        return new AppointmentForm(
                CallForm.of(sent),
                sent.getOrDefault("place", ""),
                sent.getOrDefault("moveDay", ""),
                sent.getOrDefault("moveTime", ""),
                sent.containsKey("byDealer"),
                sent.getOrDefault("why", ""),
                number(sent.getOrDefault("version", "")));
    }

    /** Nothing is filled in yet. */
    static AppointmentForm blank(boolean byDealer) {
        var empty = of(Map.of());
        return new AppointmentForm(empty.call, empty.place, empty.day, empty.time, byDealer, empty.why, empty.version);
    }

    private static int number(String written) {
        return written.matches("\\d{1,9}") ? Integer.parseInt(written) : 0;
    }

    /** The answer that was chosen; a complaint is chosen as in every other call. */
    Optional<AnswerKind> answer() {
        return call.result().equals(CallForm.Result.DISSATISFIED.name())
                ? Optional.of(AnswerKind.COMPLAINT)
                : CallForm.oneOf(AnswerKind.class, call.result());
    }

    /** The answer in full; empty if no time can be read where one is needed. */
    Optional<Said> said(AnswerKind kind) {
        return switch (kind) {
            case CONFIRMED -> Optional.of(new Said.Confirmed());
            case KEPT -> Optional.of(new Said.Kept());
            case MOVED -> move().map(Said.Moved::new);
            case CANCELLED -> Optional.of(new Said.Cancelled(new AppointmentDesk.Cancellation(byDealer, why, version)));
            case NEW_APPOINTMENT -> Optional.of(new Said.NewAppointment());
            case NO_WISH -> Optional.of(new Said.NoWish());
            case COMPLAINT -> Optional.of(new Said.Complains(call.complaint()));
        };
    }

    /** A time that was typed goes before an offer. */
    private Optional<AppointmentDesk.Move> move() {
        try {
            if (!time.isBlank()) {
                return Optional.of(move(LocalDate.parse(day), LocalTime.parse(time), Optional.empty()));
            }
            var parts = place.split("[T/]", -1);
            return parts.length < 3
                    ? Optional.empty()
                    : Optional.of(move(
                            LocalDate.parse(parts[0]),
                            LocalTime.parse(parts[1]),
                            Optional.of(UUID.fromString(parts[2]))));
        } catch (DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private AppointmentDesk.Move move(LocalDate onDay, LocalTime start, Optional<UUID> advisor) {
        return new AppointmentDesk.Move(onDay, start, advisor, Optional.empty(), byDealer, version);
    }
}
