package org.opendcrc.calendar.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendcrc.calendar.OpenHours;
import org.opendcrc.calendar.OwnDay;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.organisation.AdministrationEntry;
import org.opendcrc.organisation.AdministrationTabs;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** When a store is open: by the week, and the dealer's own word on single days, closed or made up for. */
@Controller
@RequestMapping("/administration/calendar")
class CalendarController {

    private static final int LONGEST_NOTE = 100;
    private static final String NO_HOURS = "calendar.page.hours-refused";

    private final StoreCalendar calendar;
    private final Stores stores;
    private final AdministrationTabs tabs;
    private final Frames frames;
    private final Clock clock;

    CalendarController(StoreCalendar calendar, Stores stores, AdministrationTabs tabs, Frames frames, Clock clock) {
        this.calendar = calendar;
        this.stores = stores;
        this.tabs = tabs;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    String first(@AuthenticationPrincipal Actor actor) {
        return stores.of(actor, UseCase.READ_SETTINGS).stream()
                .findFirst()
                .map(it -> "redirect:" + address(it))
                .orElseThrow(() -> new NotAllowed(UseCase.READ_SETTINGS));
    }

    @GetMapping("/{code}")
    ModelAndView of(@AuthenticationPrincipal Actor actor, HttpServletRequest request, @PathVariable String code) {
        return page(actor, request, store(actor, code), null, CalendarPage.Typed.NOTHING, Map.of());
    }

    @PostMapping("/{code}/week")
    ModelAndView setWeek(
            @AuthenticationPrincipal Actor actor,
            HttpServletRequest request,
            @PathVariable String code,
            @RequestParam Map<String, String> fields) {
        var store = store(actor, code);
        var week = new EnumMap<DayOfWeek, OpenHours>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            if (fields.containsKey("open" + day.getValue())) {
                var hours = hours(fields.get("opens" + day.getValue()), fields.get("closes" + day.getValue()));
                if (hours.isEmpty()) {
                    return page(actor, request, store, Sentence.of(NO_HOURS), CalendarPage.Typed.NOTHING, fields);
                }
                week.put(day, hours.get());
            }
        }
        if (week.isEmpty()) {
            return page(
                    actor, request, store, Sentence.of("calendar.page.never-open"), CalendarPage.Typed.NOTHING, fields);
        }
        calendar.setWeek(actor, store.id(), week);
        return new ModelAndView("redirect:" + address(store));
    }

