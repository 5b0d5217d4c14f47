package org.opendcrc.appointments.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.CopyReader;
import org.opendcrc.appointments.PrepFact;
import org.opendcrc.appointments.PrepLine;
import org.opendcrc.appointments.PrepNeeds;
import org.opendcrc.appointments.PrepStep;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;

/**
 * One appointment beside the board: what is to be prepared, each step with its form for who may take it, the copies on their way, and all
 * that was said, undone flags too.
 *
 * @param inTime how it stands with the line, with its tone
 * @param steps those of the person first
 * @param general a refusal that belongs to no step; null for none
 * @param history the latest first
 */
public record PrepDrawer(
        UUID id,
        String number,
        String when,
        String who,
        @Nullable String plate,
        PreparationPage.InTime inTime,
        List<FileDrawer.Fact> facts,
        List<Part> parts,
        List<String> technicians,
        List<CopyLine> copies,
        boolean mayHandOn,
        List<Step> steps,
        @Nullable String general,
        List<Said> history,
        String close,
        @Nullable String move) {

    /** A part of the jobs; {@code tone} {@code bad} where there is not enough. */
    public record Part(String name, String quantity, String stock, String shelf, String tone) {}

    /** A copy on its way; {@code read} is where its reader says that he has it, null for others. */
    public record CopyLine(
            String reader,
            String how,
            @Nullable String hand,
            @Nullable String read) {}

    /**
     * A step.
     *
     * @param state how it stands, in words
     * @param open whether its form for "done" is shown
     * @param back whether it can be taken back
     * @param shortage whether parts can be said to be short here
     * @param informs whether the customer can be said to be informed here
     */
    public record Step(
            PrepStep step,
            String name,
            String icon,
            String tone,
            String state,
            boolean open,
            boolean back,
            boolean shortage,
            boolean informs,
            @Nullable String refusal,
            Typed typed) {}

    /** What was said, when and by whom. */
    public record Said(String at, String icon, String words, String by) {}

    /** What was typed into a form that was refused, or what it begins with. */
    public record Typed(
            String shelf,
            String label,
            String part,
            String expectedOn,
            String technician,
            String bay,
            String tools,
            String note) {}

    /** Why a step was not taken. {@code step} null: it belongs to none. */
    record Refusal(@Nullable PrepStep step, Sentence why, Typed typed) {

        static Refusal of(Sentence why) {
            return new Refusal(null, why, new Typed("", "", "", "", "", "", "", ""));
        }
    }

    static PrepDrawer of(
            PrepLine it, PrepNeeds needs, Actor actor, ZoneId zone, @Nullable Refusal refusal, Instant now, Msg msg) {
        var today = now.atZone(zone).toLocalDate();
        var facts = new ArrayList<FileDrawer.Fact>();
        if (!it.needs().isEmpty()) {
            facts.add(new FileDrawer.Fact(msg.t("appointment.needs"), it.needs()));
        }
        if (!it.jobs().isEmpty()) {
            facts.add(new FileDrawer.Fact(
                    msg.t("appointment.jobs"), String.join(msg.t("site.listSeparator"), it.jobs())));
        }
        facts.add(new FileDrawer.Fact(msg.t("appointment.advisor"), it.advisorName()));
        it.dueAt()
                .ifPresent(
                        due -> facts.add(new FileDrawer.Fact(msg.t("preparation.due"), msg.moment(due, zone, today))));
        it.orderNo().ifPresent(no -> facts.add(new FileDrawer.Fact(msg.t("preparation.order"), no)));
        return new PrepDrawer(
                it.id(),
                it.sheet().number(),
                Refusals.day(it.day(), today, msg) + " " + msg.time(it.start()),
                PersonName.of(it.customer(), it.person(), it.sex(), msg).spoken(),
                it.sheet().plate().orElse(null),
                PreparationPage.inTime(it, now, msg),
                facts,
                needs.parts().stream().map(part -> part(part, today, msg)).toList(),
                needs.technicians().stream().map(PrepNeeds.Technician::name).toList(),
                Stream.of(CopyReader.values())
                        .map(reader -> copy(it, reader, actor, zone, today, msg))
                        .toList(),
                it.waitsForHandover() && actor.may(UseCase.HAND_ON_FORMS, it.store()),
                Stream.of(PrepStep.values())
                        .sorted(Comparator.comparing((PrepStep step) -> !PreparationPage.may(actor, it, step)))
                        .map(step -> step(it, step, needs, actor, refusal, msg))
                        .toList(),
                refusal == null || refusal.step() != null ? null : msg.t(refusal.why()),
                it.sheet().facts().reversed().stream()
                        .map(fact -> said(fact, zone, today, msg))
                        .toList(),
                PreparationPage.address(it.store(), it.day(), PreparationPage.ownLane(actor, it.store())),
                it.sheet().state().isAhead() && actor.may(UseCase.CHANGE_APPOINTMENTS, it.store())
                        ? "/appointments/" + it.id()
                        : null);
    }

    private static Part part(PrepNeeds.Part it, LocalDate today, Msg msg) {
        var enough =
                it.stock().filter(stock -> stock.compareTo(it.quantity()) >= 0).isPresent();
        return new Part(
                it.name(),
                number(it.quantity()),
                it.stock().map(PrepDrawer::number).orElse(Msg.NONE),
                enough
                        ? it.shelf().orElse("")
                        : it.expectedOn()
                                .map(day -> msg.t("preparation.short.until", msg.date(day, today)))
                                .orElseGet(() -> msg.t("preparation.short.unknown")),
                enough ? "" : "bad");
    }

    static String number(BigDecimal it) {
        return it.stripTrailingZeros().toPlainString();
    }

    private static CopyLine copy(PrepLine it, CopyReader reader, Actor actor, ZoneId zone, LocalDate today, Msg msg) {
        var copy = it.copy(reader);
        var how = copy.map(one -> one.readAt()
                        .map(at -> msg.t(
                                "preparation.copy.read-by",
                                msg.moment(at, zone, today),
                                one.readBy().orElse("")))
                        .orElseGet(() -> msg.t(
                                "preparation.copy.handed-by", msg.moment(one.handedAt(), zone, today), one.handedBy())))
                .orElseGet(() -> msg.t("preparation.copy.waits"));
        var address = "/appointments/" + it.id() + "/copies";
        return new CopyLine(
                msg.t("preparation.reader." + reader),
                how,
                copy.isEmpty() && it.sheet().state().isAhead() && actor.may(UseCase.HAND_ON_FORMS, it.store())
                        ? reader.name()
                        : null,
                copy.filter(one -> one.readAt().isEmpty()).isPresent() && actor.may(reader.useCase(), it.store())
                        ? address + "/" + reader + "/receipt"
                        : null);
    }

    private static Step step(
            PrepLine it, PrepStep step, PrepNeeds needs, Actor actor, @Nullable Refusal refusal, Msg msg) {
        var fact = it.sheet().of(step).filter(one -> one.kind() != PrepFact.Kind.UNDONE);
        var may = PreparationPage.may(actor, it, step);
        var open = it.sheet().openBefore(step);
        var here = refusal != null && refusal.step() == step ? refusal : null;
        return new Step(
                step,
                msg.t("preparation.step." + step),
                PreparationPage.icon(step),
                fact.map(one -> one.kind() == PrepFact.Kind.DONE
                                ? "ok"
                                : one.kind() == PrepFact.Kind.SHORT ? "bad" : "warn")
                        .orElse("mute"),
                fact.map(one -> words(one, msg))
                        .orElseGet(() -> open.isEmpty()
                                ? msg.t("preparation.open." + step)
                                : msg.t(
                                        "preparation.waits",
                                        msg.t("preparation.step."
                                                + open.iterator().next()))),
                may
                        && open.isEmpty()
                        && fact.filter(one -> one.kind() == PrepFact.Kind.DONE).isEmpty(),
                may && fact.isPresent(),
                may && step == PrepStep.PARTS && !it.sheet().isDone(step),
                may && step == PrepStep.CUSTOMER && !it.sheet().isDone(step),
                here == null ? null : msg.t(here.why()),
                here == null ? begins(it, step, needs) : here.typed());
    }

    /** What the form begins with: the plate of the car, where the parts lie by the stock, the bay that was booked. */
    private static Typed begins(PrepLine it, PrepStep step, PrepNeeds needs) {
        return new Typed(
                step == PrepStep.PARTS
                        ? needs.parts().stream()
                                .flatMap(part -> part.shelf().stream())
                                .findFirst()
                                .orElse("")
                        : "",
                it.sheet().plate().orElse(""),
                "",
                "",
                "",
                "",
                "",
                "");
    }

    private static String words(PrepFact it, Msg msg) {
        var said = it.details();
        return switch (it.kind()) {
            case DONE ->
                switch (it.step()) {
                    case PARTS ->
                        said.noParts()
                                ? PreparationPage.done(it, msg)
                                : PreparationPage.done(it, msg) + " · "
                                        + msg.t(
                                                "preparation.label",
                                                org.opendcrc.site.PlateSign.of(said.label())
                                                        .text());
                    case WORKSHOP -> PreparationPage.done(it, msg) + " · " + said.tools();
                    case ADVISOR, MANAGER, CUSTOMER -> PreparationPage.done(it, msg);
                };
            case SHORT ->
                msg.t("preparation.short", said.part())
                        + said.expectedOn()
                                .map(day -> " · " + msg.t("preparation.short.until", day.toString()))
                                .orElse("");
            case INFORMED -> msg.t("preparation.informed");
            case UNDONE ->
                it.fellWith()
                        .map(step -> msg.t("preparation.fell", msg.t("preparation.step." + step)))
                        .orElseGet(() -> msg.t("preparation.undone"));
        };
    }

    private static Said said(PrepFact it, ZoneId zone, LocalDate today, Msg msg) {
        return new Said(
                msg.moment(it.at(), zone, today),
                switch (it.kind()) {
                    case DONE -> "circle-check";
                    case SHORT -> "alert-circle";
                    case INFORMED -> "phone-check";
                    case UNDONE -> "arrow-back-up";
                },
                msg.t("preparation.step." + it.step())
                        + msg.t("preparation.colon")
                        + words(it, msg)
                        + Optional.of(it.details().note())
                                .filter(note -> !note.isEmpty())
                                .map(note -> " · " + note)
                                .orElse(""),
                it.name());
    }
}
