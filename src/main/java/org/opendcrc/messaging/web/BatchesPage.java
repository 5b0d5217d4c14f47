package org.opendcrc.messaging.web;

import java.time.Instant;
import java.util.List;
import org.opendcrc.messaging.Batch;
import org.opendcrc.messaging.BatchLine;
import org.opendcrc.shared.RowKey;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;

/** Texts to many at once, as they are listed. */
public record BatchesPage(List<TextsTab> tabs, boolean mayPrepare, List<Row> rows, Paging paging) {

    static final int ROWS = 30;

    /** A batch; all words are in the person's language already. */
    public record Row(
            String href,
            String name,
            String store,
            String textClass,
            boolean commercial,
            String tone,
            String state,
            int recipients,
            int written,
            int leftOut,
            String made) {}

    static BatchesPage of(List<Batch> found, List<TextsTab> tabs, boolean mayPrepare, Instant now, Msg msg) {
        var shown = found.size() > ROWS ? found.subList(0, ROWS) : found;
        return new BatchesPage(
                tabs,
                mayPrepare,
                shown.stream().map(it -> row(it, now, msg)).toList(),
                new Paging(
                        null,
                        found.size() > ROWS
                                ? "/text-batches?after="
                                        + new RowKey(
                                                shown.getLast().madeAt(),
                                                shown.getLast().id())
                                : null,
                        msg.t("batch.summary", ROWS)));
    }

    private static Row row(Batch it, Instant now, Msg msg) {
        return new Row(
                "/text-batches/" + it.id(),
                it.name(),
                it.store(),
                msg.t("texts.class." + it.textClass()),
                it.textClass() == org.opendcrc.messaging.TextClass.COMMERCIAL,
                tone(it.state()),
                msg.t("batch.state." + it.state()),
                it.count(BatchLine.State.READY) + it.count(BatchLine.State.WRITTEN) + it.count(BatchLine.State.STOPPED),
                it.count(BatchLine.State.WRITTEN),
                it.count(BatchLine.State.LEFT_OUT),
                msg.t(
                        "batch.by",
                        it.madeBy(),
                        msg.moment(it.madeAt(), it.zone(), now.atZone(it.zone()).toLocalDate())));
    }

    static String tone(Batch.State state) {
        return switch (state) {
            case PREPARED -> "warn";
            case RUNNING -> "info";
            case DONE -> "ok";
            case STOPPED -> "bad";
            case DROPPED -> "";
        };
    }
}
