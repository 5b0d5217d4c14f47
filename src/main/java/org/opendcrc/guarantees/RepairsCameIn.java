package org.opendcrc.guarantees;

import org.opendcrc.vehicles.VisitsRecorded;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** A file of orders came in: cars that may come near a limit are counted again. Twice is harmless. */
@Component
class RepairsCameIn {

    private final GuaranteeDesk desk;

    RepairsCameIn(GuaranteeDesk desk) {
        this.desk = desk;
    }

    @ApplicationModuleListener
    void on(VisitsRecorded event) {
        desk.replanAfter(event.dealerId(), event.runId(), event.at());
    }
}
