package org.opendcrc.operations;

import java.util.Optional;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.TopbarSlot;
import org.springframework.stereotype.Component;

/** Tells administrators on every page that the disk is nearly full: a full one stops the database. */
@Component
class DiskSign implements TopbarSlot {

    private final DataDisk disk;

    DiskSign(DataDisk disk) {
        this.disk = disk;
    }

    @Override
    public Optional<Shown> show(Actor actor) {
        return actor.may(UseCase.RUN_JOBS) && disk.isNearlyFull()
                ? Optional.of(new Shown(
                        Place.END,
                        1,
                        "disk-nearly-full",
                        "alert-triangle",
                        Sentence.of("operations.disk", disk.freeMegabytes()),
                        "/administration/jobs"))
                : Optional.empty();
    }
}
