package org.opendcrc.messaging;

import java.util.Locale;
import java.util.Optional;
import org.opendcrc.shared.Surname;
import org.opendcrc.site.Messages;
import org.opendcrc.site.Msg;
import org.springframework.stereotype.Component;

/** Writes the texts of the house: Chinese, signed with the store's name, short enough to be sent (A20). */
@Component
class Wording {

    private final Msg words;

    Wording(Messages messages) {
        this.words = messages.in(Locale.CHINA);
    }

    /** The longest form that fits; the shortest one if none does (the outbox then says how much is too much). */
    String of(TextTemplate template, Addressee to) {
        var forms = switch (template) {
            case FOLLOW_UP_UNREACHABLE -> unreachable(to);
        };
        for (var form : forms) {
            if (TextRules.characters(form) <= TextRules.LIMIT) {
                return form;
            }
        }
        return forms[forms.length - 1];
    }

    private String[] unreachable(Addressee to) {
        return new String[] {
            words.t("text.template.follow-up-unreachable", to.store(), salutation(to)),
            words.t("text.template.follow-up-unreachable.short", to.store(), salutation(to)),
            words.t("text.template.follow-up-unreachable.shortest", to.store())
        };
    }

    /** 方先生; for an organisation and for a name that is not Chinese the polite word alone. */
    String salutation(Addressee to) {
        var surname = to.person() ? Surname.of(to.name()) : Optional.<String>empty();
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