    @PostMapping("/{code}/days")
    ModelAndView setDay(
            @AuthenticationPrincipal Actor actor,
            HttpServletRequest request,
            @PathVariable String code,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "closed") String kind,
            @RequestParam(defaultValue = "") String opens,
            @RequestParam(defaultValue = "") String closes,
            @RequestParam(defaultValue = "") String note) {
        var store = store(actor, code);
        boolean open = kind.equals("open");
        var typed = new CalendarPage.Typed(day, open, opens, closes, note);
        LocalDate date;
        try {
            date = LocalDate.parse(day);
        } catch (DateTimeException _) {
            return page(actor, request, store, Sentence.of("calendar.page.date-refused"), typed, Map.of());
        }
        var hours = open ? hours(opens, closes) : Optional.<OpenHours>empty();
        if (open && hours.isEmpty()) {
            return page(actor, request, store, Sentence.of(NO_HOURS), typed, Map.of());
        }
        if (note.length() > LONGEST_NOTE) {
            return page(
                    actor, request, store, Sentence.of("calendar.page.note-refused", LONGEST_NOTE), typed, Map.of());
        }
        calendar.setOwnDay(actor, store.id(), new OwnDay(date, hours, note.strip()));
        return new ModelAndView("redirect:" + address(store));
    }

    @PostMapping("/{code}/days/{day}/removal")
    String removeDay(@AuthenticationPrincipal Actor actor, @PathVariable String code, @PathVariable LocalDate day) {
        var store = store(actor, code);
        calendar.removeOwnDay(actor, store.id(), day);
        return "redirect:" + address(store);
    }

    private static Optional<OpenHours> hours(@Nullable String opens, @Nullable String closes) {
        try {
            return opens == null || closes == null
                    ? Optional.empty()
                    : Optional.of(new OpenHours(LocalTime.parse(opens), LocalTime.parse(closes)));
        } catch (DateTimeException | IllegalArgumentException _) {
            return Optional.empty(); // the page says how hours are written
        }
    }

    private Store store(Actor actor, String code) {
        return stores.of(actor, UseCase.READ_SETTINGS).stream()
                .filter(it -> it.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotFound("store " + code));
    }

    /** @param week what was typed for the week and not taken; empty: it is shown as it stands */
    private ModelAndView page(
            Actor actor,
            HttpServletRequest request,
            Store store,
            @Nullable Sentence refusal,
            CalendarPage.Typed typed,
            Map<String, String> week) {
        var msg = frames.msg(request);
        var today = LocalDate.ofInstant(clock.instant(), store.zone());
        var answer = new ModelAndView("calendar/calendar")
                .addObject("frame", frames.of(request, "administration.calendar", "admin"))
                .addObject(
                        "page",
                        new CalendarPage(
                                tabs.of(actor, "calendar"),
                                stores.of(actor, UseCase.READ_SETTINGS).stream()
                                        .map(it -> new CalendarPage.Choice(it.code(), it.name(), it.equals(store)))
                                        .toList(),
                                store.code(),
                                store.zone().getId(),
                                actor.may(UseCase.CHANGE_SETTINGS, store.id()),
                                week(store, week),
                                calendar.ownDays(store.id(), today.minusMonths(1)).stream()
                                        .map(it -> line(it, msg))
                                        .toList(),
                                stateDays(today, msg),
                                refusal,
                                typed));
        answer.setStatus(refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return answer;
    }

    private List<CalendarPage.WeekLine> week(Store store, Map<String, String> typed) {
        var present = calendar.of(store.id()).week();
        var lines = new ArrayList<CalendarPage.WeekLine>();
        for (var day : DayOfWeek.values()) {
            int number = day.getValue();
            var hours = Optional.ofNullable(present.get(day));
            lines.add(
                    typed.isEmpty()
                            ? new CalendarPage.WeekLine(
                                    number,
                                    hours.isPresent(),
                                    hours.map(it -> it.opens().toString()).orElse(""),
                                    hours.map(it -> it.closes().toString()).orElse(""))
                            : new CalendarPage.WeekLine(
                                    number,
                                    typed.containsKey("open" + number),
                                    typed.getOrDefault("opens" + number, ""),
                                    typed.getOrDefault("closes" + number, "")));
        }
        return lines;
    }

    private static CalendarPage.DayLine line(OwnDay it, Msg msg) {
        return new CalendarPage.DayLine(
                it.day().toString(),
                msg.t("site.weekday." + it.day().getDayOfWeek().getValue()),
                it.hours().isPresent(),
                it.hours()
                        .map(hours -> hours.opens() + "–" + hours.closes())
                        .orElseGet(() -> msg.t("calendar.page.closed")),
                it.note());
    }

    private List<CalendarPage.StateLine> stateDays(LocalDate today, Msg msg) {
        return calendar.stateDays(today.getYear()).stream()
                .filter(it -> !it.day().isBefore(today))
                .map(it -> new CalendarPage.StateLine(
                        it.day().toString(),
                        msg.t("site.weekday." + it.day().getDayOfWeek().getValue()),
                        it.off(),
                        it.name()))
                .toList();
    }

    private static String address(Store store) {
        return "/administration/calendar/" + store.code();
    }

    /** What this chapter puts into the administration. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {

        @Bean
        AdministrationEntry calendarPage() {
            return new AdministrationEntry("calendar", "/administration/calendar", UseCase.READ_SETTINGS, 30);
        }

        @Bean
        AdministrationEntry jobsPage() {
            return new AdministrationEntry("jobs", "/administration/jobs", UseCase.RUN_JOBS, 70);
        }
    }
}
