package org.opendcrc.casebook.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.casebook.Attachment;
import org.opendcrc.casebook.AttachmentDesk;
import org.opendcrc.casebook.CasePaper;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Msg;

/** The papers of a case as they are shown; all words are in the person's language already. */
public record PapersPage(
        UUID complaint,
        String number,
        String customer,
        List<Row> rows,
        boolean mayAdd,
        String words,
        String limit,
        @Nullable String refusal) {

    public record Row(String id, String href, String name, String type, String size, String words, String added) {}

    static PapersPage of(
            CasePaper paper,
            List<Attachment> attachments,
            Actor actor,
            String words,
            @Nullable String refusal,
            Instant now,
            Msg msg) {
        var today = now.atZone(paper.zone()).toLocalDate();
        return new PapersPage(
                paper.id(),
                paper.number(),
                paper.who().orElseGet(() -> msg.t("complaint.complainant." + paper.complainant())),
                attachments.stream()
                        .map(it -> new Row(
                                "paper-" + it.id(),
                                "/complaints/" + paper.id() + "/papers/" + it.id(),
                                it.name(),
                                msg.t("attachment.type." + it.type()),
                                size(it.bytes(), msg),
                                it.words().orElse(Msg.NONE),
                                msg.t("attachment.added", it.addedBy(), msg.moment(it.addedAt(), paper.zone(), today))))
                        .toList(),
                actor.may(UseCase.ADD_CASE_PAPERS, paper.storeId()),
                words,
                msg.t("attachment.limit", AttachmentDesk.LARGEST / 1024 / 1024),
                refusal);
    }

    private static String size(int bytes, Msg msg) {
        return bytes < 1024 * 1024
                ? msg.t("attachment.kb", Math.max(1, bytes / 1024))
                : msg.t("attachment.mb", bytes / 1024 / 1024);
    }
}
