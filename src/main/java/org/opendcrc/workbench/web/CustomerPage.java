package org.opendcrc.workbench.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.customers.Disclosed;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;
import org.opendcrc.site.PlateSign;
import org.opendcrc.workbench.CustomerCar;
import org.opendcrc.workbench.CustomerCard;
import org.opendcrc.workbench.CustomerFigures;
import org.opendcrc.workbench.CustomerFile;
import org.opendcrc.workbench.StoryKind;
import org.opendcrc.workbench.StoryWanted;

/**
 * The page of a customer as it is shown; all words are in the person's language already.
 *
 * @param home the page's address without filters
 * @param call the owed call that is due first; null if there is none, or the person makes no calls there
 * @param disclosures where whole numbers are asked for; null if the person may not see them
 * @param advice what is still to be done
 * @param people who looks after him; empty where nobody did yet
 */
public record CustomerPage(
        String home,
        String name,
        String title,
        String customerNo,
        boolean dnd,
        @Nullable Call call,
        List<Figure> figures,
        Owner owner,
        List<Contact> contacts,
        boolean contactsMasked,
        List<Consent> consents,
        @Nullable ConsentForm consentForm,
        String carsTitle,
        List<Car> cars,
        List<Tab> tabs,
        List<StoryRow> story,
        @Nullable String latest,
        @Nullable String earlier,
        @Nullable String allCars,
        List<Fact> people,
        List<Advice> advice,
        @Nullable String disclosures) {

    static final int ROWS = 20;

    /** The button to the owed call. */
    public record Call(String href, String text) {}

    /** A figure of the strip; {@code href} is null where it leads nowhere. */
    public record Figure(
            String icon,
            String name,
            String tone,
            String value,
            String note,
            @Nullable String href) {}

    /** {@code pending}: changes that wait for somebody's word (A33). {@code idNo} is null where none is known; {@code shown} says that it stands there whole. */
    public record Owner(
            String name,
            @Nullable String idNo,
            boolean idNoShown,
            List<PhoneLine> numbers,
            boolean numbersShown,
            String address,
            List<String> pending) {}

    /** A telephone number; {@code wrong} is what is said of one where he is not to be reached. */
    public record PhoneLine(String text, @Nullable String wrong) {}

    /** A person to talk to instead; {@code number} is null where none is known. */
    public record Contact(
            String name, String relation, @Nullable String number) {}

    /** What he agreed to. */
    public record Consent(String icon, String name, String note, String tone, String sign, String text) {}

    /**
     * What somebody heard just now, as it was typed.
     *
     * @param refusal why it was not recorded; null where nothing was tried
     */
    public record ConsentForm(
            String purpose,
            String given,
            String channel,
            String evidence,
            @Nullable String refusal) {

        static final ConsentForm EMPTY = new ConsentForm("TEXTS", "", "PHONE", "", null);
    }

    /** A car. {@code chosen}: the history shows it alone; {@code guarantees}: the way to its three guarantees, null for who may not. */
    public record Car(
            String href,
            boolean chosen,
            @Nullable String plate,
            String name,
            boolean jd,
            String facts,
            @Nullable String owned,
            @Nullable String maintenance,
            @Nullable String warranty,
            String warrantyTone,
            @Nullable String guarantees) {}

    /** A tab of the history. */
    public record Tab(String href, String key, String name, int count, boolean current) {}

    /** Something that the workshop advised. */
    public record Advice(String item, String since, String note) {}

    /** A name and its value. */
    public record Fact(String name, String value) {}

    static CustomerPage of(
            CustomerFile file,
            StoryWanted wanted,
            Actor actor,
            @Nullable Disclosed shown,
            ConsentForm consentForm,
            Instant now,
            Msg msg) {
        var card = file.card();
        var figures = file.figures();
        var zone = card.zone();
        var today = now.atZone(zone).toLocalDate();
        var home = "/customers/" + card.id();
        var several = actor.roles().size() > 1;
        var address = new Address(home, wanted);
        return new CustomerPage(
                home,
                card.name(),
                PersonName.of(card.name(), card.person(), card.sex(), msg).title(),
                card.customerNo(),
                card.dnd(),
                figures.owed().stream()
                        .filter(it -> actor.may(UseCase.MAKE_FOLLOW_UP_CALLS, it.storeId()))
                        .findFirst()
                        .map(it -> new Call(
                                "/follow-ups/" + it.task(),
                                msg.t("customer.call", msg.t("followups.kind." + it.taskKind()))))
                        .orElse(null),
                figures(file, wanted, actor, zone, now, msg),
                owner(card, shown, now, msg),
                contacts(card, shown),
                card.contacts().stream().anyMatch(it -> it.masked().isPresent())
                        && !(shown instanceof Disclosed.Contacts),
                consents(card, today, msg),
                actor.may(UseCase.SET_DO_NOT_DISTURB) ? consentForm : null,
                msg.t(
                        "customer.cars",
                        file.cars().stream().filter(CustomerCar::isOwned).count()),
                file.cars().stream()
                        .map(it -> car(it, wanted, address, actor.may(UseCase.READ_GUARANTEES), zone, today, msg))
                        .toList(),
                tabs(file, wanted, actor, address, msg),
                StoryRow.of(
                        file.story().lines(),
                        file.cars().size() > 1 && wanted.vehicle().isEmpty(),
                        several,
                        now,
                        msg),
                wanted.after().isPresent() ? address.to(wanted.kind(), wanted.vehicle(), null) : null,
                file.story()
                        .next()
                        .map(it -> address.to(wanted.kind(), wanted.vehicle(), it.toString()))
                        .orElse(null),
                wanted.vehicle().isPresent() ? address.to(wanted.kind(), Optional.empty(), null) : null,
                Stream.of(
                                figures.advisor().map(it -> new Fact(msg.t("customer.people.advisor"), it)),
                                figures.caller().map(it -> new Fact(msg.t("customer.people.caller"), it)))
                        .flatMap(Optional::stream)
                        .toList(),
                figures.advice().stream()
                        .map(it -> advice(it, file.cars(), zone, today, msg))
                        .toList(),
                actor.may(UseCase.SEE_SENSITIVE) ? home + "/disclosures" : null);
    }

    /** Addresses of the page that keep what is chosen. */
    private record Address(String home, StoryWanted wanted) {

        String to(Optional<StoryKind> kind, Optional<UUID> vehicle, @Nullable String after) {
            var chosen = Stream.of(
                            kind.map(it -> "kind=" + it),
                            vehicle.map(it -> "vehicle=" + it),
                            Optional.ofNullable(after).map(it -> "after=" + it))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining("&"));
            return chosen.isEmpty() ? home : home + "?" + chosen;
        }
    }

    private static List<Figure> figures(
            CustomerFile file, StoryWanted wanted, Actor actor, ZoneId zone, Instant now, Msg msg) {
        var today = now.atZone(zone).toLocalDate();
        var figures = file.figures();
        var all = new ArrayList<Figure>();
        if (actor.may(StoryKind.CALLS.right())) {
            all.add(owed(figures, zone, now, today, msg));
        }
        if (actor.may(StoryKind.COMPLAINTS.right())) {
            var running = figures.complaintsRunning();
            all.add(new Figure(
                    "message-report",
                    msg.t("customer.figure.complaints"),
                    running > 0 ? "bad" : "",
                    running > 0 ? msg.t("customer.figure.complaints.running", running) : msg.t("customer.none"),
                    msg.t("customer.figure.complaints.all", figures.counts().getOrDefault(StoryKind.COMPLAINTS, 0)),
                    "/customers/" + file.card().id() + "?kind=COMPLAINTS"));
        }
        all.add(warranty(file.cars(), wanted.vehicle(), today, msg));
        all.add(maintenance(file.cars(), wanted.vehicle(), today, msg));
        all.add(new Figure(
                "car-garage",
                msg.t("customer.figure.visits"),
                "",
                msg.t("customer.figure.visits.times", figures.visits()),
                figures.lastVisit()
                        .map(it -> msg.t(
                                "customer.figure.visits.last",
                                msg.date(it.atZone(zone).toLocalDate(), today)))
                        .orElseGet(() -> msg.t("customer.figure.visits.never")),
                "/customers/" + file.card().id() + "?kind=REPAIRS"));
        all.add(new Figure(
                "coins",
                msg.t("customer.figure.spent"),
                "",
                msg.t("customer.yuan", msg.amount(figures.spentFen())),
                msg.t("customer.figure.spent.note"),
                null));
        return List.copyOf(all);
    }

    private static Figure owed(CustomerFigures figures, ZoneId zone, Instant now, LocalDate today, Msg msg) {
        if (figures.owed().isEmpty()) {
            return new Figure(
                    "phone-call",
                    msg.t("customer.figure.owed"),
                    "",
                    msg.t("customer.none"),
                    msg.t("customer.figure.owed.none"),
                    null);
        }
        var first = figures.owed().getFirst();
        var over = !first.dueAt().isAfter(now);
        var lastDay = first.dueAt().minusNanos(1).atZone(zone).toLocalDate();
        var due = over
                ? msg.t("customer.figure.owed.over")
                : lastDay.equals(today)
                        ? msg.t("customer.figure.owed.today")
                        : msg.t("customer.figure.owed.until", msg.date(lastDay, today));
        return new Figure(
                "phone-call",
                msg.t("customer.figure.owed"),
                over ? "bad" : "",
                figures.owed().size() > 1
                        ? msg.t(
                                "customer.figure.owed.several",
                                msg.t("followups.kind." + first.taskKind()),
                                figures.owed().size())
                        : msg.t("followups.kind." + first.taskKind()),
                first.textOnly()
                        ? msg.t("customer.figure.owed.text", due)
                        : msg.t("customer.figure.owed.tried", due, first.attempts()),
                "/follow-ups/" + first.task());
    }

    /** Of the chosen car, else of the one whose warranty ends next. */
    private static Figure warranty(List<CustomerCar> cars, Optional<UUID> chosen, LocalDate today, Msg msg) {
        var name = msg.t("customer.figure.warranty");
        var known = cars.stream()
                .filter(it -> it.isOwned()
                        && it.warrantyUntil().isPresent()
                        && (chosen.isEmpty() || it.id().equals(chosen.get())))
                .sorted(Comparator.comparing(it -> it.warrantyUntil().orElseThrow()))
                .toList();
        var running = known.stream()
                .filter(it -> !it.warrantyUntil().orElseThrow().isBefore(today))
                .findFirst();
        if (running.isEmpty()) {
            return known.isEmpty()
                    ? new Figure("shield", name, "", Msg.NONE, msg.t("customer.figure.warranty.unknown"), null)
                    : new Figure(
                            "shield",
                            name,
                            "",
                            msg.t("customer.figure.warranty.over"),
                            note(known.getLast(), today, msg),
                            null);
        }
        var days = ChronoUnit.DAYS.between(today, running.get().warrantyUntil().orElseThrow());
        return new Figure(
                "shield",
                name,
                days <= 30 ? "warn" : "",
                days > 99
                        ? msg.t("customer.figure.warranty.months", days / 30)
                        : msg.t("customer.figure.warranty.days", days),
                note(running.get(), today, msg),
                null);
    }

    /** Of the chosen car, else of the one that is expected first (FU-12); and what was advised. */
    private static Figure maintenance(List<CustomerCar> cars, Optional<UUID> chosen, LocalDate today, Msg msg) {
        var name = msg.t("customer.figure.maintenance");
        var next = cars.stream()
                .filter(it -> it.isOwned() && (chosen.isEmpty() || it.id().equals(chosen.get())))
                .flatMap(it -> it.nextMaintenanceOn().stream())
                .sorted()
                .findFirst();
        if (next.isEmpty()) {
            return new Figure("tool", name, "", Msg.NONE, msg.t("customer.figure.maintenance.unknown"), null);
        }
        var over = next.get().isBefore(today);
        return new Figure(
                "tool",
                name,
                over ? "warn" : "",
                msg.date(next.get(), today),
                msg.t(over ? "customer.figure.maintenance.over" : "customer.figure.maintenance.expected"),
                null);
    }

    private static Advice advice(
            CustomerFigures.Advice it, List<CustomerCar> cars, ZoneId zone, LocalDate today, Msg msg) {
        var plate = cars.size() > 1
                ? cars.stream()
                        .filter(car -> car.id().equals(it.vehicleId()))
                        .flatMap(car -> car.plate().stream())
                        .map(known -> PlateSign.of(known).text())
                        .findFirst()
                : Optional.<String>empty();
        return new Advice(
                it.item(),
                msg.t(
                        it.accepted().isPresent() ? "customer.advice.declined" : "customer.advice.advised",
                        day(it.advisedAt(), zone, today, msg)),
                Stream.of(
                                it.usableUntil().map(day -> msg.t("customer.advice.until", msg.date(day, today))),
                                it.usableKm().map(km -> msg.t("customer.advice.untilKm", msg.number(km))),
                                plate)
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" · ")));
    }

    private static String note(CustomerCar car, LocalDate today, Msg msg) {
        var until = msg.date(car.warrantyUntil().orElseThrow(), today);
        return car.warrantyKm()
                .map(it -> msg.t("customer.figure.warranty.untilOrKm", until, msg.number(it)))
                .orElseGet(() -> msg.t("customer.figure.warranty.until", until));
    }

    private static Owner owner(CustomerCard card, @Nullable Disclosed shown, Instant now, Msg msg) {
        var numbers = shown instanceof Disclosed.Phones whole
                ? whole.numbers().stream()
                        .map(it -> number(it.number().national(), it.wrongSince(), msg))
                        .toList()
                : card.phones().stream()
                        .map(it -> number(it.masked(), it.wrongSince(), msg))
                        .toList();
        var idNo = shown instanceof Disclosed.IdNumber it
                ? Optional.of(it.value())
                : card.idNoTail().map(tail -> "****" + tail);
        var zone = card.zone();
        var today = now.atZone(zone).toLocalDate();
        return new Owner(
                card.person() && !card.sex().equals("UNKNOWN")
                        ? card.name() + " · " + msg.t("customer.sex." + card.sex())
                        : card.name(),
                idNo.orElse(null),
                shown instanceof Disclosed.IdNumber,
                numbers,
                shown instanceof Disclosed.Phones,
                card.address(),
                card.pending().stream()
                        .map(it -> msg.t(
                                "customer.pending",
                                msg.t("owner-changes.field." + it.field()),
                                it.value(),
                                day(it.askedAt(), zone, today, msg)))
                        .toList());
    }

    private static PhoneLine number(String text, Optional<Instant> wrongSince, Msg msg) {
        return new PhoneLine(
                text, wrongSince.map(_ -> msg.t("customer.phone.wrong")).orElse(null));
    }

    private static List<Contact> contacts(CustomerCard card, @Nullable Disclosed shown) {
        return card.contacts().stream()
                .map(it -> new Contact(
                        it.name(),
                        it.relation().orElse(""),
                        shown instanceof Disclosed.Contacts whole
                                        && whole.numbers().containsKey(it.id())
                                ? whole.numbers().get(it.id()).national()
                                : it.masked().orElse(null)))
                .toList();
    }

    private static List<Consent> consents(CustomerCard card, LocalDate today, Msg msg) {
        var since = Stream.of(card.dndSince().map(it -> day(it, card.zone(), today, msg)), card.dndReason())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        var calls = said(card, "CALLS", today, msg);
        return List.of(
                consent(
                        "phone",
                        "calls",
                        !card.dnd(),
                        calls.isEmpty() ? since : calls,
                        card.dnd() ? "purple" : "ok",
                        msg),
                consent(
                        "message-2",
                        "texts",
                        card.smsConsent(),
                        said(card, "TEXTS", today, msg),
                        card.smsConsent() ? "ok" : "",
                        msg),
                consent(
                        "clipboard-check",
                        "surveys",
                        card.surveyConsent(),
                        said(card, "SURVEYS", today, msg),
                        card.surveyConsent() ? "ok" : "",
                        msg));
    }

    /** When and how he said the last word, if somebody here heard it. */
    private static String said(CustomerCard card, String purpose, LocalDate today, Msg msg) {
        return card.said().stream()
                .filter(it -> it.purpose().equals(purpose))
                .map(it -> Stream.of(
                                day(it.saidAt(), card.zone(), today, msg),
                                msg.t("customer.consent.channel." + it.channel()),
                                it.evidence())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" · ")))
                .findFirst()
                .orElse("");
    }

    private static Consent consent(String icon, String what, boolean given, String note, String tone, Msg msg) {
        return new Consent(
                icon,
                msg.t("customer.consent." + what),
                note,
                tone,
                given ? "check" : tone.equals("purple") ? "bell-off" : "x",
                msg.t("customer.consent." + what + "." + given));
    }

    private static Car car(
            CustomerCar it,
            StoryWanted wanted,
            Address address,
            boolean guarantees,
            ZoneId zone,
            LocalDate today,
            Msg msg) {
        var chosen = wanted.vehicle().equals(Optional.of(it.id()));
        var facts = Stream.of(
                        Optional.of(msg.t("customer.car.vin", tail(it.vin()))),
                        it.mileageKm().map(km -> msg.t("customer.km", msg.number(km))),
                        it.deliveredOn().map(day -> msg.t("customer.car.delivered", msg.date(day, today))),
                        it.formerPlates().isEmpty()
                                ? Optional.<String>empty()
                                : Optional.of(msg.t(
                                        "customer.car.formerPlates",
                                        String.join(msg.t("site.listSeparator"), it.formerPlates()))))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
        var over = it.warrantyUntil().filter(day -> day.isBefore(today)).isPresent();
        return new Car(
                address.to(wanted.kind(), chosen ? Optional.empty() : Optional.of(it.id()), null),
                chosen,
                it.plate().orElse(null),
                it.name(),
                it.jd(),
                facts,
                it.until()
                        .map(end -> msg.t(
                                "customer.car.owned",
                                it.since()
                                        .map(from -> day(from, zone, today, msg))
                                        .orElse(Msg.NONE),
                                day(end, zone, today, msg)))
                        .orElse(null),
                it.nextMaintenanceOn().map(day -> msg.date(day, today)).orElse(null),
                it.warrantyUntil().map(day -> msg.date(day, today)).orElse(null),
                over ? "dc-sub" : "dc-b",
                guarantees ? "/guarantees/vehicles/" + it.id() : null);
    }

    private static String day(Instant at, ZoneId zone, LocalDate today, Msg msg) {
        return msg.date(at.atZone(zone).toLocalDate(), today);
    }

    /** The end of a VIN, by which people recognise a car. */
    private static String tail(String vin) {
        return vin.length() <= 8 ? vin : "···" + vin.substring(vin.length() - 8);
    }

    /** All, then each kind that the person may see; the digits are their keys. */
    private static List<Tab> tabs(CustomerFile file, StoryWanted wanted, Actor actor, Address address, Msg msg) {
        var kinds = Arrays.stream(StoryKind.values())
                .filter(it -> actor.may(it.right()))
                .toList();
        var counts = file.figures().counts();
        var tabs = new ArrayList<Tab>();
        tabs.add(new Tab(
                address.to(Optional.empty(), wanted.vehicle(), null),
                "1",
                msg.t("customer.story.all"),
                kinds.stream().mapToInt(it -> counts.getOrDefault(it, 0)).sum(),
                wanted.kind().isEmpty()));
        for (var kind : kinds) {
            tabs.add(new Tab(
                    address.to(Optional.of(kind), wanted.vehicle(), null),
                    Integer.toString(tabs.size() + 1),
                    msg.t("customer.story." + kind),
                    counts.getOrDefault(kind, 0),
                    wanted.kind().equals(Optional.of(kind))));
        }
        return List.copyOf(tabs);
    }
}
