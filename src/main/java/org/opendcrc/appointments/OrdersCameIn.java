package org.opendcrc.appointments;

import org.opendcrc.shared.Changed;
import org.opendcrc.vehicles.VisitsRecorded;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** A file of orders came in, perhaps in the morning after: the days that it tells of are compared again. Twice is harmless. */
@Component
class OrdersCameIn {

    private final Reconciling reconciling;
    private final ApplicationEventPublisher events;

    OrdersCameIn(Reconciling reconciling, ApplicationEventPublisher events) {
        this.reconciling = reconciling;
        this.events = events;
    }

    @ApplicationModuleListener
    void on(VisitsRecorded event) {
        reconciling.compareDaysOf(event.dealerId(), event.runId(), event.at());
        events.publishEvent(new Changed(event.dealerId(), GateDesk.ARRIVALS));
    }
}
