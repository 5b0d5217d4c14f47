package org.opendcrc.complaints.web;

import org.opendcrc.complaints.ComplaintOffice;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.MenuCount;
import org.opendcrc.site.MenuEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The complaints' place in the menu, with the number of clocks that run. */
@Configuration(proxyBeanMethods = false)
class ComplaintMenu {

    static final String KEY = "complaints";

    @Bean
    MenuEntry complaintsEntry() {
        return new MenuEntry(KEY, "/complaints", "message-report", UseCase.READ_COMPLAINTS, 60).reachedByThumb();
    }

    @Bean
    MenuCount complaintsCount(ComplaintOffice office) {
        return new MenuCount() {
            @Override
            public String entry() {
                return KEY;
            }

            @Override
            public int count(Actor actor) {
                return office.running(actor);
            }

            @Override
            public Sentence inWords(int count) {
                return Sentence.of("complaints.waiting", count);
            }
        };
    }
}
