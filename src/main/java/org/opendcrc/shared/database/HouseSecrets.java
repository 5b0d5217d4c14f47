package org.opendcrc.shared.database;

import java.nio.file.Path;

/** Secrets of the data folder that other chapters need. */
public final class HouseSecrets {

    private HouseSecrets() {}

    /** The secret of that name in the data folder's {@code secrets}; made at the first asking, readable by its owner alone. */
    public static String of(Path data, String name) {
        return new Secrets(data.resolve("secrets")).get(name);
    }
}
