package org.opendcrc.messaging.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.ReplyDesk;
import org.opendcrc.messaging.ReplyLine;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;

/** Replies as they are shown; {@code unread} is how many nobody has read. */
public record RepliesPage(
        List<TextsTab> tabs,
        boolean all,
        String search,
        int unread,
        boolean mayRead,
        List<Row> rows,
        String export,
        Paging paging) {

    static final int ROWS = 30;

    /** A row; all words are in the person's language already. What is null is not known. */
    public record Row(
            String id,
            String at,
            String phone,
            @Nullable String customer,
            @Nullable String customerHref,
            @Nullable String writeHref,
            String body,
            boolean optOut,
            @Nullable String text,
            @Nullable String textHref,
            @Nullable String cause,
            @Nullable String causeHref,
            @Nullable String read) {}

    static RepliesPage of(
            ReplyDesk.Piece piece,
            boolean all,
            Optional<String> search,
            List<TextsTab> tabs,
            boolean mayRead,
            List<CauseLink> links,
            Instant now,
            Msg msg) {
        return new RepliesPage(
                tabs,
                all,
                search.orElse(""),
                piece.unread(),
                mayRead,
                piece.lines().stream()
                        .map(it -> row(it, links, mayRead, now, msg))
                        .toList(),
                "/text-replies.xlsx?all=" + all + found(search),
                new Paging(
                        null,
                        piece.next()
                                .map(it -> "/text-replies?" + (all ? "all=true&" : "") + "after=" + it + found(search))
                                .orElse(null),
                        msg.t("reply.summary", ROWS)));
    }

    private static String found(Optional<String> search) {
        return search.map(it -> "&search=" + URLEncoder.encode(it, StandardCharsets.UTF_8))
                .orElse("");
    }

    static List<String> cells(ReplyLine it, List<CauseLink> links, Instant now, Msg msg) {
        var row = row(it, links, false, now, msg);
        return List.of(
                row.at(),
                Objects.requireNonNullElse(row.customer(), ""),
                row.phone(),
                row.body(),
                row.optOut() ? msg.t("reply.optOut") : "",
                Objects.requireNonNullElse(row.text(), ""),
                Objects.requireNonNullElse(row.cause(), ""),
                Objects.requireNonNullElse(row.read(), ""));
    }

    private static Row row(ReplyLine it, List<CauseLink> links, boolean mayWrite, Instant now, Msg msg) {
        var today = now.atZone(it.zone()).toLocalDate();
        var link = it.cause().flatMap(cause -> TextsPage.link(cause, links));
        return new Row(
                it.id().toString(),
                msg.moment(it.cameAt(), it.zone(), today),
                msg.masked(it.phone()),
                it.customer().orElse(null),
                it.customerId().map(id -> "/customers/" + id).orElse(null),
                it.customerId()
                        .filter(_ -> mayWrite)
                        .map(id -> "/texts/new?causeId=" + id)
                        .orElse(null),
                it.body(),
                it.kind() == ReplyLine.Kind.OPT_OUT,
                it.text().orElse(null),
                it.textId().map(id -> "/texts/" + id).orElse(null),
                link.map(known -> msg.t(known.label())).orElse(null),
                Optional.of(it)
                        .filter(_ -> link.isPresent())
                        .flatMap(ReplyLine::causeId)
                        .map(id -> link.orElseThrow().href(id))
                        .orElse(null),
                it.readAt()
                        .map(at ->
                                msg.t("reply.readBy", it.readBy().orElse(Msg.NONE), msg.moment(at, it.zone(), today)))
                        .orElse(null));
    }
}
