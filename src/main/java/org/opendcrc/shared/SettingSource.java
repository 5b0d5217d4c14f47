package org.opendcrc.shared;

import java.util.List;
import java.util.Optional;

/** The settings that a module offers to each store. */
@FunctionalInterface
public interface SettingSource {

    List<SettingDefinition> settings();

    /**
     * The address of the page that explains and changes these settings and checks what one alone cannot tell; empty for the settings
     * page, which then shows them.
     */
    default Optional<String> ownPage() {
        return Optional.empty();
    }
}
