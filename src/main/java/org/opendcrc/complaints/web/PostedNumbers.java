package org.opendcrc.complaints.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.opendcrc.complaints.OutsideDesk;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.PublicNumbers;
import org.springframework.stereotype.Component;

/** The complaint numbers of house and manufacturer on the store's public page (CP-26). */
@Component
class PostedNumbers implements PublicNumbers {

    private final OutsideDesk desk;

    PostedNumbers(OutsideDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<Line> of(UUID store, Instant now) {
        return desk.posted(DealerContext.require(), store, now).stream()
                .map(it -> new Line(Sentence.of("complaint.posted." + it.role()), it.phone()))
                .toList();
    }
}
