package org.opendcrc.messaging.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.TextLine;
import org.opendcrc.messaging.TextPage;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;

/**
 * The outbox as it is shown.
 *
 * @param warning what is to be known about the channel in force
 */
public record TextsPage(List<Row> rows, String warning, Paging paging) {

    static final int ROWS = 30;
    static final String SIMULATION = "simulation";

    /** A row; all words are in the person's language already. {@code causeHref} is null where no chapter shows the cause. */
    public record Row(
            String at,
            String customer,
            String customerHref,
            String phone,
            String body,
            int characters,
            String tone,
            String icon,
            String state,
            @Nullable String cause,
            @Nullable String causeHref) {}

    static TextsPage of(TextPage page, String channel, List<CauseLink> links, Instant now, Msg msg) {
        return new TextsPage(
                page.lines().stream().map(it -> row(it, links, now, msg)).toList(),
                msg.t(channel.equals(SIMULATION) ? "texts.simulation" : "texts.noGateway"),
                new Paging(
                        page.previous().map(it -> "/texts?before=" + it).orElse(null),
                        page.next().map(it -> "/texts?after=" + it).orElse(null),
                        msg.t("texts.summary", ROWS)));
    }

    private static Row row(TextLine it, List<CauseLink> links, Instant now, Msg msg) {
        var link =
                links.stream().filter(known -> known.cause().equals(it.cause())).findFirst();
        return new Row(
                msg.moment(it.writtenAt(), it.zone(), now.atZone(it.zone()).toLocalDate()),
                it.customer(),
                "/customers/" + it.customerId(),
                msg.masked(it.phone()),
                it.body(),
                it.characters(),
                switch (it.state()) {
                    case QUEUED -> "info";
                    case SENT -> "ok";
                    case NOT_SENT -> "warn";
                },
                switch (it.state()) {
                    case QUEUED -> "clock";
                    case SENT -> "message-check";
                    case NOT_SENT -> "message-x";
                },
                state(it, msg),
                link.map(known -> msg.t(known.label())).orElse(null),
                link.map(known -> known.href(it.causeId())).orElse(null));
    }

    private static String state(TextLine it, Msg msg) {
        return switch (it.state()) {
            case QUEUED -> msg.t("text.state.QUEUED");
            case SENT ->
                msg.t(it.channel().filter(SIMULATION::equals).isPresent() ? "text.state.SIMULATED" : "text.state.SENT");
            case NOT_SENT ->
                msg.t("text.state.NOT_SENT", msg.t("text.reason." + it.reason().orElseThrow()));
        };
    }
}
