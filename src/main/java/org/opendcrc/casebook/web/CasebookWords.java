package org.opendcrc.casebook.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.opendcrc.casebook.CaseAges;
import org.opendcrc.casebook.Figures;
import org.opendcrc.site.Msg;

/** Words of figures and papers. */
final class CasebookWords {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private CasebookWords() {}

    /** The moment on a sheet. */
    static String minute(Instant moment, ZoneId zone) {
        return MINUTE.format(moment.atZone(zone));
    }

    /** What a line of the figures is about. */
    static String value(Figures.By by, String value, Msg msg) {
        return switch (by) {
            case KIND -> msg.t("complaint.kind." + value);
            case SOURCE -> msg.t("complaint.source." + value);
            case CAUSE -> value.isEmpty() ? msg.t("casebook.unknown") : msg.t("complaint.root." + value);
            case DEPARTMENT -> value.isEmpty() ? msg.t("casebook.unknown") : value;
        };
    }

    static String band(CaseAges.Band band, Msg msg) {
        return msg.t("casebook.band." + band);
    }
}
