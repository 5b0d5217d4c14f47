package org.opendcrc.appointments.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendcrc.appointments.FreePlaces;
import org.opendcrc.appointments.Job;
import org.opendcrc.appointments.OwnAppointment;
import org.opendcrc.appointments.PublicBookingDesk.Choice;
import org.opendcrc.site.Msg;

/** What the pages without a login show. */
public final class PublicPage {

    private static final int MOST_JOBS = 20;

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

    /** A job to choose; {@code words} say how long it takes and what it costs. */
    public record JobChoice(String id, String name, String words, boolean chosen) {}

    /** A start to choose; {@code place} is what its button sends. */
    public record Start(String place, String time, String kind, String tone, boolean otherDay, String words) {}

    /**
     * The places of a day.
     *
     * @param refusal why the wish is not granted; empty if nothing was refused
     * @param offers what is offered instead of it
     * @param jobs that he can choose; none where he moves what he has
     * @param estimate of those chosen, in words; empty for none
     * @param query what the links of the days keep of his choice
     */
    public record Places(
            String day,
            List<Day> days,
            List<Start> starts,
            String refusal,
            List<Start> offers,
            List<JobChoice> jobs,
            String estimate,
            String query) {

        static Places of(FreePlaces it, String refusal, List<FreePlaces.Start> offers, LocalDate today, Msg msg) {
            return of(new Choice(it, List.of(), List.of()), refusal, offers, today, msg);
        }

        static Places of(Choice choice, String refusal, List<FreePlaces.Start> offers, LocalDate today, Msg msg) {
            var it = choice.places();
            var chosen = choice.chosen();
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
                            .toList(),
                    choice.jobs().stream()
                            .map(job -> new JobChoice(
                                    job.id().toString(), job.name(), estimate(List.of(job), msg), chosen.contains(job)))
                            .toList(),
                    chosen.isEmpty() ? "" : estimate(chosen, msg),
                    chosen.stream().map(job -> "&jobs=" + job.id()).collect(Collectors.joining()));
        }

        /** AP-24: hours and money of the price list. */
        private static String estimate(List<Job> jobs, Msg msg) {
            return msg.t(
                    "booking.estimate.words",
                    msg.minutes(jobs.stream().mapToInt(Job::minutes).sum()),
                    msg.amount(jobs.stream().mapToLong(Job::priceFen).sum()));
        }
    }

    /** The jobs of a form; what is no identifier is left out. */
    static List<UUID> jobs(List<String> written) {
        return written.stream()
                .filter(it -> it.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"))
                .map(UUID::fromString)
                .distinct()
                .limit(MOST_JOBS)
                .toList();
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
            String name,
            String sex,
            String plate,
            String needs,
            List<UUID> jobs,
            String place,
            java.util.Map<String, String> faults) {

        public Wish {
            jobs = List.copyOf(jobs);
            faults = java.util.Map.copyOf(faults);
        }

        public @org.jspecify.annotations.Nullable String fault(String field) {
            return faults.get(field);
        }
    }
}
