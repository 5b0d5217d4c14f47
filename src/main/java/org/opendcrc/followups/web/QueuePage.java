package org.opendcrc.followups.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.CallKind;
import org.opendcrc.followups.QueueLine;
import org.opendcrc.followups.QueueList;
import org.opendcrc.followups.QueueView;
import org.opendcrc.followups.TaskState;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;
import org.opendcrc.site.PersonName;
import org.opendcrc.site.Try;

/**
 * The queue as it is shown; all words are in the person's language already.
 *
 * @param mayCall whether the person makes calls, so that a row opens the call instead of the record
 * @param said what happened before, null for nothing
 */
public record QueuePage(
        QueueView view,
        List<Tab> tabs,
        int open,
        List<Row> rows,
        boolean severalStores,
        boolean mayCall,
        @Nullable String said,
        String export,
        Paging paging) {

    static final int ROWS = 30;

    /** A list and how many rows it has. */
    public record Tab(String href, String label, int count, boolean current) {}

    /** A mark or a state. */
    public record Sign(String tone, String icon, String text) {}

    /** A row. {@code task} is what the button that opens the call sends. */
    public record Row(
            UUID task,
            boolean callable,
            Due due,
            String kind,
            String store,
            String customer,
            String title,
            Optional<String> plate,
            String car,
            String orderNo,
            String orderKind,
            String settled,
            String advisor,
            List<Try> tries,
            String triesInWords,
            List<Sign> marks,
            Sign state) {}

    static QueuePage of(
            QueueList list,
            QueueView view,
            Optional<UUID> store,
            boolean severalStores,
            boolean mayCall,
            @Nullable String said,
            boolean first,
            Instant now,
            Msg msg) {
        var address = store.map(it -> "&store=" + it).orElse("");
        return new QueuePage(
                view,
                Arrays.stream(QueueView.values())
                        .map(it -> new Tab(
                                "/follow-ups?view=" + it + address,
                                msg.t("followups.view." + it),
                                list.counts().of(it),
                                it == view))
                        .toList(),
                list.counts().open(),
                list.lines().stream().map(it -> row(it, mayCall, now, msg)).toList(),
                severalStores,
                mayCall,
                said,
                "/follow-ups.xlsx?view=" + view + address,
                new Paging(
                        first ? null : "/follow-ups?view=" + view + address,
                        list.next()
                                .map(it -> "/follow-ups?view=" + view + address + "&after=" + it)
                                .orElse(null),
                        msg.t("followups.summary", ROWS, msg.t("followups.sorted." + (view == QueueView.DONE)))));
    }

    static Row row(QueueLine line, boolean mayCall, Instant now, Msg msg) {
        var today = now.atZone(line.zone()).toLocalDate();
        var person = PersonName.of(line.customer(), line.person(), line.sex(), msg);
        return new Row(
                line.task(),
                mayCall && line.state().isOpen(),
                line.closedAt()
                        .map(it -> new Due(msg.moment(it, line.zone(), today), ""))
                        .orElseGet(() -> Due.of(line.due(), line.zone(), now, msg)),
                msg.t("followups.kind." + CallKind.shownAs(line.orderKind())),
                line.store(),
                person.full(),
                person.title(),
                line.plate(),
                line.car(),
                line.orderNo(),
                msg.t("followups.order." + line.orderKind()),
                msg.date(line.settledAt().atZone(line.zone()).toLocalDate(), today),
                line.advisor().orElse(Msg.NONE),
                Tries.of(line.daypartsUsed(), Optional.empty(), msg),
                Tries.label(line.attempts(), line.daypartsUsed(), msg),
                marks(line, now, msg),
                state(line, now, msg));
    }

    private static List<Sign> marks(QueueLine line, Instant now, Msg msg) {
        var today = now.atZone(line.zone()).toLocalDate();
        var marks = new ArrayList<Sign>();
        line.heldBy().ifPresent(it -> marks.add(new Sign("info", "phone-call", msg.t("followups.mark.held", it))));
        line.promisedAt()
                .ifPresent(it -> marks.add(new Sign(
                        "warn", "clock-plus", msg.t("followups.mark.promised", msg.moment(it, line.zone(), today)))));
        if (line.textOnly()) {
            marks.add(new Sign("purple", "bell-off", msg.t("followups.mark.dnd"))); // FU-14
        }
        if (line.jd()) {
            marks.add(new Sign("line", "award", msg.t("followups.mark.jd"))); // FU-13
        }
        if (line.together() > 1) {
            marks.add(new Sign("line", "link", msg.t("followups.mark.together", line.together())));
        }
        return marks;
    }

    private static Sign state(QueueLine line, Instant now, Msg msg) {
        if (!line.state().isOpen()) {
            return closed(line.state(), msg);
        }
        if (line.textOnly()) {
            return new Sign("purple", "message", msg.t("followups.state.textOnly"));
        }
        if (!line.fades().isAfter(now)) {
            return new Sign("bad", "alert-circle", msg.t("followups.state.faded")); // FU-2
        }
        if (!line.due().isAfter(now)) {
            return new Sign("bad", "alert-triangle", msg.t("followups.state.overdue"));
        }
        if (line.promisedAt().isEmpty()
                && line.notBefore().filter(it -> it.isAfter(now)).isPresent()) {
            return new Sign(
                    "",
                    "arrows-exchange",
                    msg.t(
                            "followups.state.later",
                            msg.moment(
                                    line.notBefore().get(),
                                    line.zone(),
                                    now.atZone(line.zone()).toLocalDate())));
        }
        return line.state() == TaskState.RETRY
                ? new Sign("warn", "phone-x", msg.t("followups.state.RETRY"))
                : new Sign("info", "circle-dashed", msg.t("followups.state.PENDING"));
    }

    static Sign closed(TaskState state, Msg msg) {
        var text = msg.t("followups.state." + state);
        return switch (state) {
            case PENDING -> new Sign("info", "circle-dashed", text);
            case RETRY -> new Sign("warn", "phone-x", text);
            case SUCCESS_SATISFIED -> new Sign("ok", "mood-smile", text);
            case SUCCESS_DISSATISFIED -> new Sign("bad", "mood-sad", text);
            case TEXTING -> new Sign("purple", "message", text);
            case SMS_DONE -> new Sign("ok", "message-check", text);
            case UNREACHED -> new Sign("warn", "mail", text);
            case GIVEN_UP -> new Sign("mute", "phone-x", text);
            case WRONG_NUMBER -> new Sign("warn", "ban", text);
            case LINKED -> new Sign("ok", "link", text);
            case CANCELLED -> new Sign("mute", "x", text);
        };
    }
}
