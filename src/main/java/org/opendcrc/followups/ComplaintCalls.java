package org.opendcrc.followups;

import java.util.List;
import java.util.Optional;
import org.opendcrc.complaints.ComplaintEnded;
import org.opendcrc.complaints.ComplaintSolved;
import org.opendcrc.shared.Changed;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Knows which calls a complaint owes: the one on the day after it was solved, by somebody else than its handler (CP-12), within
 * three days (CP-13).
 */
@Component
class ComplaintCalls {

    private final OwedCallBook book;
    private final ApplicationEventPublisher events;

    ComplaintCalls(OwedCallBook book, ApplicationEventPublisher events) {
        this.book = book;
        this.events = events;
    }

    @ApplicationModuleListener
    void on(ComplaintSolved event) {
        book.owe(
                CallKind.COMPLAINT_CHECK,
                List.of(new OwedCallBook.Owed(
                        event.complaintId(),
                        event.round(),
                        event.number(),
                        event.at(),
                        event.storeId(),
                        event.customerId(),
                        Optional.ofNullable(event.vehicleId()),
                        Optional.empty(),
                        Optional.of(event.handlerId()))), // CP-12
                event.at());
        events.publishEvent(new Changed(event.dealerId(), Changed.FOLLOW_UPS));
    }

    @ApplicationModuleListener
    void on(ComplaintEnded event) {
        book.withdraw(CallKind.COMPLAINT_CHECK, List.of(event.complaintId()), event.at());
        events.publishEvent(new Changed(event.dealerId(), Changed.FOLLOW_UPS));
    }
}
