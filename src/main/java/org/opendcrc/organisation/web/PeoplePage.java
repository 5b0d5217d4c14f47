package org.opendcrc.organisation.web;

import java.util.List;
import org.opendcrc.organisation.AdministrationTab;
import org.opendcrc.site.Paging;

/** The people of the administrator's stores. */
public record PeoplePage(List<AdministrationTab> tabs, List<Line> people, Paging paging) {

    /** A person in the list; {@code state} is a key of the message bundles, {@code tone} and {@code icon} those of its chip. */
    public record Line(
            String id,
            String staffNo,
            String name,
            String login,
            List<String> roles,
            String lastSignIn,
            String state,
            String tone,
            String icon) {}
}
