package org.opendcrc.organisation.web;

import java.util.List;
import org.opendcrc.organisation.AdministrationTab;
import org.opendcrc.site.Paging;

/** The audit log. */
public record AuditPage(List<AdministrationTab> tabs, List<Kind> kinds, List<Line> lines, Paging paging) {

    /** A kind of thing to look at alone; {@code label} in the person's language. */
    public record Kind(String label, String href, boolean chosen) {}

    /** A line of the log; each change is one field of the thing. */
    public record Line(String at, String who, String action, String thing, String thingId, List<Change> changes) {}

    /** {@code before} and {@code after} are empty where there is nothing. */
    public record Change(String field, String before, String after) {}
}
