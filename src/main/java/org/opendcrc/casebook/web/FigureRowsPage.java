package org.opendcrc.casebook.web;

import java.time.Instant;
import java.util.List;
import org.opendcrc.casebook.CaseRow;
import org.opendcrc.casebook.Figures;
import org.opendcrc.site.Msg;

/** The cases behind a figure, as they are shown. */
public record FigureRowsPage(String back, String what, List<Row> rows, boolean more) {

    public static final int MOST = 200;

    static final int ROWS = MOST;

    public record Row(
            String href,
            String number,
            String received,
            String customer,
            String kind,
            String department,
            String cause,
            String state,
            String store) {}

    static FigureRowsPage of(String back, String what, List<CaseRow> rows, int most, Instant now, Msg msg) {
        return new FigureRowsPage(
                back,
                what,
                rows.stream()
                        .limit(most)
                        .map(it -> new Row(
                                "/complaints/" + it.id(),
                                it.number(),
                                msg.moment(
                                        it.receivedAt(),
                                        it.zone(),
                                        now.atZone(it.zone()).toLocalDate()),
                                it.customer().orElse(Msg.NONE),
                                msg.t("complaint.kind." + it.kind()),
                                CasebookWords.value(Figures.By.DEPARTMENT, it.department(), msg),
                                CasebookWords.value(Figures.By.CAUSE, it.root(), msg),
                                msg.t("complaint.state." + it.state()),
                                it.store()))
                        .toList(),
                rows.size() > most);
    }
}
