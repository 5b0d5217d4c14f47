package org.opendcrc.questionnaires;

import java.time.Clock;
import org.opendcrc.organisation.DealerOpened;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives each new dealer the service questionnaire, in the transaction that opens him. */
@Component
class DealersQuestionnaire {

    private final Questionnaires questionnaires;
    private final Clock clock;

    DealersQuestionnaire(Questionnaires questionnaires, Clock clock) {
        this.questionnaires = questionnaires;
        this.clock = clock;
    }

    @EventListener
    void on(DealerOpened event) {
        questionnaires.createDefaults(event.dealerId(), clock.instant());
    }
}
