package org.opendcrc.followups.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.dhatim.fastexcel.Workbook;
import org.opendcrc.followups.Lead;
import org.opendcrc.site.Msg;

/** Opportunities and referrals as a workbook. */
final class LeadsWorkbook {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private static final List<String> HEADINGS = List.of(
            "followups.lead.at",
            "followups.lead.kind",
            "followups.lead.customer",
            "followups.lead.name",
            "followups.lead.phone",
            "followups.lead.relation",
            "followups.lead.purchase",
            "followups.lead.wish",
            "followups.lead.planned",
            "followups.lead.note",
            "followups.lead.may",
            "followups.lead.by",
            "followups.col.order",
            "followups.col.store");

    private LeadsWorkbook() {}

    /** @param pieces the rows behind one, the first ones behind nothing; none at the end */
    static void send(HttpServletResponse response, Msg msg, Function<Optional<Lead>, List<Lead>> pieces)
            throws IOException {
        var piece = pieces.apply(Optional.empty()); // before the first byte, so that a refusal is still a page
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader("Content-Disposition", "attachment; filename=\"leads.xlsx\"");
        try (var workbook = new Workbook(response.getOutputStream(), "OpenDCRC", "1.0")) {
            var sheet = workbook.newWorksheet(msg.t("followups.leads"));
            for (var column = 0; column < HEADINGS.size(); column++) {
                sheet.value(0, column, msg.t(HEADINGS.get(column)));
                sheet.style(0, column).bold().set();
            }
            sheet.freezePane(0, 1);
            var row = 1;
            while (!piece.isEmpty()) {
                for (var lead : piece) {
                    var cells = cells(lead, msg);
                    for (var column = 0; column < cells.size(); column++) {
                        sheet.value(row, column, QueueWorkbook.harmless(cells.get(column)));
                    }
                    row++;
                }
                piece = pieces.apply(Optional.of(piece.getLast()));
            }
        }
    }

    private static List<String> cells(Lead it, Msg msg) {
        return List.of(
                MOMENT.format(it.at().atZone(it.zone())),
                msg.t("followups.lead.kind." + it.kind()),
                it.customer(),
                it.person().map(Lead.Person::name).orElse(""),
                it.person().map(person -> Phones.shown(person.phone())).orElse(""),
                it.person().flatMap(Lead.Person::relation).orElse(""),
                it.purchase()
                        .map(purchase -> msg.t("followups.lead.purchase." + purchase))
                        .orElse(""),
                it.wish().orElse(""),
                msg.t("followups.lead.planned." + it.planned()),
                it.note().orElse(""),
                it.person()
                        .map(person -> msg.t(
                                person.knows() ? "followups.lead.consent.knows" : "followups.lead.consent.notAsked"))
                        .orElse(""),
                it.by(),
                it.about(),
                it.store());
    }
}
