package org.opendcrc.appointments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.Answer;
import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.appointments.AppointmentFile;
import org.opendcrc.appointments.BookingRequest;
import org.opendcrc.appointments.BookingRequest.Who;
import org.opendcrc.appointments.Channel;
import org.opendcrc.appointments.KnownCaller;
import org.opendcrc.appointments.PreparationDesk;
import org.opendcrc.customers.Customer;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** The day view with its drawers: a new appointment, one that is there, one that is being moved. */
@Controller
@RequestMapping("/appointments")
class DayController {

    private final AppointmentDesk desk;
    private final PreparationDesk preparation;
    private final Frames frames;
    private final Clock clock;
    private final ZoneId zone;

    DayController(
            AppointmentDesk desk,
            PreparationDesk preparation,
            Frames frames,
            Clock clock,
            @Value("${opendcrc.zone:Asia/Shanghai}") ZoneId zone) {
        this.desk = desk;
        this.preparation = preparation;
        this.frames = frames;
        this.clock = clock;
        this.zone = zone;
    }

    /** A page that looks again says what it has {@code seen}; if that is still all, there is nothing to send. */
    @GetMapping
    Object day(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<UUID> store,
            @RequestParam Optional<LocalDate> day,
            @RequestParam Optional<UUID> move,
            @RequestParam Optional<String> seen,
            HttpServletRequest request) {
        var now = clock.instant();
        var moving = move.map(it -> desk.find(actor, it));
        var where = moving.map(AppointmentFile::store).or(() -> store).orElseGet(() -> firstStore(actor));
        var when = day.or(() -> moving.map(AppointmentFile::day)).orElseGet(() -> today(now));
        if (seen.isPresent() && seen.get().equals(DayPage.seen(desk.changes(actor, where, when), now))) {
            return ResponseEntity.noContent().build();
        }
        return page(
                actor,
                request,
                where,
                when,
                now,
                _ -> new DayPage.Beside(moving.filter(it -> it.line().state().isAhead()), null, null, said(request)));
    }

    @GetMapping("/new")
    ModelAndView blank(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<UUID> store,
            @RequestParam(defaultValue = "") String back,
            @RequestParam MultiValueMap<String, String> sent,
            HttpServletRequest request) {
        var now = clock.instant();
        var where = store.orElseGet(() -> firstStore(actor));
        actor.require(UseCase.BOOK_APPOINTMENTS, where);
        var typed = BookingFields.of(withDay(sent, today(now)));
        var found = callers(actor, typed);
        return page(
                actor,
                request,
                where,
                date(typed.day(), now),
                now,
                view -> new DayPage.Beside(
                        Optional.empty(),
                        BookingDrawer.of(view, typed, found, List.of(), null, back(back), now, frames.msg(request)),
                        null,
                        null));
    }

    /** The page from which somebody came to book, and to which he goes back: a call, a customer. Other addresses are none. */
    private static @Nullable String back(String address) {
        return address.matches("/[a-z-]+/[0-9a-f-]{36}(?:/[a-z-]+)?") ? address : null;
    }

    @PostMapping
    ModelAndView book(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam Optional<String> offer,
            @RequestParam(defaultValue = "") String back,
            @RequestParam MultiValueMap<String, String> sent,
            RedirectAttributes next,
            HttpServletRequest request) {
        var now = clock.instant();
        var fields = BookingFields.of(sent);
        var typed = offer.map(fields::at).orElse(fields);
        var msg = frames.msg(request);
        var start = time(typed.start());
        if (start.isEmpty() || day(typed.day()).isEmpty()) {
            return again(
                    actor,
                    request,
                    store,
                    typed,
                    List.of(new Answer.Fault("start", Sentence.of("appointment.fault.no-time"))),
                    null,
                    back,
                    now);
        }
        var day = date(typed.day(), now);
        return switch (desk.book(actor, wish(store, typed, day, start.get()), now)) {
            case Answer.Made made -> {
                next.addFlashAttribute("said", said(made, day, now, actor, msg));
                var home = back(back);
                yield new ModelAndView("redirect:" + (home == null ? "/appointments/" + made.appointment() : home));
            }
            case Answer.Refused refused ->
                again(
                        actor,
                        request,
                        store,
                        typed,
                        List.of(),
                        RefusalBox.of(refused, day, start.get(), today(now), msg),
                        back,
                        now);
            case Answer.Incomplete(var faults) -> again(actor, request, store, typed, faults, null, back, now);
            case Answer.Cancelled _, Answer.NotAhead _ -> throw new IllegalStateException("a booking was asked for");
        };
    }

