package org.opendcrc.complaints.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.complaints.CaseState;
import org.opendcrc.complaints.ComplaintLine;
import org.opendcrc.complaints.ComplaintPage;
import org.opendcrc.complaints.ComplaintSigns;
import org.opendcrc.complaints.ComplaintView;
import org.opendcrc.complaints.FirstContactSign;
import org.opendcrc.complaints.Grade;
import org.opendcrc.site.ClockSign;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;

/**
 * The list of complaints as it is shown.
 *
 * @param severalStores whether the rows say of which store they are
 */
public record ListPage(ComplaintView view, List<Tab> tabs, List<Row> rows, boolean severalStores, Paging paging) {

    static final int ROWS = 30;

    /** A list; {@code count} is empty where counting would cost more than it tells. */
    public record Tab(String href, String label, String key, boolean current, String count) {}

    /** A row; all words are in the person's language already. {@code due} is loud while the clock runs. */
    public record Row(
            String href,
            String number,
            String received,
            String store,
            String customer,
            Optional<String> plate,
            String kind,
            String source,
            String content,
            String due,
            boolean contacted,
            String state,
            String tone,
            String icon,
            String marks,
            ClockSign timer) {

        /** The row's own identifier on the page, so that the focus stays on it when the list is read again. */
        public String id() {
            return "row-" + number;
        }
    }

    static ListPage of(
            ComplaintPage page,
            ComplaintView view,
            Optional<UUID> store,
            boolean severalStores,
            ComplaintSigns signs,
            boolean called,
            Instant now,
            Msg msg) {
        var only = store.map(it -> "&store=" + it).orElse("");
        var address = "/complaints?view=" + view + only;
        var views = Arrays.stream(ComplaintView.values())
                .filter(it -> it != ComplaintView.ALARMS || called)
                .toList();
        var rows = page.lines().stream().map(it -> row(it, now, msg)).toList();
        return new ListPage(
                view,
                views.stream()
                        .map(it -> new Tab(
                                "/complaints?view=" + it + only,
                                msg.t("complaints.view." + it),
                                Integer.toString(views.indexOf(it) + 1),
                                it == view,
                                switch (it) {
                                    case RUNNING -> store.isPresent() ? "" : Integer.toString(signs.running());
                                    case ALARMS -> store.isPresent() ? "" : Integer.toString(signs.alarms());
                                    case MINE, OPEN, HANDLED, BREACHED, CONTACTED, ALL -> "";
                                }))
                        .toList(),
                rows,
                severalStores,
                new Paging(
                        page.previous().map(it -> address + "&before=" + it).orElse(null),
                        page.next().map(it -> address + "&after=" + it).orElse(null),
                        msg.t("complaints.summary", ROWS, msg.t("complaints.sorted." + view))));
    }

    private static Row row(ComplaintLine line, Instant now, Msg msg) {
        var today = now.atZone(line.zone()).toLocalDate();
        var due = line.contactedAt()
                .map(it -> msg.t("complaints.contactedAt", msg.moment(it, line.zone(), today)))
                .orElseGet(() -> msg.t("complaints.dueBefore", msg.moment(line.contactDueAt(), line.zone(), today)));
        return new Row(
                "/complaints/" + line.id(),
                line.number(),
                msg.moment(line.receivedAt(), line.zone(), today),
                line.store(),
                line.customer().isEmpty() ? msg.t("complaint.anonymous") : line.customer(),
                line.plate(),
                msg.t("complaint.kind." + line.kind()),
                msg.t("complaint.source." + line.source()),
                line.content(),
                due,
                line.contactedAt().isPresent(),
                msg.t("complaint.state." + line.state()),
                line.state() == CaseState.RECEIVED ? "info" : "ok",
                line.state() == CaseState.RECEIVED
                        ? "circle-dashed"
                        : line.state() == CaseState.CONTACTED
                                ? "phone-check"
                                : line.state().isOpen() ? "note" : "circle-check",
                line.crisis()
                        ? msg.t("complaint.crisis")
                        : line.grade() == Grade.GENERAL ? "" : msg.t("complaint.grade." + line.grade()),
                FirstContactSign.of(line, now, msg));
    }
}
