package org.opendcrc.appointments.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.AppointmentFile;
import org.opendcrc.appointments.ConfirmationFact;
import org.opendcrc.appointments.ConfirmationStep;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;
import org.opendcrc.site.PlateSign;

/**
 * The registration form 预约登记表 as it is printed four times (AP-19), one A4 page each. What is known is printed, what is not stays an
 * empty box for a pen.
 *
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
        List<Confirmation> confirmations,
        String printed,
        List<String> copies) {

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

    static FormPage of(AppointmentFile file, String printer, Instant now, Msg msg) {
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
                line.needs(),
                numbered(file.diagnosis()),
                String.join(msg.t("site.listSeparator"), line.jobs()),
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
                List.of(
                        confirmation(file, ConfirmationStep.H72, "form.confirm.72", msg),
                        confirmation(file, ConfirmationStep.H24, "form.confirm.24", msg),
                        confirmation(file, ConfirmationStep.H1, "form.confirm.1", msg)),
                msg.t("form.printed", today + " " + msg.time(now.atZone(zone).toLocalTime()), printer),
                List.of(msg.t("form.copy.1"), msg.t("form.copy.2"), msg.t("form.copy.3"), msg.t("form.copy.4")));
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
