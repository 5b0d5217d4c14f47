package org.opendcrc.complaints.web;

import java.util.Optional;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.MenuCount;
import org.opendcrc.site.MenuEntry;
import org.opendcrc.site.TopbarSlot;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The complaints' place in the menu, with the number of clocks that run. */
@Configuration(proxyBeanMethods = false)
class ComplaintMenu {

    static final String KEY = "complaints";
    static final String NEW = "complaints-new";

    @Bean
    MenuEntry complaintsEntry() {
        return new MenuEntry(KEY, "/complaints", "message-report", UseCase.READ_COMPLAINTS, 60).reachedByThumb();
    }

    /** For who takes complaints in and reads none, such as an advisor; the others have it on the page of the complaints. */
    @Bean
    MenuEntry newComplaintEntry() {
        return new MenuEntry(NEW, "/complaints/new", "message-plus", UseCase.RECEIVE_COMPLAINTS, 61)
                .byButtonOf(KEY, UseCase.READ_COMPLAINTS);
    }

    /** Stands in the bar of every page until the person, or somebody of his role, has taken note. */
    @Bean
    TopbarSlot complaintAlarmSign(ComplaintSignsOnce signs) {
        return actor -> actor.may(UseCase.ACKNOWLEDGE_ALARMS)
                ? Optional.of(signs.of(actor).alarms())
                        .filter(it -> it > 0)
                        .map(it -> new TopbarSlot.Shown(
                                TopbarSlot.Place.END,
                                5,
                                "complaint-alarms",
                                "alert-circle",
                                Sentence.of("complaints.alarms", it),
                                "/complaints?view=ALARMS",
                                "bad"))
                : Optional.empty();
    }

    @Bean
    MenuCount complaintsCount(ComplaintSignsOnce signs) {
        return new MenuCount() {
            @Override
            public String entry() {
                return KEY;
            }

            @Override
            public int count(Actor actor) {
                return signs.of(actor).running();
            }

            @Override
            public Sentence inWords(int count) {
                return Sentence.of("complaints.waiting", count);
            }
        };
    }
}
