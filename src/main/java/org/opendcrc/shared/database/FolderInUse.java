package org.opendcrc.shared.database;

import java.nio.file.Path;

/** A running OpenDCRC holds the data folder. */
class FolderInUse extends CannotStart {

    private static final long serialVersionUID = 1;

    FolderInUse(Path folder) {
        super(("Another OpenDCRC already uses the data folder %s. "
                        + "Stop it, or give this one a folder of its own by OPENDCRC_DATA.")
                .formatted(folder));
    }
}
