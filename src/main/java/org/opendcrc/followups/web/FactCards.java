package org.opendcrc.followups.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendcrc.followups.CallFile;
import org.opendcrc.followups.CallKind;
import org.opendcrc.followups.web.CallPage.Fact;
import org.opendcrc.followups.web.CallPage.Facts;
import org.opendcrc.followups.web.CallPage.Happened;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;

/** What is known of customer, car and order, as cards; a line that says nothing does not appear. */
final class FactCards {

    /** So many lines of an order stand in the card. */
    private static final int SHOWN = 4;

    private FactCards() {}

    static List<Facts> of(CallFile file, Instant now, Msg msg) {
        var cards = new ArrayList<Facts>();
        cards.add(customer(file, msg));
        if (file.vehicleId().isPresent()) {
            cards.add(vehicle(file, now, msg));
        }
        cards.add(
                switch (CallKind.shownAs(file.order().kind()).subject()) {
                    case REPAIR_ORDER -> order(file, now, msg);
                    case COMPLAINT -> complaint(file, now, msg);
                    case APPOINTMENT -> appointment(file, now, msg);
                    case SALE -> sale(file, now, msg);
                });
        SaleChecks.kept(file, msg).ifPresent(cards::add);
        return cards;
    }

    /** What is kept of the appointment that a call is about; what he was promised in it is the page's own matter. */
    private static Facts appointment(CallFile file, Instant now, Msg msg) {
        var order = file.order();
        var today = now.atZone(file.zone()).toLocalDate();
        var lines = new ArrayList<Fact>();
        lines.add(new Fact(msg.t("followups.fact.kind"), msg.t("followups.order." + order.kind())));
        lines.add(new Fact(msg.t("followups.fact.expected"), msg.moment(order.settledAt(), file.zone(), today)));
        lines.add(new Fact(msg.t("followups.fact.advisor"), order.advisor().orElse(Msg.NONE)));
        file.closing()
                .flatMap(CallFile.Closing::answer)
                .ifPresent(it -> lines.add(new Fact(msg.t("followups.fact.answer"), msg.t("followups.answer." + it))));
        return new Facts("order-card", "calendar-event", msg.t("followups.card.appointment", order.number()), lines);
    }

    /** FU-17: what he bought, from whom, and when he got it. */
    private static Facts sale(CallFile file, Instant now, Msg msg) {
        var order = file.order();
        var today = now.atZone(file.zone()).toLocalDate();
        var lines = new ArrayList<Fact>();
        lines.add(new Fact(msg.t("followups.col.consultant"), order.advisor().orElse(Msg.NONE)));
        lines.add(new Fact(
                msg.t("followups.col.dealt"),
                msg.date(order.settledAt().atZone(file.zone()).toLocalDate(), today)));
        lines.add(new Fact(
                msg.t("followups.col.pickedUp"),
                file.around()
                        .sale()
                        .flatMap(CallFile.Sale::pickedUpOn)
                        .map(it -> msg.date(it, today))
                        .orElseGet(() -> msg.t("followups.pickedUp.notYet"))));
        if (file.around().sale().filter(it -> !it.valid()).isPresent()) {
            lines.add(new Fact(msg.t("followups.fact.sale"), msg.t("followups.fact.sale.returned")));
        }
        lines.add(new Fact(msg.t("followups.fact.vin"), file.vehicle().vin()));
        file.vehicle().plate().ifPresent(it -> lines.add(new Fact(msg.t("followups.col.plate"), it)));
        return new Facts("order-card", "receipt", msg.t("followups.card.sale", order.number()), lines);
    }

    /** The complaint whose handling the call asks about; its file is a link above. */
    private static Facts complaint(CallFile file, Instant now, Msg msg) {
        var order = file.order();
        var today = now.atZone(file.zone()).toLocalDate();
        return new Facts(
                "order-card",
                "message-report",
                msg.t("followups.card.complaint", order.number()),
                List.of(new Fact(
                        msg.t("followups.fact.solved"), msg.moment(order.settledAt(), file.zone(), today)))); // CP-12
    }

    private static Facts customer(CallFile file, Msg msg) {
        var customer = file.customer();
        var person = PersonName.of(customer.name(), customer.person(), customer.sex(), msg);
        return new Facts(
                "customer-card",
                "user",
                msg.t("followups.card.customer"),
                Stream.concat(
                                Stream.of(
                                        new Fact(msg.t("followups.fact.name"), person.whole()),
                                        new Fact(
                                                msg.t("followups.fact.consents"),
                                                msg.t(
                                                        "followups.fact.consents.both",
                                                        msg.t("followups.consent." + !customer.dnd()),
                                                        msg.t("followups.consent." + customer.smsConsent())))),
                                file.around().contacts().stream()
                                        .map(it -> new Fact(
                                                it.relation().orElseGet(() -> msg.t("followups.fact.contact")),
                                                it.phone()
                                                        .map(phone -> it.name() + " " + Phones.shown(phone))
                                                        .orElse(it.name()))))
                        .toList());
    }

