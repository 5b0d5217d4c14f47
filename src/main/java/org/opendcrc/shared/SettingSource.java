package org.opendcrc.shared;

import java.util.List;

/** The settings that a module offers to each store. */
@FunctionalInterface
public interface SettingSource {

    List<SettingDefinition> settings();
}
