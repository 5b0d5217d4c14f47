package org.opendcrc.appointments.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.Answer;
import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.appointments.AppointmentFile;
import org.opendcrc.appointments.AppointmentLine;
import org.opendcrc.appointments.AppointmentState;
import org.opendcrc.appointments.BookingRequest;
import org.opendcrc.appointments.Channel;
import org.opendcrc.appointments.ConfirmationFact;
import org.opendcrc.appointments.ConfirmationStep;
import org.opendcrc.appointments.Offer;
import org.opendcrc.appointments.OfferKind;
import org.opendcrc.customers.Customer;
import org.opendcrc.organisation.People;
import org.opendcrc.organisation.Person;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Appointments for machines. A store is named by its identifier or its code, an advisor by his identifier or staff number. */
@RestController
@RequestMapping(path = "/api/v1/appointments", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Appointments", description = "Places in the books of the stores in which the person may see them")
class AppointmentsApi {

    private final AppointmentDesk desk;
    private final Stores stores;
    private final People people;
    private final Frames frames;
    private final Problems problems;
    private final Clock clock;

    AppointmentsApi(AppointmentDesk desk, Stores stores, People people, Frames frames, Problems problems, Clock clock) {
        this.desk = desk;
        this.stores = stores;
        this.people = people;
        this.frames = frames;
        this.problems = problems;
        this.clock = clock;
    }

    @Schema(name = "FreePlace")
    record Free(
            @Schema(description = "Store time, without offset", example = "2026-04-10T12:00:00")
            LocalDateTime start,

            UUID advisor,
            String advisorName,
            UUID bay,

            @Schema(description = "Put between two cars that are 30 minutes apart (AP-6)")
            boolean insertion,

            @Schema(description = "WINDOW: an effective window (AP-13). VALLEY: few cars usually come. REST: all else")
            OfferKind kind) {

        static Free of(Offer it) {
            return new Free(
                    it.day().atTime(it.place().start()),
                    it.place().advisor(),
                    it.advisorName(),
                    it.place().bay(),
                    it.place().insertion(),
                    it.kind());
        }
    }

    @Schema(name = "FreePlaces")
    record FreePlaces(
            LocalDate day,
            boolean open,

            @Schema(description = "The next opening day after the day")
            LocalDate nextOpeningDay,

            @Schema(description = "In the order in which they are offered: windows, valleys, the rest")
            List<Free> items) {}

    @Schema(name = "Appointment")
    record Shown(
            UUID id,
            @Schema(example = "YY-20260410-003") String number,
            AppointmentState state,
            @Schema(description = "Store time") LocalTime start,
            Instant startsAt,
            UUID advisor,
            UUID bay,
            boolean insertion,
            UUID customerId,
            String customer,
            @Nullable String plate,
            String needs,
            List<String> jobs,
            int version) {

        static Shown of(AppointmentLine it) {
            return new Shown(
                    it.id(),
                    it.number(),
                    it.state(),
                    it.place().start(),
                    it.startsAt(),
                    it.place().advisor(),
                    it.place().bay(),
                    it.place().insertion(),
                    it.customerId(),
                    it.customer(),
                    it.plate().orElse(null),
                    it.needs(),
                    it.jobs(),
                    it.version());
        }
    }

    @Schema(name = "AppointmentList")
    record Listed(LocalDate day, List<Shown> items) {}

    @Schema(name = "AppointmentConfirmation")
    record Confirmation(
            ConfirmationStep step,
            ConfirmationFact.Result result,
            Instant at,
            @Nullable String by) {

        static Confirmation of(ConfirmationFact it) {
            return new Confirmation(it.step(), it.result(), it.at(), it.by().orElse(null));
        }
    }

    @Schema(name = "AppointmentFile")
    record File(
            Shown appointment,
            UUID store,
            LocalDate day,
            String advisorName,
            String bayName,
            @Nullable UUID vehicleId,
            @Nullable Integer mileageKm,
            @Nullable Boolean boughtHere,
            List<String> diagnosis,
            List<String> documents,

            @Schema(description = "Estimate, of all jobs (AP-24)")
            int minutes,

            @Schema(description = "Estimate, of all jobs, in fen (AP-24)")
            long priceFen,

            Channel channel,
            Instant bookedAt,
            @Nullable UUID movedTo,
            @Nullable UUID movedFrom,
            @Nullable Instant endedAt,
            @Nullable String cancelReason,

            @Schema(description = "What came of the confirmations (AP-14, AP-16, AP-17)")
            List<Confirmation> confirmations,

            @Schema(description = "Why the customer was not texted; absent if he was, or was not to be") @Nullable
            String textNotSent) {

        static File of(AppointmentFile it, @Nullable String textNotSent) {
            return new File(
                    Shown.of(it.line()),
                    it.store(),
                    it.day(),
                    it.advisor(),
                    it.bay(),
                    it.vehicleId().orElse(null),
                    it.mileageKm().orElse(null),
                    it.boughtHere().orElse(null),
                    it.diagnosis(),
                    it.documents(),
                    it.minutes(),
                    it.priceFen(),
                    it.channel(),
                    it.bookedAt(),
                    it.movedTo().orElse(null),
                    it.movedFrom().orElse(null),
                    it.endedAt().orElse(null),
                    it.cancelReason().orElse(null),
                    it.confirmations().stream().map(Confirmation::of).toList(),
                    textNotSent);
        }
    }

    @Schema(name = "AppointmentWish")
    record Wanted(
            @NotNull @Schema(description = "Identifier or code of the store", example = "east")
            String store,

            @NotNull
            @Schema(description = "Store time, or a moment with offset; whole minutes", example = "2026-04-10T10:00")
            String start,

            @Schema(description = "Identifier or staff number; absent: whoever has room") @Nullable
            String advisor,

            @Schema(description = "Absent: one that has room") @Nullable
            UUID bay,

            @Schema(description = "A customer on file; else `name` and `phone` take down a new one (AP-27)") @Nullable
            UUID customer,

            @Nullable String name,
            Customer.@Nullable Sex sex,

            @Schema(description = "Where he is reached about it; absent: his first number") @Nullable
            String phone,

            @Nullable UUID vehicle,
            @Nullable String plate,
            @Nullable Integer mileageKm,
            @Nullable String needs,
            @Nullable List<String> diagnosis,

            @Schema(description = "Jobs of the price list") @Nullable
            List<UUID> jobs,

            @Nullable List<String> documents,
            @Nullable Boolean boughtHere,

            @Schema(description = "Whether the customer is texted what was promised; yes if absent") @Nullable
            Boolean text) {}

    @Schema(name = "AppointmentMove")
    record MoveWanted(
            @NotNull
            @Schema(description = "Store time, or a moment with offset; whole minutes", example = "2026-04-10T11:00")
            String start,

            @Schema(description = "Identifier or staff number; absent: the same") @Nullable
            String advisor,

            @Nullable UUID bay,

            @Schema(description = "Whether it is the dealer who wishes it; no if absent") @Nullable
            Boolean byDealer,

            @NotNull @Schema(description = "Version of the appointment as it was read")
            Integer version) {}

    @Schema(name = "AppointmentCancellation")
    record CancellationWanted(
            @Schema(description = "Whether it is the dealer who wishes it; no if absent") @Nullable
            Boolean byDealer,

            @NotNull String reason,
            @NotNull Integer version) {}

    @GetMapping
    @Operation(summary = "List the appointments of a day that hold a place, by start")
    Listed list(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam String store,
            @RequestParam LocalDate day) {
        var view = desk.day(actor, store(actor, store), day, day, 1, clock.instant());
        return new Listed(day, view.lines().stream().map(Shown::of).toList());
    }

    @GetMapping("/slots")
    @Operation(
            summary = "What is free on a day",
            description =
                    "In the order in which it is offered (AP-13, AP-25); every place would be given at the moment of the"
                            + " answer.")
    FreePlaces slots(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam String store,
            @RequestParam LocalDate day,
            @RequestParam Optional<String> advisor,
            @RequestParam(defaultValue = "") List<UUID> job) {
        var id = store(actor, store);
        var slots = desk.slots(actor, id, day, advisor.map(this::advisor), job, clock.instant());
        return new FreePlaces(
                slots.day(),
                slots.open(),
                slots.next(),
                slots.offers().stream().map(Free::of).toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read an appointment")
    File show(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return File.of(desk.find(actor, id), null);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Book an appointment",
            description = "A refusal carries the rule's number and `offers`, the gladdest given first.")
    @ApiResponse(responseCode = "201", description = "Promised")
    @ApiResponse(responseCode = "422", description = "Refused by a rule (AP-1 to AP-6, AP-25), or not complete")
    ResponseEntity<?> book(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @Valid @RequestBody Wanted wanted,
            @Parameter(hidden = true) HttpServletRequest request) {
        var store = store(actor, wanted.store());
        var start = start(wanted.start(), () -> stores.get(store).zone());
        if (start.isEmpty()) {
            return wholeMinutes();
        }
        var who = Optional.ofNullable(wanted.customer())
                .<BookingRequest.Who>map(BookingRequest.Who.Known::new)
                .orElseGet(() -> new BookingRequest.Who.Unknown(
                        Objects.requireNonNullElse(wanted.name(), ""),
                        Objects.requireNonNullElse(wanted.sex(), Customer.Sex.UNKNOWN)));
        var wish = new BookingRequest(
                store,
                start.get().toLocalDate(),
                start.get().toLocalTime(),
                Optional.ofNullable(wanted.advisor()).map(this::advisor),
                Optional.ofNullable(wanted.bay()),
                who,
                Optional.ofNullable(wanted.vehicle()),
                Objects.requireNonNullElse(wanted.plate(), ""),
                Objects.requireNonNullElse(wanted.phone(), ""),
                Optional.ofNullable(wanted.mileageKm()),
                Objects.requireNonNullElse(wanted.needs(), ""),
                Objects.requireNonNullElse(wanted.diagnosis(), List.of()),
                Objects.requireNonNullElse(wanted.jobs(), List.of()),
                Objects.requireNonNullElse(wanted.documents(), List.of()),
                Optional.ofNullable(wanted.boughtHere()),
                Channel.PROGRAM,
                Objects.requireNonNullElse(wanted.text(), true));
        var now = clock.instant();
        return answer(actor, desk.book(actor, wish, now), now, request);
    }

    @PostMapping(path = "/{id}/moves", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Move an appointment",
            description = "All rules are checked again. The old appointment is closed and points to the new one.")
    @ApiResponse(responseCode = "201", description = "Moved")
    @ApiResponse(responseCode = "409", description = "Somebody else changed it meanwhile")
    @ApiResponse(responseCode = "422", description = "Refused by a rule; the appointment stays as it was")
    ResponseEntity<?> move(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody MoveWanted wanted,
            @Parameter(hidden = true) HttpServletRequest request) {
        var start = start(wanted.start(), () -> desk.find(actor, id).zone());
        if (start.isEmpty()) {
            return wholeMinutes();
        }
        var now = clock.instant();
        var move = new AppointmentDesk.Move(
                start.get().toLocalDate(),
                start.get().toLocalTime(),
                Optional.ofNullable(wanted.advisor()).map(this::advisor),
                Optional.ofNullable(wanted.bay()),
                Boolean.TRUE.equals(wanted.byDealer()),
                wanted.version());
        return answer(actor, desk.move(actor, id, move, now), now, request);
    }

    @PostMapping(path = "/{id}/cancellations", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Cancel an appointment", description = "Its place is free at once (A23).")
    @ApiResponse(responseCode = "200", description = "Cancelled")
    @ApiResponse(responseCode = "409", description = "Somebody else changed it meanwhile")
    ResponseEntity<?> cancel(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody CancellationWanted wanted,
            @Parameter(hidden = true) HttpServletRequest request) {
        var now = clock.instant();
        var cancellation = new AppointmentDesk.Cancellation(
                Boolean.TRUE.equals(wanted.byDealer()), wanted.reason(), wanted.version());
        return answer(actor, desk.cancel(actor, id, cancellation, now), now, request);
    }

    private ResponseEntity<?> answer(Actor actor, Answer answer, Instant now, HttpServletRequest request) {
        var msg = frames.msg(request);
        return switch (answer) {
            case Answer.Made(var id, var _, var _, var _, var unsent) ->
                ResponseEntity.created(URI.create("/api/v1/appointments/" + id))
                        .body(File.of(
                                desk.find(actor, id),
                                unsent.map(it -> msg.t(it)).orElse(null)));
            case Answer.Cancelled(var id) ->
                ResponseEntity.status(HttpStatus.OK).body(File.of(desk.find(actor, id), null));
            case Answer.Refused(var why, var rule, var offers) ->
                problems.refused(
                        Refusals.type(why),
                        Refusals.sentence(why, now.atZone(clock.getZone()).toLocalDate(), msg),
                        rule,
                        Refusals.fields(why, offers));
            case Answer.Incomplete(var faults) -> {
                var fields = new HashMap<String, Object>();
                fields.put(
                        "errors",
                        faults.stream()
                                .map(it -> Map.of("field", it.field(), "message", msg.t(it.sentence())))
                                .toList());
                yield problems.refused(
                        "appointment-incomplete", faults.getFirst().sentence(), "", fields);
            }
            case Answer.NotAhead(var state, var number) ->
                problems.refused(
                        "appointment-not-ahead",
                        Sentence.of("appointment.not-ahead", number, Sentence.of("appointment.state." + state.name())),
                        "",
                        Map.of("state", state.name()));
        };
    }

    private ResponseEntity<?> wholeMinutes() {
        return problems.refused(
                "appointment-incomplete",
                Sentence.of("appointment.fault.no-time"),
                "",
                Map.of("errors", List.of(Map.of("field", "start"))));
    }

    /** The start as store time; empty if it is no time or has seconds. */
    private static Optional<LocalDateTime> start(String written, Supplier<ZoneId> zone) {
        try {
            var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(written, OffsetDateTime::from, LocalDateTime::from);
            var local = parsed instanceof OffsetDateTime moment
                    ? moment.atZoneSameInstant(zone.get()).toLocalDateTime()
                    : (LocalDateTime) parsed;
            return Optional.of(local).filter(it -> it.getSecond() == 0 && it.getNano() == 0);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private UUID store(Actor actor, String named) {
        return identifier(named)
                .filter(it -> actor.may(UseCase.READ_APPOINTMENTS, it))
                .or(() -> stores.byCode(named).map(it -> it.id()))
                .orElseThrow(() -> new NotFound("store " + named));
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
