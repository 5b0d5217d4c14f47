package org.opendcrc.appointments.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.Answer;
import org.opendcrc.appointments.DayView;
import org.opendcrc.appointments.KnownCaller;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.Plate;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;

/**
 * The form for a new appointment as it is shown beside the day. First who is on the telephone, then what and when.
 *
 * @param callers those among whom to choose, when several are found
 * @param caller the chosen one, null for none
 * @param unknown whether the fields for a new customer are shown
 * @param notFound what nobody was found for, null if somebody was or nobody was looked for
 * @param faults by field
 * @param back where one goes once it is booked or given up, null for the day
 */
public record BookingDrawer(
        UUID store,
        String close,
        BookingFieldsView typed,
        List<Choice> advisors,
        List<CallerChoice> callers,
        @Nullable Caller caller,
        boolean unknown,
        @Nullable String notFound,
        List<JobChoice> jobs,
        String estimate,
        List<Ticked> documents,
        Map<String, String> faults,
        @Nullable RefusalBox refusal,
        @Nullable String back) {

    /** Something to choose from a list. */
    public record Choice(String value, String name, boolean chosen) {}

    /** One of several who may be on the telephone. */
    public record CallerChoice(String href, String name, String cars) {}

    /** Who is on the telephone. */
    public record Caller(UUID id, String name, String phone, List<CarChoice> cars) {}

    /** A car of his. */
    public record CarChoice(String value, @Nullable String plate, String name, String facts, boolean chosen) {}

    /** A job of the price list. */
    public record JobChoice(UUID id, String words, int minutes, long priceFen, boolean chosen) {}

    /** A paper to bring. */
    public record Ticked(String name, boolean chosen) {}

    /** The fields as they were typed, for the template. */
    public record BookingFieldsView(
            String day,
            String start,
            String words,
            String name,
            String sex,
            String phone,
            String plate,
            String bought,
            String needs,
            String mileage,
            String diagnosis,
            boolean text) {}

    public @Nullable String fault(String field) {
        return faults.get(field);
    }

    /** Whether the rest of the form is shown: somebody is chosen or taken down as new. */
    public boolean ready() {
        return caller != null || unknown;
    }

    static BookingDrawer of(
            DayView view,
            BookingFields typed,
            List<KnownCaller> found,
            List<Answer.Fault> faults,
            @Nullable RefusalBox refusal,
            @Nullable String back,
            Instant now,
            Msg msg) {
        var chosen = BookingFields.id(typed.customer())
                .flatMap(id ->
                        found.stream().filter(it -> it.customer().equals(id)).findFirst())
                .or(() -> found.size() == 1 && !typed.unknown() ? Optional.of(found.getFirst()) : Optional.empty());
        var looked = !typed.words().isEmpty();
        var unknown = chosen.isEmpty() && (typed.unknown() || (looked && found.isEmpty()));
        var car = chosen.flatMap(it -> car(it, typed));
        var own = car.flatMap(KnownCaller.Car::advisor)
                .filter(it -> view.book().knows(it))
                .map(UUID::toString)
                .orElse("");
        var advisor = typed.advisor().isEmpty() && !typed.sent() ? own : typed.advisor();
        var advisors = new ArrayList<Choice>();
        advisors.add(new Choice("", msg.t("booking.advisor.any"), advisor.isEmpty()));
        view.book()
                .advisors()
                .forEach(it -> advisors.add(new Choice(
                        it.advisor().toString(),
                        it.name(),
                        it.advisor().toString().equals(advisor))));
        var phone = typed.phone().isEmpty()
                        && unknown
                        && PhoneNumber.of(typed.words(), "").isPresent()
                ? typed.words()
                : typed.phone();
        var plate = typed.plate().isEmpty() && unknown && phone.isEmpty() ? plate(typed.words()) : typed.plate();
        var jobs = view.jobs().stream()
                .map(it -> new JobChoice(
                        it.id(),
                        msg.t("booking.job", it.name(), msg.minutes(it.minutes()), msg.amount(it.priceFen())),
                        it.minutes(),
                        it.priceFen(),
                        typed.jobs().contains(it.id().toString())))
                .toList();
        return new BookingDrawer(
                view.store(),
                back == null ? DayPage.address(view.store(), view.book().day()) : back,
                new BookingFieldsView(
                        typed.day(),
                        typed.start(),
                        typed.words(),
                        typed.name(),
                        typed.sex().isEmpty() ? "UNKNOWN" : typed.sex(),
                        phone,
                        plate,
                        typed.bought().isEmpty() && !typed.sent() && car.isPresent()
                                ? car.get().soldHere() ? "yes" : ""
                                : typed.bought(),
                        typed.needs(),
                        typed.mileage(),
                        typed.diagnosis(),
                        !typed.sent() || typed.text()),
                advisors,
                chosen.isPresent() || typed.unknown()
                        ? List.of()
                        : found.stream().map(it -> choice(it, view, typed, msg)).toList(),
                chosen.map(it -> caller(it, car, view, now, msg)).orElse(null),
                unknown,
                unknown && looked && found.isEmpty() ? typed.words() : null,
                jobs,
                msg.t(
                        "booking.estimate.words",
                        msg.minutes(jobs.stream()
                                .filter(JobChoice::chosen)
                                .mapToInt(JobChoice::minutes)
                                .sum()),
                        msg.amount(jobs.stream()
                                .filter(JobChoice::chosen)
                                .mapToLong(JobChoice::priceFen)
                                .sum())),
                view.documents().stream()
                        .map(it -> new Ticked(
                                it, !typed.sent() || typed.documents().contains(it)))
                        .toList(),
                faults.stream()
                        .collect(Collectors.toMap(Answer.Fault::field, it -> msg.t(it.sentence()), (one, _) -> one)),
                refusal,
                back);
    }

    private static String plate(String words) {
        return Plate.of(words).filter(Plate::regular).map(Plate::formatted).orElse("");
    }

    private static Optional<KnownCaller.Car> car(KnownCaller caller, BookingFields typed) {
        if (typed.sent() && typed.vehicle().isEmpty()) {
            return Optional.empty();
        }
        return caller.cars().stream()
                .filter(it -> it.vehicle().toString().equals(typed.vehicle()))
                .findFirst()
                .or(() -> caller.cars().stream().findFirst());
    }

    private static CallerChoice choice(KnownCaller it, DayView view, BookingFields typed, Msg msg) {
        return new CallerChoice(
                "/appointments/new?store=%s&day=%s&start=%s&advisor=%s&customer=%s"
                        .formatted(view.store(), typed.day(), typed.start(), typed.advisor(), it.customer()),
                PersonName.of(it.name(), it.person(), it.sex(), msg).whole(),
                it.cars().stream()
                        .map(car -> car.plate().orElse(car.name()))
                        .collect(Collectors.joining(msg.t("site.listSeparator"))));
    }

    private static Caller caller(KnownCaller it, Optional<KnownCaller.Car> chosen, DayView view, Instant now, Msg msg) {
        var zone = view.book().calendar().zone();
        var today = now.atZone(zone).toLocalDate();
        return new Caller(
                it.customer(),
                PersonName.of(it.name(), it.person(), it.sex(), msg).whole(),
                msg.masked(it.phone()),
                it.cars().stream()
                        .map(car -> {
                            var facts = new ArrayList<String>();
                            facts.add(car.name());
                            car.lastVisit()
                                    .ifPresent(at -> facts.add(msg.t(
                                            "booking.caller.last",
                                            msg.date(at.atZone(zone).toLocalDate(), today))));
                            car.advisor()
                                    .filter(id -> view.book().knows(id))
                                    .ifPresent(id -> facts.add(msg.t(
                                            "booking.caller.advisor",
                                            view.book().attendance(id).name())));
                            return new CarChoice(
                                    car.vehicle().toString(),
                                    car.plate().orElse(null),
                                    car.plate().orElse(car.name()),
                                    String.join(" · ", facts),
                                    chosen.filter(car::equals).isPresent());
                        })
                        .toList());
    }
}
