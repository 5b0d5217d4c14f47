package org.opendcrc.appointments.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.opendcrc.appointments.FreePlaces;
import org.opendcrc.appointments.OwnAppointment;
import org.opendcrc.site.Msg;

/** What the pages without a login show. */
public final class PublicPage {

    private PublicPage() {}

    /**
     * A customer's own appointment.
     *
     * @param address of the page
     * @param phone empty if the store has set none
     * @param confirmed in words; empty if he has not confirmed it
     * @param said what has just happened, a key; empty for nothing
     */
    public record Own(
            String address,
            String guest,
            String store,
            String phone,
            String day,
            String time,
            String plate,
            String confirmed,
            boolean ahead,
            int version,
            String said) {

        static Own of(String address, OwnAppointment it, String said, Instant now, Msg msg) {
            var today = now.atZone(it.zone()).toLocalDate();
            return new Own(
                    address,
                    it.surname()
                            .map(name -> msg.t("board.guest." + it.sex(), name))
                            .orElseGet(() -> msg.t("board.guest")),
                    it.store(),
                    it.storePhone(),
                    Refusals.day(it.day(), today, msg),
                    msg.time(it.start()),
                    it.plate().orElse(""),
                    it.confirmed().map(at -> msg.moment(at, it.zone(), today)).orElse(""),
                    it.ahead(),
                    it.version(),
                    said);
        }
    }

    /** A day to choose; {@code chosen} is the one whose places are shown. */
    public record Day(String value, String label, boolean chosen) {}

    /** A start to choose; {@code place} is what its button sends. */
    public record Start(String place, String time, String kind, String tone, boolean otherDay, String words) {}

    /**
     * The places of a day.
     *
     * @param refusal why the wish is not granted; empty if nothing was refused
     * @param offers what is offered instead of it
     */
    public record Places(String day, List<Day> days, List<Start> starts, String refusal, List<Start> offers) {

        static Places of(FreePlaces it, String refusal, List<FreePlaces.Start> offers, LocalDate today, Msg msg) {
            return new Places(
                    Refusals.day(it.day(), today, msg),
                    it.days().stream()
                            .map(day -> new Day(day.toString(), Refusals.day(day, today, msg), day.equals(it.day())))
                            .toList(),
                    it.starts().stream()
                            .map(start -> start(start, it.day(), today, msg))
                            .toList(),
                    refusal,
                    offers.stream()
                            .limit(3)
                            .map(start -> start(start, it.day(), today, msg))
                            .toList());
        }
    }

    private static Start start(FreePlaces.Start it, LocalDate shown, LocalDate today, Msg msg) {
        var day = Refusals.day(it.day(), today, msg);
        var time = msg.time(it.time());
        return new Start(
                it.day() + "T" + it.time(),
                time,
                msg.t("public.kind." + it.kind()),
                it.kind() == org.opendcrc.appointments.OfferKind.WINDOW ? "ok" : "mute",
                !it.day().equals(shown),
                day + " " + time);
    }

    /** A chosen place: {@code 2026-04-10T12:00}. */
    record Chosen(LocalDate day, LocalTime start) {

        static Optional<Chosen> of(String written) {
            var parts = written.split("T", -1);
            try {
                return parts.length == 2
                        ? Optional.of(new Chosen(LocalDate.parse(parts[0]), LocalTime.parse(parts[1])))
                                .filter(it -> it.start().equals(it.start().truncatedTo(ChronoUnit.MINUTES)))
                        : Optional.empty();
            } catch (DateTimeParseException _) {
                return Optional.empty();
            }
        }
    }

    /** A date of a link; empty for none or nonsense. */
    static Optional<LocalDate> date(String written) {
        try {
            return written.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(written));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /**
     * The form of the public page.
     *
     * @param faults in words, by field
     */
    public record Wish(
            String name, String sex, String plate, String needs, String place, java.util.Map<String, String> faults) {

        public Wish {
            faults = java.util.Map.copyOf(faults);
        }

        public @org.jspecify.annotations.Nullable String fault(String field) {
            return faults.get(field);
        }
    }
}
