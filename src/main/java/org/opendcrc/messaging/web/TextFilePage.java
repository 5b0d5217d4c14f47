package org.opendcrc.messaging.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.PartState;
import org.opendcrc.messaging.TextClass;
import org.opendcrc.messaging.TextFile;
import org.opendcrc.messaging.TextLine.State;
import org.opendcrc.messaging.TextPart;
import org.opendcrc.messaging.TextTemplate;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.Msg;

/**
 * One text with its life, as it is shown.
 *
 * @param template where the wording that it was written from can be read; null for free words
 * @param letterHref where the letter is that is owed because of it; null if none is
 * @param settle where a person says what became of it; null unless nobody knows and he may (A36)
 * @param evidence on which consent a commercial text rests; null for a service text
 * @param said what happened before, null for nothing
 */
public record TextFilePage(
        List<TextsTab> tabs,
        TextsPage.Row row,
        String textClass,
        @Nullable Template template,
        List<Step> life,
        @Nullable String letterHref,
        boolean unknown,
        @Nullable String settle,
        @Nullable String evidence,
        @Nullable String said) {

    /** The version of the template. */
    public record Template(String href, String name) {}

    /** Something that happened to it. */
    public record Step(String at, String what) {}

    static TextFilePage of(
            TextFile file,
            List<TextsTab> tabs,
            List<CauseLink> links,
            boolean maySettle,
            @Nullable String said,
            Instant now,
            Msg msg) {
        var line = file.line();
        var today = now.atZone(line.zone()).toLocalDate();
        var row = TextsPage.row(line, links, now, msg);
        var life = new ArrayList<Step>();
        life.add(new Step(
                msg.moment(line.writtenAt(), line.zone(), today),
                line.writtenBy()
                        .map(it -> msg.t("texts.life.byHand", it))
                        .orElseGet(() -> msg.t("texts.life.written"))));
        file.decidedAt()
                .ifPresent(it -> life.add(new Step(
                        msg.moment(it, line.zone(), today),
                        file.decidedBy()
                                .map(who -> msg.t("texts.life.settled", row.state(), who))
                                .orElse(row.state()))));
        file.parts().forEach(part -> life.add(part(part, file, today, msg)));
        return new TextFilePage(
                tabs,
                row,
                msg.t("texts.class." + line.textClass()),
                line.template()
                        .map(it -> new Template(
                                "/text-templates/" + it + "#version-"
                                        + line.version().orElse(0),
                                msg.t(
                                        "texts.templateVersion",
                                        TextTemplate.of(it)
                                                .map(known -> msg.t("text.template." + it + ".name"))
                                                .orElseGet(() -> msg.t("texts.ownTemplate")),
                                        line.version().orElse(0))))
                        .orElse(null),
                life,
                file.letter().map(_ -> "/letters").orElse(null),
                line.state() == State.UNKNOWN,
                line.state() == State.UNKNOWN && maySettle ? "/texts/" + line.id() + "/outcome" : null,
                line.textClass() == TextClass.COMMERCIAL ? evidence(file, today, msg) : null,
                said);
    }

    private static String evidence(TextFile file, LocalDate today, Msg msg) {
        return file.evidence()
                .map(it -> msg.t(
                        it.given() ? "texts.evidence.given" : "texts.evidence.refused",
                        msg.moment(it.saidAt(), file.line().zone(), today),
                        msg.t("customer.consent.channel." + it.channel()),
                        it.heardBy().orElse(Msg.NONE),
                        it.words()))
                .orElseGet(() -> msg.t("texts.evidence.none"));
    }

    /** What became of a part, with the gateway's own word where it is bad news. */
    private static Step part(TextPart it, TextFile file, LocalDate today, Msg msg) {
        var at = it.endedAt().or(it::acceptedAt).or(it::handedAt);
        var what = msg.t(
                "texts.part",
                it.part(),
                it.reason()
                        .map(why -> msg.t("text.part." + it.state()) + ", " + msg.t("text.reason." + why))
                        .orElseGet(() -> msg.t("text.part." + it.state())));
        return new Step(
                at.map(moment -> msg.moment(moment, file.line().zone(), today)).orElse(Msg.NONE),
                it.code()
                        .filter(_ -> it.state() == PartState.FAILED || it.state() == PartState.UNKNOWN)
                        .map(code -> what + " (" + msg.t("texts.code", code) + ")")
                        .orElse(what));
    }
}