    private static Facts vehicle(CallFile file, Instant now, Msg msg) {
        var vehicle = file.vehicle();
        var today = now.atZone(file.zone()).toLocalDate();
        var lines = new ArrayList<Fact>();
        lines.add(new Fact(msg.t("followups.fact.car"), (vehicle.brand() + " " + vehicle.car()).strip()));
        lines.add(new Fact(msg.t("followups.fact.vin"), tail(vehicle.vin())));
        file.order()
                .mileageKm()
                .ifPresent(it ->
                        lines.add(new Fact(msg.t("followups.fact.mileage"), msg.t("followups.km", msg.number(it)))));
        vehicle.deliveredOn()
                .ifPresent(it -> lines.add(new Fact(msg.t("followups.fact.delivered"), msg.date(it, today))));
        vehicle.warrantyUntil()
                .ifPresent(it -> lines.add(
                        new Fact(msg.t("followups.fact.warranty"), msg.t("followups.until", msg.date(it, today)))));
        file.around()
                .nextMaintenance()
                .ifPresent(it ->
                        lines.add(new Fact(msg.t("followups.fact.nextMaintenance"), msg.date(it, today)))); // FU-12
        if (vehicle.jd()) {
            lines.add(new Fact(msg.t("followups.fact.jd"), msg.t("followups.fact.jd.on"))); // FU-13
        }
        return new Facts("vehicle-card", "car", msg.t("followups.card.vehicle"), lines);
    }

    private static Facts order(CallFile file, Instant now, Msg msg) {
        var order = file.order();
        var today = now.atZone(file.zone()).toLocalDate();
        var lines = new ArrayList<Fact>();
        lines.add(new Fact(msg.t("followups.fact.kind"), msg.t("followups.order." + order.kind())));
        lines.add(new Fact(msg.t("followups.fact.sentIn"), msg.moment(order.sentInAt(), file.zone(), today)));
        var settled = msg.moment(order.settledAt(), file.zone(), today);
        lines.add(new Fact(
                msg.t("followups.fact.settled"),
                order.amountFen()
                        .map(it -> msg.t("followups.settledFor", settled, msg.amount(it)))
                        .orElse(settled)));
        lines.add(new Fact(msg.t("followups.fact.advisor"), order.advisor().orElse(Msg.NONE)));
        order.technician().ifPresent(it -> lines.add(new Fact(msg.t("followups.fact.technician"), it)));
        several("followups.fact.lines", file.around().lines(), msg).ifPresent(lines::add);
        several("followups.fact.recommended", file.around().recommended(), msg).ifPresent(lines::add);
        return new Facts("order-card", "clipboard-list", msg.t("followups.card.order", order.number()), lines);
    }

    /** The first few of a list, and how many more there are. */
    private static Optional<Fact> several(String name, List<String> items, Msg msg) {
        if (items.isEmpty()) {
            return Optional.empty();
        }
        var shown = items.stream().limit(SHOWN).collect(Collectors.joining(msg.t("site.listSeparator")));
        return Optional.of(new Fact(
                msg.t(name),
                items.size() <= SHOWN ? shown : msg.t("followups.fact.more", shown, items.size() - SHOWN)));
    }

    /** Calls of this house and of the system before it, newest first. */
    static List<Happened> history(CallFile file, Instant now, Msg msg) {
        record At(Instant at, Happened what) {}
        return Stream.concat(
                        file.history().stream().map(it -> new At(it.at(), happened(it, file, now, msg))),
                        file.around().earlier().stream().map(it -> new At(it.at(), earlier(it, file, now, msg))))
                .sorted(Comparator.comparing(At::at).reversed())
                .limit(8)
                .map(At::what)
                .toList();
    }

    private static Happened earlier(CallFile.Earlier call, CallFile file, Instant now, Msg msg) {
        var said = msg.t("followups.earlier." + call.outcome())
                + call.score().map(it -> msg.t("followups.earlier.score", it)).orElse("")
                + call.satisfaction()
                        .map(it -> msg.t("followups.history.mark", it))
                        .orElse("")
                + call.words().map(it -> msg.t("followups.earlier.words", it)).orElse("");
        return new Happened(
                msg.moment(call.at(), file.zone(), now.atZone(file.zone()).toLocalDate()),
                "history",
                msg.t(
                        "followups.history.line",
                        call.about(),
                        said,
                        call.by().orElseGet(() -> msg.t("followups.earlier"))));
    }

    static Happened happened(CallFile.Past past, CallFile file, Instant now, Msg msg) {
        var today = now.atZone(file.zone()).toLocalDate();
        var said = past.answered()
                .map(it -> msg.t("followups.history." + it)
                        + past.total()
                                .map(total -> msg.t(
                                        "followups.history.total",
                                        total,
                                        past.totalPossible().orElse(100)))
                                .orElse("")
                        + past.satisfaction()
                                .map(mark -> msg.t("followups.history.mark", mark))
                                .orElse("")
                        + (past.servicesTold() ? msg.t("followups.history.told") : "")) // FU-28
                .orElseGet(() -> msg.t("followups.outcome." + past.outcome())
                        + (past.outcome().isNotConnected() && !past.counted()
                                ? msg.t("followups.history.notCounted")
                                : ""));
        return new Happened(
                msg.moment(past.at(), file.zone(), today),
                past.answered().isPresent() ? "phone-check" : "phone-x",
                msg.t("followups.history.line", past.orderNo(), said, past.by()));
    }

    /** The end of a VIN, by which people recognise a car. */
    private static String tail(String vin) {
        return vin.length() <= 8 ? vin : "··· " + vin.substring(vin.length() - 8);
    }
}
