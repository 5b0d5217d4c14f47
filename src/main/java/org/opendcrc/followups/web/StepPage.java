package org.opendcrc.followups.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opendcrc.followups.BulkKind;
import org.opendcrc.followups.BulkOutcome;
import org.opendcrc.followups.BulkStep;
import org.opendcrc.site.Msg;

/**
 * What became of a step with many rows.
 *
 * @param summary who, when, how many
 * @param more how many rows are not shown
 */
public record StepPage(String summary, int leftOut, List<Row> rows, int more) {

    /** A row and its sentence. */
    public record Row(
            String href, String customer, Optional<String> plate, String orderNo, boolean done, String sentence) {}

    static StepPage of(BulkStep.File file, Instant now, Msg msg) {
        var step = file.step();
        return new StepPage(
                msg.t(
                        "followups.step.summary",
                        step.by(),
                        msg.moment(
                                step.at(), step.zone(), now.atZone(step.zone()).toLocalDate()),
                        step.rows(),
                        step.done()),
                step.rows() - step.done(),
                file.rows().stream()
                        .map(it -> new Row(
                                "/follow-ups/" + it.task(),
                                it.customer(),
                                it.plate(),
                                it.orderNo(),
                                it.outcome() == BulkOutcome.DONE || it.outcome() == BulkOutcome.NO_NUMBER,
                                sentence(step.kind(), it, msg)))
                        .toList(),
                Math.max(0, step.rows() - file.rows().size()));
    }

    /** What became of a row, in a sentence. */
    static String sentence(BulkKind kind, BulkStep.Row row, Msg msg) {
        var from = row.from().orElse(Msg.NONE);
        var to = row.to().orElse(Msg.NONE);
        if (row.outcome() != BulkOutcome.DONE) {
            return msg.t("followups.outcome.bulk." + row.outcome(), to);
        }
        if (kind == BulkKind.TEXT) {
            return msg.t("followups.outcome.bulk.texted");
        }
        if (row.to().isEmpty()) {
            return msg.t("followups.outcome.bulk.takenBack", from);
        }
        return row.from().isEmpty()
                ? msg.t("followups.outcome.bulk.given", to)
                : msg.t("followups.outcome.bulk.moved", from, to);
    }
}
