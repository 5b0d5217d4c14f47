package org.opendcrc.messaging.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.LetterLine;
import org.opendcrc.messaging.LetterLine.State;
import org.opendcrc.messaging.LetterPage;
import org.opendcrc.messaging.LetterSheet;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;

/**
 * The list of letters as it is shown.
 *
 * @param mayWork whether the person prints and sends them
 * @param refusal why nothing was done, null if nobody tried
 */
public record LettersPage(
        List<TextsTab> tabs,
        List<TextsPage.StateTab> states,
        State state,
        List<Row> rows,
        boolean mayWork,
        String export,
        @Nullable String refusal,
        Paging paging) {

    static final int ROWS = 30;

    /** A letter; all words are in the person's language already. */
    public record Row(
            UUID id,
            String owed,
            String customer,
            String customerHref,
            String address,
            boolean addressed,
            String reason,
            String store,
            String done,
            @Nullable String printingHref,
            @Nullable String cause,
            @Nullable String causeHref) {}

    /** What is printed together, one page each. */
    public record Print(List<LetterSheet> sheets, String count) {}

    static LettersPage of(
            LetterPage page,
            State state,
            List<TextsTab> tabs,
            boolean mayWork,
            boolean first,
            List<CauseLink> links,
            @Nullable String refusal,
            Instant now,
            Msg msg) {
        return new LettersPage(
                tabs,
                Arrays.stream(State.values())
                        .map(it -> new TextsPage.StateTab(
                                "/letters?state=" + it,
                                msg.t("letter.state." + it),
                                page.counts().getOrDefault(it, 0),
                                it == state))
                        .toList(),
                state,
                page.lines().stream().map(it -> row(it, links, now, msg)).toList(),
                mayWork,
                "/letters.xlsx?state=" + state,
                refusal,
                new Paging(
                        first ? null : "/letters?state=" + state,
                        page.next()
                                .map(it -> "/letters?state=" + state + "&after=" + it)
                                .orElse(null),
                        msg.t("letter.summary", ROWS)));
    }

    static Row row(LetterLine it, List<CauseLink> links, Instant now, Msg msg) {
        var today = now.atZone(it.zone()).toLocalDate();
        var link = TextsPage.link(it.cause(), links);
        return new Row(
                it.id(),
                msg.moment(it.owedAt(), it.zone(), today),
                it.customer(),
                "/customers/" + it.customerId(),
                Stream.concat(it.postcode().stream(), it.address().stream())
                        .reduce((a, b) -> a + " " + b)
                        .filter(_ -> it.address().isPresent())
                        .orElseGet(() -> msg.t("letter.noAddress")),
                it.address().isPresent(),
                msg.t("text.reason." + it.reason()),
                it.store(),
                it.closedAt()
                        .map(at -> msg.t(
                                "letter.done." + it.state(),
                                it.closedBy().orElse(Msg.NONE),
                                msg.moment(at, it.zone(), today)))
                        .or(() -> it.printedAt()
                                .map(at -> msg.t(
                                        "letter.done.PRINTED",
                                        it.printedBy().orElse(Msg.NONE),
                                        msg.moment(at, it.zone(), today))))
                        .orElse(Msg.NONE),
                it.printing().map(at -> "/letters/printings/" + at).orElse(null),
                link.map(known -> msg.t(known.label())).orElse(null),
                link.map(known -> known.href(it.causeId())).orElse(null));
    }
}
