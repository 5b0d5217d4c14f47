package org.opendcrc.appointments.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.Answer;
import org.opendcrc.appointments.AppointmentState;
import org.opendcrc.appointments.Draft;
import org.opendcrc.appointments.DraftDesk;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;
import org.opendcrc.site.PlateSign;

/**
 * The draft of a repair order, as it is edited and as it is printed.
 *
 * @param mayChange whether the person edits it still
 * @param faults what is wrong with what was typed, in words
 * @param blanks empty lines for more
 * @param filed when it last went into a file, in words; null: never
 */
public record DraftPage(
        UUID id,
        String number,
        String state,
        String store,
        String when,
        String advisor,
        String bay,
        String customer,
        String phone,
        String plate,
        String car,
        String vin,
        String mileage,
        String needs,
        String diagnosis,
        String documents,
        String remark,
        List<Line> lines,
        int blanks,
        String hours,
        String amount,
        String changed,
        @Nullable String filed,
        @Nullable String order,
        int version,
        boolean mayChange,
        @Nullable String refusal,
        List<String> faults,
        String printed) {

    private static final int BLANKS = 3;

    /** A line; {@code amount} in yuan. */
    public record Line(boolean part, String kind, String code, String name, String quantity, String amount) {}

    static DraftPage of(
            Draft it,
            DraftDesk.@Nullable Changes typed,
            List<Answer.Fault> faults,
            @Nullable String refusal,
            boolean may,
            String printer,
            Instant now,
            Msg msg) {
        var zone = it.zone();
        var local = now.atZone(zone);
        var today = local.toLocalDate();
        var lines = typed == null ? it.lines() : typed.lines();
        return new DraftPage(
                it.appointment(),
                it.number(),
                msg.t("appointment.state." + it.state()),
                it.storeName(),
                Refusals.day(it.day(), today, msg) + " " + msg.time(it.start()),
                it.advisor(),
                it.bay(),
                PersonName.of(it.customer(), it.person(), it.sex(), msg).whole(),
                msg.masked(it.phone()),
                it.plate().map(plate -> PlateSign.of(plate).text()).orElse(""),
                it.car(),
                it.vin().orElse(""),
                (typed == null ? it.mileageKm() : typed.mileageKm())
                        .map(Object::toString)
                        .orElse(""),
                typed == null ? it.needs() : typed.needs(),
                String.join("\n", typed == null ? it.diagnosis() : typed.diagnosis()),
                String.join("、", typed == null ? it.documents() : typed.documents()),
                typed == null ? it.remark() : typed.remark(),
                lines.stream()
                        .map(line -> new Line(
                                line.kind() == Draft.Kind.PART,
                                msg.t("draft.kind." + line.kind()),
                                line.code(),
                                line.name(),
                                PrepDrawer.number(line.quantity()),
                                msg.amount(line.amountFen()).replace(",", "")))
                        .toList(),
                BLANKS,
                PrepDrawer.number(it.hours()),
                msg.amount(it.amountFen()),
                msg.t(
                        "draft.changed",
                        msg.moment(it.changedAt(), zone, today),
                        it.changedBy().isEmpty() ? msg.t("appointment.booked.himself") : it.changedBy()),
                it.filedAt()
                        .map(at -> msg.t("draft.filed", msg.moment(at, zone, today)))
                        .orElse(null),
                it.orderNo().orElse(null),
                it.version(),
                may && (it.state().isAhead() || it.state() == AppointmentState.ARRIVED),
                refusal,
                words(faults, msg),
                msg.t("form.printed", today + " " + msg.time(local.toLocalTime()), printer));
    }

    private static List<String> words(List<Answer.Fault> faults, Msg msg) {
        var words = new ArrayList<String>();
        faults.forEach(it -> {
            var sentence = msg.t(it.sentence());
            var line = it.field().startsWith("lines[")
                    ? msg.t(
                            "draft.fault.line",
                            Integer.parseInt(it.field().substring(6, it.field().indexOf(']'))) + 1,
                            sentence)
                    : sentence;
            words.add(line);
        });
        return words;
    }
}
