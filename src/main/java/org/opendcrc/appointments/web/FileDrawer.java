package org.opendcrc.appointments.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.AppointmentFile;
import org.opendcrc.appointments.AppointmentState;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;

/**
 * An appointment as it is shown beside the day.
 *
 * @param tone of the state's chip
 * @param refusal why a move or a cancellation was not done, null for none
 * @param reason typed for a cancellation
 */
public record FileDrawer(
        UUID id,
        String number,
        String customer,
        String customerHref,
        @Nullable String plate,
        String state,
        String tone,
        List<Fact> facts,
        boolean ahead,
        int version,
        String close,
        String move,
        @Nullable String movedTo,
        @Nullable String movedFrom,
        String day,
        String time,
        @Nullable RefusalBox refusal,
        @Nullable String cancelRefusal,
        String reason) {

    /** A name and its value. */
    public record Fact(String name, String value) {}

    static FileDrawer of(
            AppointmentFile file,
            Instant now,
            Msg msg,
            @Nullable RefusalBox refusal,
            @Nullable String cancelRefusal,
            String reason) {
        var line = file.line();
        var today = now.atZone(file.zone()).toLocalDate();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(
                msg.t("appointment.when"),
                Refusals.day(file.day(), today, msg) + " "
                        + msg.time(line.place().start())
                        + (line.place().insertion() ? " · " + msg.t("appointment.insertion") : "")));
        facts.add(new Fact(msg.t("appointment.advisor"), file.advisor()));
        facts.add(new Fact(msg.t("appointment.bay"), file.bay()));
        facts.add(new Fact(msg.t("appointment.phone"), msg.masked(file.phone())));
        file.car().ifPresent(it -> facts.add(new Fact(msg.t("appointment.car"), it)));
        file.mileageKm().ifPresent(it -> facts.add(new Fact(msg.t("appointment.mileage"), msg.number(it) + " km")));
        file.boughtHere()
                .ifPresent(it -> facts.add(new Fact(
                        msg.t("appointment.bought-here"),
                        msg.t(it ? "booking.bought-here.yes" : "booking.bought-here.no"))));
        if (!line.needs().isEmpty()) {
            facts.add(new Fact(msg.t("appointment.needs"), line.needs()));
        }
        if (!file.diagnosis().isEmpty()) {
            facts.add(new Fact(msg.t("appointment.diagnosis"), join(file.diagnosis(), msg)));
        }
        if (!file.jobs().isEmpty()) {
            facts.add(new Fact(msg.t("appointment.jobs"), join(line.jobs(), msg)));
            facts.add(new Fact(
                    msg.t("appointment.estimate"),
                    msg.t("booking.estimate.words", msg.minutes(file.minutes()), msg.amount(file.priceFen()))));
        }
        if (!file.documents().isEmpty()) {
            facts.add(new Fact(msg.t("appointment.documents"), join(file.documents(), msg)));
        }
        facts.add(new Fact(
                msg.t("appointment.booked"),
                msg.t(
                        "appointment.booked.by",
                        msg.moment(file.bookedAt(), file.zone(), today),
                        file.bookedBy().orElseGet(() -> msg.t("appointment.booked.himself")),
                        msg.t("appointment.channel." + file.channel()))));
        file.confirmations()
                .forEach(it -> facts.add(new Fact(
                        msg.t("appointment.confirmation." + it.step()),
                        msg.t(
                                "appointment.confirmation.line",
                                msg.t("appointment.confirmation.result." + it.result()),
                                msg.moment(it.at(), file.zone(), today),
                                it.by().orElse(Msg.NONE)))));
        file.arrived().ifPresent(it -> ArrivalWords.facts(it, file.zone(), msg).forEach(facts::add));
        file.cancelReason().ifPresent(it -> facts.add(new Fact(msg.t("appointment.cancel-reason"), it)));
        var address = DayPage.address(file.store(), file.day());
        return new FileDrawer(
                line.id(),
                line.number(),
                PersonName.of(line.customer(), line.person(), line.sex(), msg).whole(),
                "/customers/" + line.customerId(),
                line.plate().orElse(null),
                msg.t("appointment.state." + line.state()),
                tone(line.state()),
                facts,
                line.state().isAhead(),
                line.version(),
                address,
                address + "&move=" + line.id(),
                file.movedTo().map(it -> "/appointments/" + it).orElse(null),
                file.movedFrom().map(it -> "/appointments/" + it).orElse(null),
                file.day().toString(),
                line.place().start().toString(),
                refusal,
                cancelRefusal,
                reason);
    }

    private static String join(List<String> words, Msg msg) {
        return String.join(msg.t("site.listSeparator"), words);
    }

    private static String tone(AppointmentState state) {
        return switch (state) {
            case BOOKED -> "info";
            case CONFIRMED_72, CONFIRMED_24, CONFIRMED_1, ARRIVED, ORDER_OPEN, CLOSED -> "ok";
            case NO_SHOW, NOT_READY -> "bad";
            case RESCHEDULED, CANCELLED_BY_CUSTOMER, CANCELLED_BY_DEALER -> "mute";
        };
    }
}
