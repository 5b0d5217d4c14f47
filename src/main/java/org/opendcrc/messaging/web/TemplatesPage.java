package org.opendcrc.messaging.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.Proposal;
import org.opendcrc.messaging.Template;
import org.opendcrc.messaging.TemplateDesk.Longest;
import org.opendcrc.messaging.TextClass;
import org.opendcrc.messaging.TextTemplate;
import org.opendcrc.organisation.Store;
import org.opendcrc.site.Msg;

/** The templates as they are shown. */
public record TemplatesPage(
        List<TextsTab> tabs, List<Row> rows, boolean mayChange, boolean mayPropose, List<Proposed> proposals) {

    /**
     * A wording that somebody proposes, or proposed in the last days.
     *
     * @param decide where the manager decides; null where he has, or where the person may not
     */
    public record Proposed(
            String name,
            String href,
            String textClass,
            String chinese,
            String english,
            String by,
            String tone,
            String state,
            String note,
            @Nullable String decide) {}

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
     * @param propose where it is proposed to the manager; null where the person may save it himself or do nothing
     * @param stores which may have it alone, for one of the dealer's own
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
            @Nullable String propose,
            boolean letter,
            boolean classFree,
            boolean longText,
            List<TextsPage.Choice> stores,
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

    static TemplatesPage of(
            List<Template> all,
            List<Proposal> proposals,
            Map<UUID, String> stores,
            List<TextsTab> tabs,
            boolean mayChange,
            boolean mayPropose,
            ZoneId zone,
            Instant now,
            Msg msg) {
        return new TemplatesPage(
                tabs,
                all.stream()
                        .map(it -> new Row(
                                "/text-templates/" + it.key(),
                                TextSheetPage.name(it, msg),
                                msg.t("template.channel." + it.channel()),
                                msg.t("texts.class." + it.textClass()),
                                it.textClass() == TextClass.COMMERCIAL,
                                use(it, stores, msg),
                                it.chinese(),
                                it.version() == 0
                                        ? msg.t("template.origin.SHIPPED")
                                        : msg.t("template.version", it.version()),
                                it.origin() != Template.Origin.SHIPPED))
                        .toList(),
                mayChange,
                mayPropose,
                proposals.stream()
                        .map(it -> proposed(it, mayChange, zone, now, msg))
                        .toList());
    }

    private static String use(Template it, Map<UUID, String> stores, Msg msg) {
        var use = msg.t(it.byHand() ? "template.use.byHand" : "template.use." + it.key());
        return it.store()
                .map(store -> msg.t("template.use.of-store", use, stores.getOrDefault(store, Msg.NONE)))
                .orElse(use);
    }

    private static Proposed proposed(Proposal it, boolean mayDecide, ZoneId zone, Instant now, Msg msg) {
        var today = now.atZone(zone).toLocalDate();
        var known = TextTemplate.of(it.template().key()).isPresent()
                || it.template().version() > 0
                || it.state() == Proposal.State.APPROVED;
        return new Proposed(
                it.template().name(),
                known ? "/text-templates/" + it.template().key() : "",
                msg.t("texts.class." + it.template().textClass()),
                it.template().chinese(),
                it.template().english(),
                msg.t("template.changedBy", it.proposedBy(), msg.moment(it.proposedAt(), zone, today)),
                switch (it.state()) {
                    case OPEN -> "info";
                    case APPROVED -> "ok";
                    case REFUSED -> "warn";
                },
                it.decidedBy()
                        .map(who -> msg.t("template.proposal." + it.state() + ".by", who))
                        .orElseGet(() -> msg.t("template.proposal.OPEN")),
                it.note().orElse(""),
                mayDecide && it.state() == Proposal.State.OPEN
                        ? "/text-templates/proposals/" + it.id() + "/decision"
                        : null);
    }

    static One one(
            Template shown,
            List<Template> versions,
            Map<Locale, Longest> longest,
            Map<UUID, String> names,
            List<TextsTab> tabs,
            boolean mayChange,
            boolean mayPropose,
            List<Store> stores,
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
                mayPropose ? (made ? "/text-templates/" + present.key() : "/text-templates/new") + "/proposals" : null,
                letter,
                !shown.isShipped(),
                shown.longText(),
                stores.stream()
                        .map(it -> new TextsPage.Choice(
                                it.id().toString(), it.name(), shown.store().equals(Optional.of(it.id()))))
                        .toList(),
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
                        .map(it -> count(it, longest.get(it), letter, msg))
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

    private static Count count(Locale language, @Nullable Longest it, boolean letter, Msg msg) {
        var count = it == null ? 0 : it.count();
        var limit = it == null ? 0 : it.limit();
        return new Count(
                msg.t("template.language." + language.getLanguage()),
                it == null ? "" : it.text(),
                letter
                        ? msg.t(
                                count > limit ? "text.count.over" : "text.count.left",
                                count,
                                limit,
                                Math.abs(limit - count))
                        : TextSheetPage.count(count, limit, msg),
                count > limit);
    }
}
