package org.opendcrc.followups.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.followups.BulkTexts;
import org.opendcrc.followups.QueueLine;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;

/**
 * Who would get a text, and who would be left out and why, before anything is written.
 *
 * @param tasks what is sent back when that was seen
 * @param given the filter, to come back to
 * @param more how many rows one step does not take
 */
public record TextsPage(
        List<Row> texts, List<Row> leftOut, List<UUID> tasks, Map<String, String> given, String back, int more) {

    /** A customer; {@code why} says what stands against a text, empty for nothing. */
    public record Row(String customer, Optional<String> plate, String orderNo, String why) {}

    static TextsPage of(BulkTexts.Preview preview, FilterForm form, Msg msg) {
        return new TextsPage(
                preview.texts().stream().map(it -> row(it, "", msg)).toList(),
                preview.leftOut().stream()
                        .map(it -> row(
                                it.line(),
                                msg.t(
                                        "followups.outcome.bulk." + it.why(),
                                        it.line().task().claimedBy().orElse(Msg.NONE)),
                                msg))
                        .toList(),
                preview.texts().stream().map(it -> it.task().id()).toList(),
                form.given(),
                "/follow-ups?" + form.query(),
                preview.more());
    }

    private static Row row(QueueLine line, String why, Msg msg) {
        var task = line.task();
        return new Row(
                PersonName.of(task.customer(), line.person(), line.sex(), msg).full(),
                task.plate(),
                task.subject().number(),
                why);
    }
}
