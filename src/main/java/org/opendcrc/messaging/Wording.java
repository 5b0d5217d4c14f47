package org.opendcrc.messaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opendcrc.shared.Surname;
import org.opendcrc.site.Messages;
import org.springframework.stereotype.Component;

/** Writes the texts of the house: signed with the store's name, and short enough to be sent (A20). */
@Component
class Wording {

    private final Messages messages;

    Wording(Messages messages) {
        this.messages = messages;
    }

    /** The wording that the house ships, with its fields between braces. */
    String shipped(TextTemplate template, Locale language) {
        var fields = Arrays.stream(TextField.values())
                .map(it -> (Object) ("{" + it.word(language) + "}"))
                .toArray();
        return messages.in(language).t("text.template." + template.key(), fields);
    }

    Template shipped(TextTemplate it) {
        return new Template(
                it.key(),
                0,
                "",
                it.channel(),
                it.textClass(),
                it.byHand(),
                it.fields(),
                shipped(it, Locale.CHINA),
                shipped(it, Locale.ENGLISH),
                Template.Origin.SHIPPED,
                Optional.empty(),
                Optional.empty());
    }

    /** What a commercial text says behind everything else. */
    String optOut(Locale language) {
        return messages.in(language).t("text.opt-out");
    }

    /** The whole message of words that are filled in already. */
    String whole(String store, String words, TextClass textClass, Locale language) {
        return TemplateText.whole(store, words, textClass, optOut(language));
    }

    /**
     * What the house itself sends, in Chinese. A name longer than anybody thought of takes the shorter forms that the house ships; if none
     * fits, the shortest is answered and the outbox says how much is too much.
     */
    String automatic(TextTemplate template, String body, int limit, Addressee to, Map<TextField, String> values) {
        var whole = whole(to.store(), TemplateText.filled(body, values), template.textClass(), Locale.CHINA);
        var forms = switch (template) {
            case FOLLOW_UP_UNREACHABLE ->
                List.of(
                        whole,
                        whole(to.store(), words("text.template.follow-up-unreachable.short", to), template),
                        whole(to.store(), words("text.template.follow-up-unreachable.shortest", to), template));
            case FOLLOW_UP_LATE ->
                List.of(whole, whole(to.store(), words("text.template.follow-up-late.short", to), template));
            case APPOINTMENT_UNCONFIRMED, APPOINTMENT_MISSED, CALL_BACK_PLEASE, VISIT_THANKS, OFFER, LETTER_UNREACHED ->
                List.of(whole);
        };
        return forms.stream()
                .filter(it -> TextRules.characters(it) <= limit)
                .findFirst()
                .orElseGet(forms::getLast);
    }

    /**
     * The present wording with a link behind it; where that is too long and the wording is the one that the house ships, one of its short forms
     * with the link. Empty if none fits: then the words go without it (A20).
     */
    Optional<String> withLink(Template present, Addressee to, Map<TextField, String> values, String link) {
        var words = messages.in(Locale.CHINA);
        var forms = new ArrayList<String>();
        forms.add(words.t("text.with-link", TemplateText.filled(present.chinese(), values), link));
        if (present.origin() == Template.Origin.SHIPPED) {
            var date = values.getOrDefault(TextField.DATE, "");
            var time = values.getOrDefault(TextField.TIME, "");
            forms.add(words.t("text.template." + present.key() + ".link", date, time, link));
            forms.add(words.t("text.template." + present.key() + ".link.short", date, time, link));
        }
        return forms.stream()
                .map(it -> whole(to.store(), it, present.textClass(), Locale.CHINA))
                .filter(it -> TextRules.characters(it) <= present.limit())
                .findFirst();
    }

    private String whole(String store, String words, TextTemplate template) {
        return whole(store, words, template.textClass(), Locale.CHINA);
    }

    private String words(String key, Addressee to) {
        return messages.in(Locale.CHINA).t(key, salutation(to, Locale.CHINA));
    }

    /** What every message knows of its customer and store; the caller's values come on top. */
    Map<TextField, String> values(Addressee to, String storePhone, Locale language, Map<TextField, String> further) {
        var values = new EnumMap<TextField, String>(TextField.class);
        values.put(TextField.CUSTOMER, salutation(to, language));
        values.put(TextField.NAME, to.name());
        values.put(TextField.STORE, to.store());
        values.put(
                TextField.PHONE, storePhone.isBlank() ? messages.in(language).t("text.our-store") : storePhone.strip());
        further.forEach((field, value) -> {
            if (!value.isEmpty()) {
                values.put(field, value);
            }
        });
        return values;
    }

    /** 方先生; for an organisation and for a name that is not Chinese the polite word alone. */
    String salutation(Addressee to, Locale language) {
        var words = messages.in(language);
        var surname = to.person() && !TextField.isEnglish(language) ? Surname.of(to.name()) : Optional.<String>empty();
        if (surname.isEmpty()) {
            return words.t("text.salutation.customer");
        }
        return switch (to.sex()) {
            case "MALE" -> words.t("text.salutation.male", surname.get());
            case "FEMALE" -> words.t("text.salutation.female", surname.get());
            default -> words.t("text.salutation.unknown", surname.get());
        };
    }
}
