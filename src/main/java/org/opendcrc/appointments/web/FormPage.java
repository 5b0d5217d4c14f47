package org.opendcrc.appointments.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.AppointmentFile;
import org.opendcrc.appointments.ConfirmationFact;
import org.opendcrc.appointments.ConfirmationStep;
import org.opendcrc.appointments.PrepFact;
import org.opendcrc.appointments.PrepNeeds;
import org.opendcrc.appointments.PrepSheet;
import org.opendcrc.appointments.PrepStep;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;
import org.opendcrc.site.PlateSign;

/**
 * The registration form 预约登记表 as it is printed four times (AP-19), one A4 page each. What is known is printed, what is not stays an
 * empty box for a pen.
 *
 * @param parts what the jobs need, with shelf and plate (AP-21); empty rows for a pen where there is nothing to print
 * @param morePartsThanRows that the sheet has no row for; they stand in the draft of the order
 * @param confirmations what is to be confirmed and when; the ones that were skipped say so
 */
public record FormPage(
        String back,
        String store,
        String number,
        String registered,
        String taker,
        @Nullable Boolean boughtHere,
        String customer,
        String phone,
        String advisor,
        String plate,
        String car,
        String mileage,
        String vin,
        String needs,
        String diagnosis,
        String jobs,
        String minutes,
        String price,
        String when,
        String bay,
        boolean insertion,
        List<String> documents,
        List<PartRow> parts,
        int morePartsThanRows,
        Prepared prepared,
        List<Confirmation> confirmations,
        String printed,
        List<String> copies) {

    private static final int BLANK_ROWS = 4;
    private static final int MOST_ROWS = 6;
    private static final int LONGEST = 100;

    /** A part; all words, empty for a row that is left to the pen. */
    public record PartRow(String partNo, String name, String quantity, String stock, String shelf, String by) {}

    /** What is ready by now; empty words where nothing is. */
    public record Prepared(boolean parts, String workshop, boolean tools, boolean draft, String manager) {}

    /** Whether the sheet is so full that its last lines are kept short. */
    public boolean isFull() {
        return parts.size() > BLANK_ROWS || needs.length() + diagnosis.length() + jobs.length() > LONGEST;
    }

    /**
     * A step of the confirmation.
     *
     * @param due empty for a step that is skipped because the customer booked later than that (A8)
     * @param done when he was called, empty before
     * @param result what he said, null before
     * @param by who called, empty before
     */
    public record Confirmation(
            String step, String due, String done, ConfirmationFact.@Nullable Result result, String by) {}

    static FormPage of(AppointmentFile file, PrepSheet sheet, PrepNeeds needs, String printer, Instant now, Msg msg) {
        var line = file.line();
        var zone = file.zone();
        var today = now.atZone(zone).toLocalDate();
        return new FormPage(
                "/appointments/" + line.id(),
                file.storeName(),
                line.number(),
                moment(file.bookedAt(), file),
                file.bookedBy().orElseGet(() -> msg.t("appointment.booked.himself")),
                file.boughtHere().orElse(null),
                PersonName.of(line.customer(), line.person(), line.sex(), msg).whole(),
                msg.masked(file.phone()),
                file.advisor(),
                line.plate().map(it -> PlateSign.of(it).text()).orElse(""),
                file.car().orElse(""),
                file.mileageKm().map(msg::number).orElse(""),
                file.vin().orElse(""),
                cut(line.needs(), msg),
                cut(numbered(file.diagnosis()), msg),
                cut(String.join(msg.t("site.listSeparator"), line.jobs()), msg),
                file.jobs().isEmpty() ? "" : msg.minutes(file.minutes()),
                file.jobs().isEmpty() ? "" : msg.amount(file.priceFen()),
                "%s %s %s"
                        .formatted(
                                file.day(),
                                msg.t("site.weekday."
                                        + file.day().getDayOfWeek().getValue()),
                                msg.time(line.place().start())),
                file.bay(),
                line.place().insertion(),
                file.documents(),
                parts(file, sheet, needs, today, msg),
                Math.max(0, needs.parts().size() - MOST_ROWS),
                prepared(sheet, msg),
                List.of(
                        confirmation(file, ConfirmationStep.H72, "form.confirm.72", msg),
                        confirmation(file, ConfirmationStep.H24, "form.confirm.24", msg),
                        confirmation(file, ConfirmationStep.H1, "form.confirm.1", msg)),
                msg.t("form.printed", today + " " + msg.time(now.atZone(zone).toLocalTime()), printer),
                List.of(msg.t("form.copy.1"), msg.t("form.copy.2"), msg.t("form.copy.3"), msg.t("form.copy.4")));
    }

    /** AP-21: each part with the place in which it lies under the plate; until it is picked, where the stock has it. */
    private static List<PartRow> parts(
            AppointmentFile file, PrepSheet sheet, PrepNeeds needs, LocalDate today, Msg msg) {
        var picked = done(sheet, PrepStep.PARTS).filter(it -> !it.details().noParts());
        var plate = file.line().plate().map(it -> PlateSign.of(it).text()).orElse("");
        var rows = new ArrayList<PartRow>();
        needs.parts().stream()
                .limit(MOST_ROWS)
                .forEach(it -> rows.add(new PartRow(
                        it.partNo(),
                        it.name(),
                        PrepDrawer.number(it.quantity()),
                        stock(it, today, msg),
                        Stream.of(
                                        picked.map(fact -> fact.details().shelf())
                                                .orElseGet(() -> it.shelf().orElse("")),
                                        picked.map(fact -> PlateSign.of(
                                                                fact.details().label())
                                                        .text())
                                                .orElse(plate))
                                .filter(words -> !words.isEmpty())
                                .collect(Collectors.joining(" ")),
                        picked.map(PrepFact::name).orElse(""))));
        if (rows.isEmpty()) {
            rows.add(new PartRow(
                    "",
                    done(sheet, PrepStep.PARTS).isPresent() && picked.isEmpty() ? msg.t("preparation.no-parts") : "",
                    "",
                    "",
                    picked.map(fact -> fact.details().shelf() + " " + plate).orElse(plate),
                    done(sheet, PrepStep.PARTS).map(PrepFact::name).orElse("")));
        }
        while (rows.size() < BLANK_ROWS) {
            rows.add(new PartRow("", "", "", "", "", ""));
        }
        return List.copyOf(rows);
    }

    private static String stock(PrepNeeds.Part it, LocalDate today, Msg msg) {
        var there = it.stock().map(PrepDrawer::number).orElse(Msg.NONE);
        return it.stock().filter(stock -> stock.compareTo(it.quantity()) >= 0).isPresent()
                        || it.expectedOn().isEmpty()
                ? there
                : msg.t("form.stock.until", there, msg.date(it.expectedOn().get(), today));
    }

    private static Prepared prepared(PrepSheet sheet, Msg msg) {
        var workshop = done(sheet, PrepStep.WORKSHOP);
        return new Prepared(
                sheet.isDone(PrepStep.PARTS),
                workshop.map(it -> msg.t(
                                "preparation.technician",
                                it.details().technician(),
                                it.details().bay()))
                        .orElse(""),
                workshop.isPresent(),
                sheet.isDone(PrepStep.ADVISOR),
                done(sheet, PrepStep.MANAGER).map(PrepFact::name).orElse(""));
    }

    private static Optional<PrepFact> done(PrepSheet sheet, PrepStep step) {
        return sheet.of(step).filter(it -> it.kind() == PrepFact.Kind.DONE);
    }

    private static Confirmation confirmation(AppointmentFile file, ConfirmationStep step, String key, Msg msg) {
        var due = step.before(file.line().startsAt());
        var fact = file.confirmations().stream().filter(it -> it.step() == step).findFirst();
        return new Confirmation(
                msg.t(key),
                due.isBefore(file.bookedAt()) ? "" : moment(due, file),
                fact.map(it -> moment(it.at(), file)).orElse(""),
                fact.map(ConfirmationFact::result).orElse(null),
                fact.flatMap(ConfirmationFact::by).orElse(""));
    }

    private static String moment(Instant at, AppointmentFile file) {
        var local = at.atZone(file.zone()).toLocalDateTime();
        return "%s %02d:%02d".formatted(local.toLocalDate(), local.getHour(), local.getMinute());
    }

    /** What is longer than its box stands on the screen in full (AP-19: one page). */
    private static String cut(String text, Msg msg) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : msg.t("form.cut", text.substring(0, text.offsetByCodePoints(0, LONGEST)));
    }

    private static String numbered(List<String> lines) {
        var text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(i < 20 ? Character.toString('①' + i) : "·")
                    .append(' ')
                    .append(lines.get(i))
                    .append(' ');
        }
        return text.toString().strip();
    }
}
