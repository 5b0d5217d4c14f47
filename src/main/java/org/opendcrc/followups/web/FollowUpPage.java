package org.opendcrc.followups.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.CallFile;
import org.opendcrc.followups.FollowUpFiles;
import org.opendcrc.questionnaires.ResponseView;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;

/**
 * An owed or finished call as it is kept; all words are in the person's language already.
 *
 * @param ending how it ended, null while it is owed
 * @param complaint address of the complaint that came of it, null for none
 * @param answers null if nobody answered
 * @param mayCall whether the person may open the call
 * @param mayWrite whether he may add words
 */
public record FollowUpPage(
        UUID task,
        String name,
        @Nullable String plate,
        String orderNo,
        QueuePage.Sign state,
        @Nullable String ending,
        @Nullable String complaint,
        List<CallPage.Facts> facts,
        @Nullable Answers answers,
        List<CallPage.Happened> history,
        List<Words> remarks,
        boolean mayCall,
        boolean mayWrite,
        String typed,
        @Nullable String said,
        @Nullable String refusal) {

    /** What the customer said; total and mark are two figures (FU-25). */
    public record Answers(
            String total, String totalPossible, String satisfaction, boolean complete, List<Line> lines) {}

    /** {@code note} is the customer's own words, null for none. */
    public record Line(
            String question,
            String answer,
            boolean grievance,
            @Nullable String note) {}

    public record Words(String at, String by, String text) {}

    static FollowUpPage of(
            FollowUpFiles.Finished finished,
            boolean mayCall,
            String typed,
            @Nullable String said,
            @Nullable String refusal,
            Instant now,
            Msg msg) {
        var file = finished.file();
        var zone = file.zone();
        var today = now.atZone(zone).toLocalDate();
        var customer = file.customer();
        return new FollowUpPage(
                file.task(),
                PersonName.of(customer.name(), customer.person(), customer.sex(), msg)
                        .whole(),
                file.vehicle().plate().orElse(null),
                file.order().number(),
                QueuePage.closed(file.state(), msg),
                file.closing().map(it -> ending(it, file, now, msg)).orElse(null),
                file.closing()
                        .flatMap(CallFile.Closing::complaint)
                        .map(it -> "/complaints/" + it)
                        .orElse(null),
                FactCards.of(file, now, msg),
                finished.response().map(it -> answers(it, file, msg)).orElse(null),
                FactCards.history(file, now, msg),
                file.remarks().stream()
                        .map(it -> new Words(msg.moment(it.at(), zone, today), it.by(), it.words()))
                        .toList(),
                mayCall && file.state().isOpen(),
                mayCall,
                typed,
                said,
                refusal);
    }

    private static String ending(CallFile.Closing closing, CallFile file, Instant now, Msg msg) {
        var ended = ended(closing, file, now, msg);
        var told = closing.servicesTold() ? msg.t("followups.ended.told", ended) : ended; // FU-28
        return closing.textFailure()
                .map(why -> msg.t("followups.ended.textFailed", told, msg.t("text.reason." + why))) // A30
                .orElse(told);
    }

    private static String ended(CallFile.Closing closing, CallFile file, Instant now, Msg msg) {
        var today = now.atZone(file.zone()).toLocalDate();
        var at = msg.moment(closing.calledAt().orElse(closing.closedAt()), file.zone(), today);
        if (closing.servedWith().isPresent()) {
            return msg.t("followups.ended.linked", at, closing.servedWith().get());
        }
        return closing.by()
                .map(it -> msg.t("followups.ended.by", at, it))
                .orElseGet(() -> msg.t("followups.ended", at));
    }

    private static Answers answers(ResponseView response, CallFile file, Msg msg) {
        var advisor = file.order().advisor().orElseGet(() -> msg.t("followups.call.someAdvisor"));
        return new Answers(
                Integer.toString(response.total()),
                Integer.toString(response.totalPossible()),
                response.satisfaction().isPresent()
                        ? Integer.toString(response.satisfaction().getAsInt())
                        : Msg.NONE,
                response.complete(),
                response.lines().stream()
                        .map(it -> new Line(
                                it.shortText(msg.locale()),
                                Optional.of(it)
                                        .filter(line -> !line.declined())
                                        .flatMap(line -> line.label(msg.locale()))
                                        .map(label -> label.replace("{advisor}", advisor))
                                        .orElseGet(() -> msg.t("followups.call.declined")),
                                it.grievance(),
                                it.note().orElse(null)))
                        .toList());
    }
}
