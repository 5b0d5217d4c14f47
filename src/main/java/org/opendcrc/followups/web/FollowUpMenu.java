package org.opendcrc.followups.web;

import org.opendcrc.followups.FollowUpDesk;
import org.opendcrc.followups.FollowUpTexts;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.MenuEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The follow-up calls' place in the menu, and the way to one from what came of it. */
@Configuration(proxyBeanMethods = false)
class FollowUpMenu {

    static final String KEY = "followups";
    static final String CORRECTIONS = "corrections";

    @Bean
    MenuEntry followUpsEntry() {
        return new MenuEntry(KEY, "/follow-ups", "phone-call", UseCase.OPEN_FOLLOW_UPS, 20).reachedByThumb();
    }

    /** Wrong numbers, where those who know the customers put them right. */
    @Bean
    MenuEntry correctionsEntry() {
        return new MenuEntry(CORRECTIONS, "/corrections", "phone-off", UseCase.CORRECT_NUMBERS, 25)
                .under(KEY, UseCase.OPEN_FOLLOW_UPS);
    }

    @Bean
    CauseLink followUpLink() {
        return new CauseLink(FollowUpDesk.CAUSE, "menu.followups", "/follow-ups/{id}");
    }

    /** From a text that a clerk wrote by hand during his calls. */
    @Bean
    CauseLink followUpNoteLink() {
        return new CauseLink(FollowUpTexts.CAUSE, "followups.cause.note", "/follow-ups/{id}");
    }
}
