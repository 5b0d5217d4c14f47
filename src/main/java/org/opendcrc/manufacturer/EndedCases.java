package org.opendcrc.manufacturer;

import org.opendcrc.complaints.ComplaintEnded;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Hears that a case has ended. Heard twice, nothing happens. */
@Component
class EndedCases {

    private final ManufacturerDesk desk;

    EndedCases(ManufacturerDesk desk) {
        this.desk = desk;
    }

    @ApplicationModuleListener
    void on(ComplaintEnded event) {
        desk.ended(event.dealerId(), event.complaintId(), event.at());
    }
}
