package org.opendcrc.followups.web;

import org.opendcrc.shared.UseCase;
import org.opendcrc.site.MenuEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The follow-up calls' place in the menu. */
@Configuration(proxyBeanMethods = false)
class FollowUpMenu {

    static final String KEY = "followups";

    @Bean
    MenuEntry followUpsEntry() {
        return new MenuEntry(KEY, "/follow-ups", "phone-call", UseCase.READ_FOLLOW_UPS, 20).reachedByThumb();
    }
}
