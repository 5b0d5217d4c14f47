package org.opendcrc.organisation;

import java.util.Comparator;
import java.util.List;
import org.opendcrc.shared.Actor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The row of pages above each page of the administration; pages of other chapters show it too. */
@Component
public class AdministrationTabs {

    private final ObjectProvider<AdministrationEntry> entries;

    AdministrationTabs(ObjectProvider<AdministrationEntry> entries) {
        this.entries = entries;
    }

    /** The pages that the person may see; the one whose key is {@code active} is the present one. */
    public List<AdministrationTab> of(Actor actor, String active) {
        return entries.stream()
                .filter(it -> actor.may(it.useCase()))
                .sorted(Comparator.comparingInt(AdministrationEntry::order))
                .map(it -> new AdministrationTab(
                        "administration." + it.key(), it.href(), it.key().equals(active)))
                .toList();
    }
}
