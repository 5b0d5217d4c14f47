package org.opendcrc.appointments;

import org.opendcrc.shared.CallFinished;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Hears what came of the calls that confirm appointments, where nobody answered. Heard twice, nothing happens. */
@Component
class UnansweredConfirmations {

    private final ConfirmationDesk desk;

    UnansweredConfirmations(ConfirmationDesk desk) {
        this.desk = desk;
    }

    @ApplicationModuleListener
    void on(CallFinished event) {
        switch (event.ending()) {
            case TEXTED, NOT_REACHED, WRONG_NUMBER ->
                ConfirmationDesk.ofCall(event.kind())
                        .ifPresent(step -> desk.notReached(event.dealerId(), event.subjectId(), step, event.at()));
            case SATISFIED, DISSATISFIED, ANSWERED, ANSWERED_ELSEWHERE -> {
                // whoever spoke with the customer noted what he said
            }
        }
    }
}
