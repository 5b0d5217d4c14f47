package org.opendcrc.messaging.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.Template;
import org.opendcrc.messaging.TemplateDesk.Longest;
import org.opendcrc.messaging.TextClass;
import org.opendcrc.site.Msg;

/** The templates as they are shown. */
public record TemplatesPage(List<TextsTab> tabs, List<Row> rows, boolean mayChange) {

    /** A template; all words are in the person's language already. */
    public record Row(
            String href,
            String name,
            String channel,
            String textClass,
            boolean commercial,
            String use,
            String body,
            String version,
            boolean changed) {}

    /**
     * One template with its form and its versions.
     *
     * @param action where the form goes
     * @param reset where it is set back to the shipped wording; null if it stands so
     * @param retire where it is taken out of use; null for a shipped one
     * @param fields the words that may stand between braces
     * @param refusal why it was not saved, null if nobody tried
     */
    public record One(
            List<TextsTab> tabs,
            String title,
            String action,
            @Nullable String reset,
            @Nullable String retire,
            boolean mayChange,
            boolean letter,
            boolean classFree,
            String name,
            List<TextsPage.Choice> classes,
            String chinese,
            String english,
            int version,
            String fields,
            List<Count> counts,
            @Nullable String refusal,
            List<Version> versions) {}

    /** What a wording becomes at its longest, in one language. */
    public record Count(String language, String text, String count, boolean over) {}

    /** A wording as it stood. */
    public record Version(
            String id,
            String number,
            String origin,
            String by,
            String name,
            String chinese,
            String english,
            boolean present) {}

    static TemplatesPage of(List<Template> all, List<TextsTab> tabs, boolean mayChange, Msg msg) {
        return new TemplatesPage(
                tabs,
                all.stream()
                        .map(it -> new Row(
                                "/text-templates/" + it.key(),
                                TextSheetPage.name(it, msg),
                                msg.t("template.channel." + it.channel()),
                                msg.t("texts.class." + it.textClass()),
                                it.textClass() == TextClass.COMMERCIAL,
                                msg.t(it.byHand() ? "template.use.byHand" : "template.use." + it.key()),
                                it.chinese(),
                                it.version() == 0
                                        ? msg.t("template.origin.SHIPPED")
                                        : msg.t("template.version", it.version()),
                                it.origin() != Template.Origin.SHIPPED))
                        .toList(),
                mayChange);
    }

    static One one(
            Template shown,
            List<Template> versions,
            Map<Locale, Longest> longest,
            Map<UUID, String> names,
            List<TextsTab> tabs,
            boolean mayChange,
            @Nullable String refusal,
            ZoneId zone,
            Instant now,
            Msg msg) {
        var made = !versions.isEmpty();
        var present = made ? versions.getFirst() : shown;
        var letter = shown.channel() == Template.Channel.LETTER;
        return new One(
                tabs,
                made ? TextSheetPage.name(present, msg) : msg.t("template.new"),
                made ? "/text-templates/" + present.key() : "/text-templates",
                made && mayChange && present.isShipped() && present.origin() != Template.Origin.SHIPPED
                        ? "/text-templates/" + present.key() + "/shipped"
                        : null,
                made && mayChange && !present.isShipped() && present.origin() != Template.Origin.RETIRED
                        ? "/text-templates/" + present.key() + "/retirement"
                        : null,
                mayChange,
                letter,
                !shown.isShipped(),
                TextSheetPage.name(shown, msg),
                List.of(TextClass.values()).stream()
                        .map(it -> new TextsPage.Choice(it.name(), msg.t("texts.class." + it), it == shown.textClass()))
                        .toList(),
                shown.chinese(),
                shown.english(),
                shown.version(),
                shown.fields().stream()
                        .map(it -> "{" + it.word(msg.locale()) + "}")
                        .collect(Collectors.joining(" ")),
                List.of(Locale.CHINA, Locale.ENGLISH).stream()
                        .map(it -> count(it, longest.get(it), msg))
                        .toList(),
                refusal,
                versions.stream()
                        .map(it -> new Version(
                                "version-" + it.version(),
                                msg.t("template.version", it.version()),
                                msg.t("template.origin." + it.origin()),
                                it.changedAt()
                                        .map(at -> msg.t(
                                                "template.changedBy",
                                                names.getOrDefault(
                                                        it.changedBy().orElseThrow(), Msg.NONE),
                                                msg.moment(
                                                        at,
                                                        zone,
                                                        now.atZone(zone).toLocalDate())))
                                        .orElse(""),
                                TextSheetPage.name(it, msg),
                                it.chinese(),
                                it.english(),
                                it.version() == present.version() && it.origin() != Template.Origin.RETIRED))
                        .toList());
    }

    private static Count count(Locale language, @Nullable Longest it, Msg msg) {
        var count = it == null ? 0 : it.count();
        var limit = it == null ? 0 : it.limit();
        return new Count(
                msg.t("template.language." + language.getLanguage()),
                it == null ? "" : it.text(),
                count > limit
                        ? msg.t("text.count.over", count, limit, count - limit)
                        : msg.t("text.count.left", count, limit, limit - count),
                count > limit);
    }
}
