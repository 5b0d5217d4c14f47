package org.opendcrc.questionnaires;

import java.time.Clock;
import org.opendcrc.organisation.DealerOpened;
import org.opendcrc.shared.Dealers;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives each new dealer the questionnaires of the house, in the transaction that opens him, and each start those to the dealers who were
 * there before a questionnaire was shipped.
 */
@Component
class DealersQuestionnaire {

    private final Questionnaires questionnaires;
    private final Dealers dealers;
    private final Clock clock;

    DealersQuestionnaire(Questionnaires questionnaires, Dealers dealers, Clock clock) {
        this.questionnaires = questionnaires;
        this.dealers = dealers;
        this.clock = clock;
    }

    @EventListener
    void on(DealerOpened event) {
        questionnaires.createDefaults(event.dealerId(), clock.instant());
    }

    @EventListener(ApplicationReadyEvent.class)
    void furnish() {
        var now = clock.instant();
        dealers.forEach(it -> questionnaires.createDefaults(it, now));
    }
}
