package org.opendcrc.messaging.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.Template;
import org.opendcrc.messaging.TextClass;
import org.opendcrc.messaging.TextDesk;
import org.opendcrc.messaging.TextTemplate;
import org.opendcrc.messaging.wire.Parts;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.Msg;

/**
 * The sheet on which a clerk writes one text; what he typed is always still there.
 *
 * @param id of the text to be
 * @param note what is to be known about the customer before writing, null for nothing
 * @param whole the message as it would leave the house
 * @param over whether it is longer than allowed
 * @param refusal why it was not written, null if nobody tried
 * @param back where it came from
 */
public record TextSheetPage(
        UUID id,
        String cause,
        UUID causeId,
        String customer,
        String customerHref,
        String store,
        List<TextsPage.Choice> stores,
        List<TextsPage.Choice> numbers,
        List<TextsPage.Choice> templates,
        List<TextsPage.Choice> languages,
        List<TextsPage.Choice> classes,
        String words,
        String whole,
        String count,
        boolean over,
        @Nullable String note,
        @Nullable String warning,
        @Nullable String refusal,
        String back) {

    /**
     * What somebody typed so far.
     *
     * @param number which of the customer's numbers: {@link #numberKey}
     */
    record Typed(
            UUID id,
            Optional<String> number,
            Optional<String> template,
            Locale language,
            TextClass textClass,
            String words) {}

    /** Stands in the form for a number, which is not shown whole to everybody who looks over the shoulder. */
    static String numberKey(String e164) {
        return UUID.nameUUIDFromBytes(e164.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }

    static TextSheetPage of(
            TextDesk.Sheet sheet,
            Typed typed,
            String whole,
            String channel,
            List<CauseLink> links,
            Optional<String> refusal,
            Msg msg) {
        var count = TextDesk.count(whole);
        var limit = TextDesk.limit(sheet, typed.template());
        var recipient = sheet.recipient();
        var customerHref = "/customers/" + recipient.customerId();
        return new TextSheetPage(
                typed.id(),
                sheet.wish().cause(),
                sheet.wish().causeId(),
                recipient.name(),
                customerHref,
                sheet.store().id().toString(),
                sheet.stores().stream()
                        .map(it -> new TextsPage.Choice(
                                it.id().toString(),
                                it.name(),
                                it.id().equals(sheet.store().id())))
                        .toList(),
                recipient.numbers().stream()
                        .map(it -> new TextsPage.Choice(
                                numberKey(it), msg.masked(it), typed.number().equals(Optional.of(numberKey(it)))))
                        .toList(),
                sheet.templates().stream()
                        .map(it -> new TextsPage.Choice(
                                it.key(),
                                msg.t(
                                        it.textClass() == TextClass.COMMERCIAL
                                                ? "text.sheet.template.commercial"
                                                : "text.sheet.template.service",
                                        name(it, msg)),
                                typed.template().equals(Optional.of(it.key()))))
                        .toList(),
                List.of(Locale.CHINA, Locale.ENGLISH).stream()
                        .map(it -> new TextsPage.Choice(
                                it.getLanguage(),
                                msg.t("template.language." + it.getLanguage()),
                                it.getLanguage().equals(typed.language().getLanguage())))
                        .toList(),
                List.of(TextClass.values()).stream()
                        .map(it -> new TextsPage.Choice(it.name(), msg.t("texts.class." + it), it == typed.textClass()))
                        .toList(),
                typed.words(),
                whole,
                count(count, limit, msg),
                count > limit,
                note(sheet, msg),
                channel.equals("gateway")
                        ? null
                        : msg.t(channel.equals(TextsPage.SIMULATION) ? "texts.simulation" : "texts.noGateway"),
                refusal.orElse(null),
                TextsPage.link(sheet.wish().cause(), links)
                        .map(it -> it.href(sheet.wish().causeId()))
                        .orElse(customerHref));
    }

    /** How long it is, and of how many short messages where it is more than one (A20). */
    static String count(int count, int limit, Msg msg) {
        if (count > limit) {
            return msg.t("text.count.over", count, limit, count - limit);
        }
        return count > Parts.SINGLE
                ? msg.t("text.count.parts", count, limit, Math.ceilDiv(count, Parts.PART))
                : msg.t("text.count.left", count, limit, limit - count);
    }

    static String name(Template it, Msg msg) {
        return it.name().isEmpty() && TextTemplate.of(it.key()).isPresent()
                ? msg.t("text.template." + it.key() + ".name")
                : it.name();
    }

    private static @Nullable String note(TextDesk.Sheet sheet, Msg msg) {
        var recipient = sheet.recipient();
        if (recipient.numbers().isEmpty()) {
            return msg.t("text.sheet.noNumber");
        }
        if (!recipient.consent()) {
            return msg.t(recipient.dnd() ? "text.sheet.dndNoConsent" : "text.sheet.noConsent");
        }
        return recipient.dnd() ? msg.t("text.sheet.dnd") : null;
    }
}