    @GetMapping("/{id}")
    ModelAndView show(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        var now = clock.instant();
        var file = desk.find(actor, id);
        return page(
                actor,
                request,
                file.store(),
                file.day(),
                now,
                _ -> new DayPage.Beside(
                        Optional.empty(),
                        null,
                        FileDrawer.of(file, now, frames.msg(request), null, null, ""),
                        said(request)));
    }

    /** Whoever loads the answer of a refused move or cancellation again by its address sees the appointment. */
    @GetMapping({"/{id}/moves", "/{id}/cancellation"})
    String again(@PathVariable UUID id) {
        return "redirect:/appointments/" + id;
    }

    /** The form in four copies, to be printed (AP-19). */
    @GetMapping("/{id}/form")
    ModelAndView form(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        var now = clock.instant();
        var file = desk.find(actor, id);
        var today = now.atZone(file.zone()).toLocalDate();
        var msg = frames.msg(request);
        return new ModelAndView("appointments/form")
                .addObject("frame", frames.bare(request, "form.title").withOwnScript("print.js"))
                .addObject(
                        "page",
                        FormPage.of(
                                file,
                                preparation.sheet(actor, id),
                                preparation.needs(actor, id, today),
                                actor.name(),
                                now,
                                msg));
    }

    /** {@code place} is {@code 2026-04-10T12:00/advisor}, sent by a place of the day or an offer; else day and time were typed. */
    @PostMapping("/{id}/moves")
    ModelAndView move(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam Optional<String> place,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String start,
            @RequestParam(defaultValue = "false") boolean byDealer,
            @RequestParam int version,
            RedirectAttributes next,
            HttpServletRequest request) {
        var now = clock.instant();
        var msg = frames.msg(request);
        var parts = place.map(it -> it.split("[T/]", -1))
                .filter(it -> it.length == 3)
                .orElse(new String[] {day, start, ""});
        var when = day(parts[0]);
        var time = time(parts[1]);
        if (when.isEmpty() || time.isEmpty()) {
            var box = new RefusalBox(
                    msg.t("appointment.refused.title", parts[1]), msg.t("appointment.fault.no-time"), List.of());
            return fileAgain(actor, request, id, box, null, "", now);
        }
        var wanted = new AppointmentDesk.Move(
                when.get(), time.get(), BookingFields.id(parts[2]), Optional.empty(), byDealer, version);
        return switch (desk.move(actor, id, wanted, now)) {
            case Answer.Made made -> {
                next.addFlashAttribute("said", said(made, when.get(), now, actor, msg));
                yield new ModelAndView("redirect:/appointments/" + made.appointment());
            }
            case Answer.Refused refused ->
                fileAgain(
                        actor,
                        request,
                        id,
                        RefusalBox.of(refused, when.get(), time.get(), today(now), msg),
                        null,
                        "",
                        now);
            case Answer.NotAhead(var state, var number) ->
                fileAgain(actor, request, id, null, notAhead(state.name(), number, msg), "", now);
            case Answer.Incomplete _, Answer.Cancelled _ -> throw new IllegalStateException("a move was asked for");
        };
    }

    @PostMapping("/{id}/cancellation")
    ModelAndView cancel(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean byDealer,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam int version,
            HttpServletRequest request) {
        var now = clock.instant();
        var msg = frames.msg(request);
        return switch (desk.cancel(actor, id, new AppointmentDesk.Cancellation(byDealer, reason, version), now)) {
            case Answer.Cancelled _ -> new ModelAndView("redirect:/appointments/" + id);
            case Answer.Incomplete(var faults) ->
                fileAgain(actor, request, id, null, msg.t(faults.getFirst().sentence()), reason, now);
            case Answer.NotAhead(var state, var number) ->
                fileAgain(actor, request, id, null, notAhead(state.name(), number, msg), reason, now);
            case Answer.Made _, Answer.Refused _ -> throw new IllegalStateException("a cancellation was asked for");
        };
    }

    private static String notAhead(String state, String number, Msg msg) {
        return msg.t(Sentence.of("appointment.not-ahead", number, Sentence.of("appointment.state." + state)));
    }

    private String said(Answer.Made made, LocalDate day, Instant now, Actor actor, Msg msg) {
        var words = msg.t(
                "booking.made",
                Refusals.day(day, today(now), msg),
                msg.time(made.place().start()),
                desk.find(actor, made.appointment()).advisor(),
                made.number());
        return words
                + made.unsent()
                        .map(it -> " " + msg.t(Sentence.of("booking.made.unsent", it)))
                        .orElse("");
    }

