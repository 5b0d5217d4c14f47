package org.opendcrc.followups.web;

import java.util.Set;
import org.opendcrc.site.Msg;

/**
 * How a customer is named.
 *
 * @param full 方志强
 * @param title 先生, empty where it is not known
 * @param spoken 方先生
 */
record Person(String full, String title, String spoken) {

    /** Surnames of two characters; all others have one. */
    private static final Set<String> COMPOUND_SURNAMES =
            Set.of("欧阳", "太史", "上官", "端木", "司马", "东方", "独孤", "南宫", "夏侯", "诸葛", "尉迟", "皇甫", "慕容", "司徒", "令狐", "公孙");

    static Person of(String name, boolean person, String sex, Msg msg) {
        var known = person && (sex.equals("MALE") || sex.equals("FEMALE"));
        if (!known || name.isBlank()) {
            return new Person(name, "", name);
        }
        var han = Character.UnicodeScript.of(name.codePointAt(0)) == Character.UnicodeScript.HAN;
        var surname = !han
                ? name
                : name.length() > 2 && COMPOUND_SURNAMES.contains(name.substring(0, 2))
                        ? name.substring(0, 2)
                        : name.substring(0, name.offsetByCodePoints(0, 1));
        return new Person(name, msg.t("followups.title." + sex), msg.t("followups.address." + sex, surname));
    }

    /** 方志强 先生. */
    String whole() {
        return title.isEmpty() ? full : full + " " + title;
    }
}
