package org.opendcrc.complaints.web;

import java.time.Clock;
import org.opendcrc.complaints.ComplaintOffice;
import org.opendcrc.complaints.ComplaintSigns;
import org.opendcrc.shared.Actor;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** What burns, for menu, bar and page together: read once a request. */
@Component
class ComplaintSignsOnce {

    private static final String READ = ComplaintSigns.class.getName();

    private final ComplaintOffice office;
    private final Clock clock;

    ComplaintSignsOnce(ComplaintOffice office, Clock clock) {
        this.office = office;
        this.clock = clock;
    }

    ComplaintSigns of(Actor actor) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return office.signs(actor, clock.instant());
        }
        if (request.getAttribute(READ, RequestAttributes.SCOPE_REQUEST) instanceof ComplaintSigns read) {
            return read;
        }
        var read = office.signs(actor, clock.instant());
        request.setAttribute(READ, read, RequestAttributes.SCOPE_REQUEST);
        return read;
    }
}
