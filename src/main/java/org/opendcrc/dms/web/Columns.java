package org.opendcrc.dms.web;

import org.opendcrc.dms.FileKind;
import org.opendcrc.site.Msg;

/** How columns are named on a page. */
final class Columns {

    private Columns() {}

    /** {@code 车架号 vin}; a heading of the dealer's own as he writes it; an empty one is the whole line. */
    static String inWords(FileKind kind, String column, Msg msg) {
        return kind.columns().stream()
                .filter(it -> it.name().equals(column))
                .map(it -> it.chinese() + " " + it.name())
                .findFirst()
                .orElse(column.isEmpty() ? msg.t("import.whole-line") : column);
    }
}
