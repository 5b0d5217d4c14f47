package org.opendcrc.followups.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.appointments.AppointmentFile;
import org.opendcrc.followups.AppointmentCallDesk.Said;
import org.opendcrc.followups.CallKind;
import org.opendcrc.followups.ComplaintSheet;
import org.opendcrc.followups.FollowUpTasks;
import org.opendcrc.organisation.People;
import org.opendcrc.organisation.Person;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.springframework.stereotype.Component;

/** Reads what a program says that a customer answered about his appointment. */
@Component
class SaidOverTheWire {

    private final FollowUpTasks tasks;
    private final AppointmentDesk appointments;
    private final People people;

    SaidOverTheWire(FollowUpTasks tasks, AppointmentDesk appointments, People people) {
        this.tasks = tasks;
        this.appointments = appointments;
        this.people = people;
    }

    /** Empty if a time is needed and cannot be read. */
    Optional<Said> said(Actor actor, UUID task, FollowUpsApi.Told told, Instant now) {
        var byDealer = told.byDealer() == null
                ? tasks.find(actor, task, now).task().kind() == CallKind.APPOINTMENT_NOT_READY
                : told.byDealer();
        return switch (told.answer()) {
            case CONFIRMED -> Optional.of(new Said.Confirmed());
            case KEPT -> Optional.of(new Said.Kept());
            case MOVED -> {
                var file = file(actor, task, now);
                yield start(told.start(), file.zone())
                        .map(it -> new Said.Moved(new AppointmentDesk.Move(
                                it.toLocalDate(),
                                it.toLocalTime(),
                                Optional.ofNullable(told.advisor()).map(this::advisor),
                                Optional.empty(),
                                byDealer,
                                version(told, file))));
            }
            case CANCELLED ->
                Optional.of(new Said.Cancelled(new AppointmentDesk.Cancellation(
                        byDealer,
                        Objects.requireNonNullElse(told.reason(), ""),
                        version(told, file(actor, task, now)))));
            case NEW_APPOINTMENT -> Optional.of(new Said.NewAppointment());
            case NO_WISH -> Optional.of(new Said.NoWish());
            case COMPLAINT ->
                Optional.of(new Said.Complains(
                        told.complaint() == null
                                ? new ComplaintSheet(Optional.empty(), "", false, false)
                                : told.complaint().sheet()));
        };
    }

    private static int version(FollowUpsApi.Told told, AppointmentFile file) {
        return Objects.requireNonNullElse(told.version(), file.line().version());
    }

    private AppointmentFile file(Actor actor, UUID task, Instant now) {
        return appointments.find(
                actor, tasks.find(actor, task, now).task().subject().id());
    }

    /** The start as store time; empty if it is no time or has seconds. */
    private static Optional<LocalDateTime> start(@org.jspecify.annotations.Nullable String written, ZoneId zone) {
        if (written == null) {
            return Optional.empty();
        }
        try {
            var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(written, OffsetDateTime::from, LocalDateTime::from);
            var local = parsed instanceof OffsetDateTime moment
                    ? moment.atZoneSameInstant(zone).toLocalDateTime()
                    : (LocalDateTime) parsed;
            return Optional.of(local).filter(it -> it.getSecond() == 0 && it.getNano() == 0);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private UUID advisor(String named) {
        return identifier(named)
                .or(() -> people.byStaffNo(named).map(Person::id))
                .orElseThrow(() -> new NotFound("advisor " + named));
    }

    private static Optional<UUID> identifier(String named) {
        try {
            return Optional.of(UUID.fromString(named));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
