package org.opendcrc.messaging;

import java.util.Locale;
import java.util.Set;
import org.opendcrc.site.Messages;
import org.opendcrc.site.Msg;
import org.springframework.stereotype.Component;

/** Writes the texts of the house: Chinese, signed with the store's name, short enough to be sent (A20). */
@Component
class Wording {

    /** Surnames of two characters; all others have one. */
    private static final Set<String> COMPOUND_SURNAMES = Set.of(
            "欧阳", "上官", "司马", "司徒", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "东方", "端木", "独孤", "长孙", "宇文", "轩辕", "南宫",
            "西门", "东郭", "呼延", "闻人", "澹台", "申屠", "太史", "万俟", "赫连", "钟离", "濮阳", "淳于", "单于", "完颜", "拓跋");

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
        var name = to.name().strip();
        if (!to.person()
                || name.isEmpty()
                || Character.UnicodeScript.of(name.codePointAt(0)) != Character.UnicodeScript.HAN) {
            return words.t("text.salutation.customer");
        }
        var surname = name.length() > 2 && COMPOUND_SURNAMES.contains(name.substring(0, 2))
                ? name.substring(0, 2)
                : name.substring(0, name.offsetByCodePoints(0, 1));
        return switch (to.sex()) {
            case "MALE" -> words.t("text.salutation.male", surname);
            case "FEMALE" -> words.t("text.salutation.female", surname);
            default -> words.t("text.salutation.unknown", surname);
        };
    }
}
