package org.opendcrc.casebook;

import static org.opendcrc.casebook.PaperForm.field;
import static org.opendcrc.casebook.PaperForm.wide;

import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.opendcrc.casebook.PaperForm.Rows;
import org.opendcrc.shared.Role;
import org.opendcrc.site.Msg;

/** Fills kh-03-03 from a posted week (A14, CP-25, RP-13). */
final class WeekForm {

    private WeekForm() {}

    static PaperForm of(PostedWeek week, Msg msg) {
        var summary = week.summary();
        var kinds = summary.byKind();
        var columns = new ArrayList<String>();
        kinds.keySet().forEach(it -> columns.add("kind." + it));
        columns.add("total");
        var counts = new ArrayList<String>();
        kinds.values().forEach(it -> counts.add(Long.toString(it)));
        counts.add(Integer.toString(summary.rows().size()));
        return new PaperForm(
                "kh-03-03",
                msg.t("paper.kh-03-03"),
                msg.t(
                        "paper.week",
                        Integer.toString(summary.monday().get(IsoFields.WEEK_BASED_YEAR)),
                        summary.monday().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
                List.of(
                        new PaperForm.Table(
                                "cases",
                                List.of(
                                        "nth",
                                        "number",
                                        "date",
                                        "customer",
                                        "kind",
                                        "department",
                                        "status",
                                        "days",
                                        "result",
                                        "remarks"),
                                IntStream.range(0, summary.rows().size())
                                        .mapToObj(n -> row(n + 1, summary.rows().get(n), msg))
                                        .toList()),
                        new PaperForm.Table("by-kind", columns, List.of(counts)),
                        new PaperForm.Table(
                                "by-status",
                                List.of("satisfied", "unresolved", "open", "reopened", "contacted", "mean-days"),
                                List.of(List.of(
                                        Long.toString(summary.inState("CLOSED_SATISFIED")),
                                        Long.toString(summary.inState("CLOSED_UNRESOLVED")),
                                        Long.toString(summary.open()),
                                        Long.toString(summary.reopened()),
                                        summary.contactedInTime() + " / " + summary.contactable(),
                                        summary.meanDays().isPresent()
                                                ? String.format(
                                                        Locale.ROOT,
                                                        "%.1f",
                                                        summary.meanDays().getAsDouble())
                                                : Msg.NONE))),
                        new Rows()
                                .tall(wide("week-words", 3, week.words()))
                                .tall(wide("week-measures", 3, week.measures()))
                                .two("remarks"),
                        new Rows()
                                .row(
                                        field("crc-manager", signed(week, Role.CRC_MANAGER, msg)),
                                        field("service-manager", signed(week, Role.SERVICE_MANAGER, msg)),
                                        field("general-manager", signed(week, Role.GENERAL_MANAGER, msg)))
                                .signatures("signed", false)));
    }

    private static List<String> row(int nth, WeekSummary.Row it, Msg msg) {
        return List.of(
                Integer.toString(nth),
                it.number(),
                it.day().toString().substring(5),
                it.customer().isEmpty() ? msg.t("complaint.complainant." + it.complainant()) : it.customer(),
                msg.t("complaint.kind." + it.kind()),
                it.department(),
                it.round() > 1
                        ? msg.t("paper.status.round", msg.t("complaint.state." + it.state()), it.round() - 1)
                        : msg.t("complaint.state." + it.state()),
                Integer.toString(it.days()),
                it.result(),
                "");
    }

    private static String signed(PostedWeek week, Role role, Msg msg) {
        return week.signatures().stream()
                .filter(it -> it.role() == role)
                .map(it -> msg.t(
                        "paper.signed.on",
                        it.name(),
                        it.at().atZone(week.zone()).toLocalDate().toString()))
                .findFirst()
                .orElse("");
    }
}
