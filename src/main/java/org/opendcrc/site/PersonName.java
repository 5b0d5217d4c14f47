package org.opendcrc.followups.web;

import org.opendcrc.shared.Surname;
import org.opendcrc.site.Msg;

/**
 * How a customer is named.
 *
 * @param full 方志强
 * @param title 先生, empty where it is not known
 * @param spoken 方先生
 */
record Person(String full, String title, String spoken) {

    static Person of(String name, boolean person, String sex, Msg msg) {
        var known = person && (sex.equals("MALE") || sex.equals("FEMALE"));
        if (!known || name.isBlank()) {
            return new Person(name, "", name);
        }
        var surname = Surname.of(name).orElse(name);
        return new Person(name, msg.t("followups.title." + sex), msg.t("followups.address." + sex, surname));
    }

    /** 方志强 先生. */
    String whole() {
        return title.isEmpty() ? full : full + " " + title;
    }
}
