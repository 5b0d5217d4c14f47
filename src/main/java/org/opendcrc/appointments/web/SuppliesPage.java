package org.opendcrc.appointments.web;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.Supplies;
import org.opendcrc.organisation.Store;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Msg;

/** What limits the offers, as it is shown. */
public record SuppliesPage(
        UUID store,
        String storeName,
        List<DayPage.Choice> stores,
        List<Part> parts,
        List<Arrival> arrivals,
        List<Campaign> campaigns,
        List<Technician> technicians,
        boolean mayParts,
        boolean mayArrivals,
        boolean mayCampaigns,
        @Nullable String refusal) {

    /** A part of a job. */
    public record Part(String job, String part, String quantity, String stock, String shelf) {}

    /** A part that is expected; {@code value} of its day for the form that takes it back. */
    public record Arrival(String day, String value, String partNo, String name, String quantity) {}

    /** A campaign; {@code active} in words. */
    public record Campaign(String name, String days, String hours, int places, String jobs, String active) {}

    /** Somebody of the workshop; {@code skills} as they are typed. */
    public record Technician(UUID id, String name, String skills) {}

    static SuppliesPage of(
            Supplies it,
            Store store,
            List<Store> own,
            Actor actor,
            LocalDate today,
            @Nullable String refusal,
            Msg msg) {
        return new SuppliesPage(
                store.id(),
                store.name(),
                own.stream()
                        .map(one -> new DayPage.Choice(
                                one.name(),
                                "/appointments/supplies?store=" + one.id(),
                                one.id().equals(store.id())))
                        .toList(),
                it.parts().stream()
                        .map(one -> new Part(
                                one.jobCode() + " " + one.jobName(),
                                one.partNo() + " " + one.name(),
                                PrepDrawer.number(one.quantity()),
                                one.stock().map(PrepDrawer::number).orElse(Msg.NONE),
                                one.shelf().orElse("")))
                        .toList(),
                it.arrivals().stream()
                        .map(one -> new Arrival(
                                Refusals.day(one.day(), today, msg),
                                one.day().toString(),
                                one.partNo(),
                                one.name(),
                                PrepDrawer.number(one.quantity())))
                        .toList(),
                it.campaigns().stream()
                        .map(one -> new Campaign(
                                one.name(),
                                msg.date(one.first(), today) + " – " + msg.date(one.last(), today),
                                one.from().isPresent() && one.to().isPresent()
                                        ? msg.time(one.from().get()) + "–"
                                                + msg.time(one.to().get())
                                        : msg.t("supplies.all-day"),
                                one.places(),
                                String.join(" ", one.jobs()),
                                msg.t(one.active() ? "supplies.runs" : "supplies.ended")))
                        .toList(),
                it.technicians().stream()
                        .map(one -> new Technician(one.id(), one.name(), String.join(", ", one.skills())))
                        .toList(),
                actor.may(UseCase.MANAGE_JOBS),
                actor.may(UseCase.PREPARE_PARTS, store.id()),
                actor.may(UseCase.MANAGE_CAMPAIGNS, store.id()),
                refusal);
    }
}
