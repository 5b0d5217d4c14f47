package org.opendcrc.complaints;

import java.time.Clock;
import org.opendcrc.organisation.StaffLeft;
import org.opendcrc.shared.CallFinished;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Hears what came of the next day's calls (CP-12), and that a handler has left. Heard twice, nothing happens. */
@Component
class CheckCalls {

    private static final String KIND = "COMPLAINT_CHECK";

    private final CaseDesk desk;
    private final Clock clock;

    CheckCalls(CaseDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(CallFinished event) {
        if (!event.kind().equals(KIND)) {
            return;
        }
        var ending = switch (event.ending()) {
            case SATISFIED -> Check.SATISFIED;
            case DISSATISFIED -> Check.DISSATISFIED;
            case ANSWERED, ANSWERED_ELSEWHERE, TEXTED, NOT_REACHED, WRONG_NUMBER -> Check.NOT_REACHED;
        };
        desk.checked(
                event.dealerId(), event.subjectId(), event.round(), event.taskId(), ending, event.by(), "", event.at());
    }

    @ApplicationModuleListener
    void on(StaffLeft event) {
        desk.handlerGone(event.dealerId(), event.staffId(), clock.instant());
    }
}
