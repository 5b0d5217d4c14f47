package org.opendcrc.site;

import org.opendcrc.shared.Surname;

/**
 * How a customer is named on a page.
 *
 * @param full 方志强
 * @param title 先生, empty where it is not known
 * @param spoken 方先生
 */
public record PersonName(String full, String title, String spoken) {

    public static PersonName of(String name, boolean person, String sex, Msg msg) {
        var known = person && (sex.equals("MALE") || sex.equals("FEMALE"));
        if (!known || name.isBlank()) {
            return new PersonName(name, "", name);
        }
        var surname = Surname.of(name).orElse(name);
        return new PersonName(name, msg.t("site.title." + sex), msg.t("site.address." + sex, surname));
    }

    /** 方志强 先生. */
    public String whole() {
        return title.isEmpty() ? full : full + " " + title;
    }
}
