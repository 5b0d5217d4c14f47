package org.opendcrc.customers.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendcrc.customers.OwnerChanges.OwnerChange;
import org.opendcrc.shared.RowKey;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;

/**
 * The requests that wait for a decision, as they are shown.
 *
 * @param refusal what stood in the way of the last decision
 */
public record OwnerChangesPage(
        List<Row> rows, Paging paging, @Nullable String refusal) {

    static final int ROWS = 30;

    /** A request; all words are in the person's language already. */
    public record Row(
            String id,
            String at,
            String customerNo,
            String customer,
            String customerHref,
            String field,
            String oldValue,
            String newValue) {}

    static OwnerChangesPage of(
            List<OwnerChange> found, boolean first, ZoneId zone, Instant now, Optional<String> refusal, Msg msg) {
        var shown = found.subList(0, Math.min(ROWS, found.size()));
        var next = found.size() > ROWS
                ? "/owner-changes?after="
                        + new RowKey(shown.getLast().askedAt(), shown.getLast().id())
                : null;
        return new OwnerChangesPage(
                shown.stream().map(it -> row(it, zone, now, msg)).toList(),
                new Paging(first ? null : "/owner-changes", next, msg.t("owner-changes.summary")),
                refusal.map(msg::t).orElse(null));
    }

    private static Row row(OwnerChange it, ZoneId zone, Instant now, Msg msg) {
        return new Row(
                it.id().toString(),
                msg.moment(it.askedAt(), zone, now.atZone(zone).toLocalDate()),
                it.customerNo(),
                it.customerName(),
                "/customers/" + it.customer(),
                msg.t("owner-changes.field." + it.field()),
                it.oldValue().orElse(Msg.NONE),
                it.newValue());
    }
}