    private ModelAndView again(
            Actor actor,
            HttpServletRequest request,
            UUID store,
            BookingFields typed,
            List<Answer.Fault> faults,
            @Nullable RefusalBox refusal,
            String back,
            Instant now) {
        var found = callers(actor, typed);
        var page = page(
                actor,
                request,
                store,
                date(typed.day(), now),
                now,
                view -> new DayPage.Beside(
                        Optional.empty(),
                        BookingDrawer.of(view, typed, found, faults, refusal, back(back), now, frames.msg(request)),
                        null,
                        null));
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView fileAgain(
            Actor actor,
            HttpServletRequest request,
            UUID id,
            @Nullable RefusalBox refusal,
            @Nullable String cancelRefusal,
            String reason,
            Instant now) {
        var file = desk.find(actor, id);
        var page = page(
                actor,
                request,
                file.store(),
                file.day(),
                now,
                _ -> new DayPage.Beside(
                        Optional.empty(),
                        null,
                        FileDrawer.of(file, now, frames.msg(request), refusal, cancelRefusal, reason),
                        null));
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    /** Fills the place beside the day. */
    private interface Beside {
        DayPage.Beside of(org.opendcrc.appointments.DayView view);
    }

    private ModelAndView page(
            Actor actor, HttpServletRequest request, UUID store, LocalDate day, Instant now, Beside beside) {
        var view = desk.day(actor, store, day, DayPage.first(day, today(now)), DayPage.DAYS, now);
        var msg = frames.msg(request);
        return new ModelAndView("appointments/day")
                .addObject(
                        "frame",
                        frames.of(request, "appointments.title", AppointmentMenu.KEY)
                                .withOwnScript("appointments.js"))
                .addObject("page", DayPage.of(view, actor, beside.of(view), now, msg));
    }

    private List<KnownCaller> callers(Actor actor, BookingFields typed) {
        return desk.recognise(
                actor, BookingFields.id(typed.customer()), typed.customer().isEmpty() ? typed.words() : "");
    }

    private static BookingRequest wish(UUID store, BookingFields typed, LocalDate day, LocalTime start) {
        var known = BookingFields.id(typed.customer());
        return new BookingRequest(
                store,
                day,
                start,
                BookingFields.id(typed.advisor()),
                Optional.empty(),
                known.<Who>map(Who.Known::new).orElseGet(() -> new Who.Unknown(typed.name(), sex(typed.sex()))),
                known.flatMap(_ -> BookingFields.id(typed.vehicle())),
                typed.plate(),
                typed.phone(),
                typed.mileageKm(),
                typed.needs(),
                typed.diagnosisLines(),
                typed.jobIds(),
                typed.documents(),
                typed.boughtHere(),
                typed.words().isEmpty() ? Channel.DESK : Channel.PHONE,
                typed.text());
    }

    private static Customer.Sex sex(String written) {
        return switch (written) {
            case "MALE" -> Customer.Sex.MALE;
            case "FEMALE" -> Customer.Sex.FEMALE;
            default -> Customer.Sex.UNKNOWN;
        };
    }

    private static UUID firstStore(Actor actor) {
        return actor.storesFor(UseCase.READ_APPOINTMENTS).stream()
                .findFirst()
                .orElseThrow(() -> new NotAllowed(UseCase.READ_APPOINTMENTS));
    }

    private static MultiValueMap<String, String> withDay(MultiValueMap<String, String> sent, LocalDate today) {
        var all = new LinkedMultiValueMap<>(sent);
        all.putIfAbsent("day", List.of(today.toString()));
        return all;
    }

    /** The day at the desk, for a page whose store is not read yet. */
    private LocalDate today(Instant now) {
        return now.atZone(zone).toLocalDate();
    }

    private LocalDate date(String written, Instant now) {
        return day(written).orElseGet(() -> today(now));
    }

    private static Optional<LocalDate> day(String written) {
        try {
            return Optional.of(LocalDate.parse(written.strip()));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** A start with whole minutes: {@code 10:15}, {@code 9:05}. */
    private static Optional<LocalTime> time(String written) {
        var plain = written.strip().replace('：', ':');
        try {
            return Optional.of(LocalTime.parse(plain.length() == 4 ? "0" + plain : plain))
                    .filter(it -> it.getSecond() == 0 && it.getNano() == 0);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** What the step before has to say. */
    private static @Nullable String said(HttpServletRequest request) {
        var flash = RequestContextUtils.getInputFlashMap(request);
        return flash != null && flash.get("said") instanceof String said ? said : null;
    }
}
