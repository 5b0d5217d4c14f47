package org.opendcrc.guarantees.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.guarantees.CarFile;
import org.opendcrc.guarantees.Demand;
import org.opendcrc.guarantees.GuaranteeLaw;
import org.opendcrc.guarantees.Problem;
import org.opendcrc.guarantees.Repair;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Msg;

/**
 * A car as the three guarantees see it, as it is shown; all words are in the person's language already.
 *
 * @param rights what the customer may ask for now
 * @param refusal why nothing was written, null if nobody tried or it was
 * @param mark the form about one repair, null if none was chosen or the person may not
 * @param acknowledge where one takes note, null if there is nothing or it is not his
 */
public record CarPage(
        UUID vehicle,
        String title,
        @Nullable String plate,
        List<Fact> facts,
        List<Meter> meters,
        List<String> rights,
        List<AlarmRow> alarms,
        @Nullable String acknowledge,
        List<RepairRow> repairs,
        List<ProblemRow> problems,
        @Nullable MarkForm mark,
        List<DemandRow> demands,
        boolean mayWork,
        List<Choice> natures,
        List<Choice> stores,
        List<Choice> wants,
        String today,
        String now,
        Calculator calculator,
        @Nullable String refusal) {

    public record Fact(String name, String value, @Nullable String href) {}

    /** How near a limit is: {@code value} of {@code most}; over it, it is at an end. */
    public record Meter(String label, String text, int value, int most, String tone) {}

    public record AlarmRow(String at, String text, boolean limit, boolean open, String noted) {}

    public record RepairRow(
            UUID order,
            String no,
            String href,
            String from,
            String until,
            String store,
            String kind,
            String days,
            boolean counts,
            String problems,
            String substitute,
            boolean owed) {}

    public record ProblemRow(String name, String nature, String repairs, String tone) {}

    /** What a person may decide about the chosen repair. */
    public record MarkForm(
            UUID order,
            String no,
            boolean quality,
            int notCounted,
            String reason,
            List<Choice> problems,
            int version,
            List<Choice> kinds,
            String from,
            String until,
            String dayYuan,
            String words) {}

    public record DemandRow(
            UUID id,
            String title,
            String state,
            String tone,
            String words,
            List<Fact> facts,
            boolean toAnswer,
            boolean toClose,
            boolean open,
            int version) {}

    public record Choice(String value, String label, boolean chosen) {}

    /** The compensation for use (Art. 27); {@code result} is null before it was asked for, or if it cannot be reckoned. */
    public record Calculator(
            String priceYuan,
            String km,
            String factor,
            @Nullable String result,
            @Nullable String refusal) {}

    /** What was asked of the calculator, as typed. */
    record Asked(Optional<String> price, Optional<String> km, Optional<String> factor) {}

    static CarPage of(
            CarFile file,
            Actor actor,
            Optional<UUID> chosen,
            Asked asked,
            Optional<String> refusal,
            Instant now,
            Msg msg) {
        var today = file.today(now);
        var mayWork = actor.may(UseCase.WORK_ON_GUARANTEES);
        var open = file.alarms().stream()
                .anyMatch(it -> it.acknowledgedAt().isEmpty() && actor.may(UseCase.WORK_ON_GUARANTEES, it.storeId()));
        return new CarPage(
                file.vehicleId(),
                file.car(),
                file.plate().orElse(null),
                facts(file, today, msg),
                meters(file, msg),
                file.grounds().stream()
                        .sorted()
                        .map(it -> msg.t("guarantee.ground." + it))
                        .toList(),
                file.alarms().stream().map(it -> alarm(it, file, today, msg)).toList(),
                mayWork && open ? "/guarantees/vehicles/" + file.vehicleId() + "/acknowledgements" : null,
                file.repairs().stream().map(it -> repair(it, file, today, msg)).toList(),
                file.problems().stream().map(it -> problem(it, msg)).toList(),
                mayWork
                        ? chosen.flatMap(order -> file.repairs().stream()
                                        .filter(it -> it.repair().orderId().equals(order))
                                        .findFirst())
                                .map(it -> mark(it.repair(), file, now, msg))
                                .orElse(null)
                        : null,
                file.demands().stream()
                        .map(it -> demand(it, actor, today, now, msg))
                        .toList(),
                mayWork,
                choices(Problem.Nature.values(), "guarantee.nature.", Problem.Nature.ORDINARY, msg),
                file.stores().stream()
                        .filter(it -> actor.may(UseCase.WORK_ON_GUARANTEES, it.id()))
                        .map(it -> new Choice(it.id().toString(), it.name(), false))
                        .toList(),
                choices(Demand.Wants.values(), "guarantee.wants.", Demand.Wants.EXCHANGE, msg),
                today.toString(),
                local(now, file.zone()),
                calculator(file, asked, msg),
                refusal.orElse(null));
    }

    private static List<Fact> facts(CarFile file, LocalDate today, Msg msg) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(msg.t("guarantee.fact.customer"), file.customer(), "/customers/" + file.customerId()));
        facts.add(new Fact("VIN", file.vin(), null));
        file.mileageKm()
                .ifPresent(it -> facts.add(
                        new Fact(msg.t("guarantee.fact.mileage"), msg.t("guarantee.km", msg.number(it)), null)));
        file.periods()
                .ifPresentOrElse(
                        it -> {
                            facts.add(new Fact(
                                    msg.t("guarantee.fact.from"), it.from().toString(), null));
                            facts.add(new Fact(
                                    msg.t("guarantee.fact.guaranteed"),
                                    until(it.guaranteedUntil(), it.guaranteedKm(), today, msg),
                                    null));
                            facts.add(new Fact(
                                    msg.t("guarantee.fact.warranty"),
                                    until(it.warrantyUntil(), it.warrantyKm(), today, msg),
                                    null));
                            if (!today.isAfter(it.sixtyDays())) {
                                facts.add(new Fact(
                                        msg.t("guarantee.fact.early"),
                                        msg.t("guarantee.fact.early.until", it.sevenDays(), it.sixtyDays()),
                                        null));
                            }
                        },
                        () -> facts.add(
                                new Fact(msg.t("guarantee.fact.from"), msg.t("guarantee.fact.from.unknown"), null)));
        return facts;
    }

    private static String until(LocalDate day, int km, LocalDate today, Msg msg) {
        return msg.t(
                today.isAfter(day) ? "guarantee.fact.until.over" : "guarantee.fact.until",
                day.toString(),
                msg.number(km));
    }

    private static List<Meter> meters(CarFile file, Msg msg) {
        var meters = new ArrayList<Meter>();
        meters.add(new Meter(
                msg.t("guarantee.meter.days"),
                msg.t("guarantee.meter.days.text", file.days(), GuaranteeLaw.MOST_DAYS),
                Math.min(file.days(), GuaranteeLaw.MOST_DAYS + 1),
                GuaranteeLaw.MOST_DAYS + 1,
                file.days() > GuaranteeLaw.MOST_DAYS ? "bad" : file.days() >= 20 ? "warn" : ""));
        file.problems().stream()
                .filter(it -> it.problem().nature() == Problem.Nature.ORDINARY)
                .mapToInt(CarFile.Counted::repairs)
                .max()
                .ifPresent(most -> meters.add(new Meter(
                        msg.t("guarantee.meter.repairs"),
                        msg.t("guarantee.meter.repairs.text", most, GuaranteeLaw.MOST_REPAIRS),
                        Math.min(most, GuaranteeLaw.MOST_REPAIRS + 1),
                        GuaranteeLaw.MOST_REPAIRS + 1,
                        most > GuaranteeLaw.MOST_REPAIRS ? "bad" : most >= 3 ? "warn" : "")));
        return meters;
    }

    private static AlarmRow alarm(CarFile.Alarm alarm, CarFile file, LocalDate today, Msg msg) {
        var of = file.repairs().stream()
                .map(CarFile.Repaired::repair)
                .filter(it -> it.orderId().equals(alarm.subject()))
                .map(Repair::orderNo)
                .findFirst()
                .or(() -> file.problems().stream()
                        .map(CarFile.Counted::problem)
                        .filter(it -> it.id().equals(alarm.subject()))
                        .map(Problem::name)
                        .findFirst());
        var text = msg.t("guarantee.alarm." + alarm.kind());
        return new AlarmRow(
                msg.moment(alarm.dueAt(), file.zone(), today),
                of.map(it -> text + " · " + it).orElse(text),
                alarm.kind().isLimit(),
                alarm.acknowledgedAt().isEmpty(),
                alarm.acknowledgedAt()
                        .map(it -> msg.t(
                                "guarantee.noted",
                                alarm.acknowledgedBy().orElse(Msg.NONE),
                                msg.moment(it, file.zone(), today)))
                        .orElseGet(() -> msg.t("guarantee.notNoted")));
    }

    private static RepairRow repair(CarFile.Repaired it, CarFile file, LocalDate today, Msg msg) {
        var repair = it.repair();
        return new RepairRow(
                repair.orderId(),
                repair.orderNo(),
                "/guarantees/vehicles/" + file.vehicleId() + "?order=" + repair.orderId() + "#decide",
                msg.moment(repair.from(), repair.zone(), today),
                repair.until()
                        .map(at -> msg.moment(at, repair.zone(), today))
                        .orElseGet(() -> msg.t("guarantee.inRepair")),
                repair.store(),
                msg.t("guarantee.kind." + repair.kind()),
                msg.t("guarantee.days", it.days()),
                it.counts(),
                file.problems().stream()
                        .map(CarFile.Counted::problem)
                        .filter(problem -> repair.problems().contains(problem.id()))
                        .map(Problem::name)
                        .reduce((a, b) -> a + msg.t("guarantee.and") + b)
                        .orElse(Msg.NONE),
                repair.substitute()
                        .map(given -> msg.t("guarantee.substitute." + given.kind()))
                        .orElseGet(() -> it.substituteOwed() ? msg.t("guarantee.substitute.owed") : Msg.NONE),
                it.substituteOwed() && repair.substitute().isEmpty());
    }

    private static ProblemRow problem(CarFile.Counted it, Msg msg) {
        var ground = it.problem().nature().ground();
        return new ProblemRow(
                it.problem().name(),
                msg.t("guarantee.nature." + it.problem().nature()),
                msg.t("guarantee.problem.repairs", it.repairs(), ground),
                it.repairs() >= ground ? "bad" : it.repairs() == ground - 1 ? "warn" : "");
    }

    private static MarkForm mark(Repair it, CarFile file, Instant now, Msg msg) {
        var given = it.substitute();
        return new MarkForm(
                it.orderId(),
                it.orderNo(),
                it.quality(),
                Math.toIntExact(it.notCounted().toMinutes()),
                it.reason().orElse(""),
                file.problems().stream()
                        .map(CarFile.Counted::problem)
                        .map(problem -> new Choice(
                                problem.id().toString(),
                                problem.name(),
                                it.problems().contains(problem.id())))
                        .toList(),
                it.version(),
                choices(
                        Repair.Substitute.Kind.values(),
                        "guarantee.substitute.",
                        given.map(Repair.Substitute::kind).orElse(Repair.Substitute.Kind.CAR),
                        msg),
                local(given.map(Repair.Substitute::from).orElse(now), it.zone()),
                given.flatMap(Repair.Substitute::until)
                        .map(at -> local(at, it.zone()))
                        .orElse(""),
                given.flatMap(Repair.Substitute::dayFen)
                        .map(fen -> java.math.BigDecimal.valueOf(fen, 2).toPlainString())
                        .orElse(""),
                given.map(Repair.Substitute::words).orElse(""));
    }

    private static DemandRow demand(Demand it, Actor actor, LocalDate today, Instant now, Msg msg) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(msg.t("guarantee.demand.on"), it.demandedOn().toString(), null));
        facts.add(new Fact(
                msg.t("guarantee.demand.answerBy"),
                term(it.answerDueAt(), it.answeredInTime(now), it.zone(), msg),
                null));
        if (it.state() != Demand.State.REFUSED) {
            facts.add(new Fact(
                    msg.t("guarantee.demand.doneBy"), term(it.doneDueAt(), it.doneInTime(now), it.zone(), msg), null));
        }
        it.answer()
                .ifPresent(words -> facts.add(new Fact(
                        msg.t("guarantee.demand.answer"),
                        msg.t(
                                "guarantee.demand.answered",
                                words,
                                it.answeredBy().orElse(Msg.NONE),
                                it.answeredAt()
                                        .map(at -> msg.moment(at, it.zone(), today))
                                        .orElse(Msg.NONE)),
                        null)));
        it.closing().ifPresent(words -> facts.add(new Fact(msg.t("guarantee.demand.closing"), words, null)));
        it.complaintNumber()
                .ifPresent(number -> facts.add(new Fact(
                        msg.t("guarantee.demand.complaint"),
                        number,
                        it.complaintId().map(id -> "/complaints/" + id).orElse(null))));
        return new DemandRow(
                it.id(),
                msg.t("guarantee.wants." + it.wants()),
                msg.t("guarantee.demand.state." + it.state()),
                it.state() == Demand.State.DONE ? "ok" : it.isOpen() ? "info" : "mute",
                it.words(),
                facts,
                it.state() == Demand.State.ASKED && actor.may(UseCase.ANSWER_DEMANDS, it.storeId()),
                it.isOpen() && actor.may(UseCase.WORK_ON_GUARANTEES, it.storeId()),
                it.isOpen(),
                it.version());
    }

    private static String term(Instant dueAt, boolean inTime, ZoneId zone, Msg msg) {
        var lastDay = dueAt.minusNanos(1).atZone(zone).toLocalDate().toString();
        return msg.t(inTime ? "guarantee.demand.term" : "guarantee.demand.term.missed", lastDay);
    }

    private static Calculator calculator(CarFile file, Asked asked, Msg msg) {
        var price = asked.price().orElseGet(() -> yuan(file.priceFen()));
        var km = asked.km()
                .orElseGet(() -> file.mileageKm().isPresent()
                        ? Integer.toString(file.mileageKm().getAsInt())
                        : "");
        var factor = asked.factor().orElse("0.5");
        if (asked.price().isEmpty()) {
            return new Calculator(price, km, factor, null, null);
        }
        return Reckoned.of(price, km, factor)
                .map(it -> new Calculator(
                        price, km, factor, msg.t("guarantee.compensation.result", msg.amount(it.fen())), null))
                .orElseGet(() -> new Calculator(price, km, factor, null, msg.t("guarantee.compensation.refused")));
    }

    private static String yuan(OptionalLong fen) {
        return fen.isPresent()
                ? java.math.BigDecimal.valueOf(fen.getAsLong(), 2).toPlainString()
                : "";
    }

    private static <E extends Enum<E>> List<Choice> choices(E[] values, String prefix, E chosen, Msg msg) {
        return Arrays.stream(values)
                .map(it -> new Choice(it.name(), msg.t(prefix + it.name()), it == chosen))
                .toList();
    }

    /** As a field for a moment writes it. */
    static String local(Instant moment, ZoneId zone) {
        return moment.atZone(zone)
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }
}
