package org.opendcrc.appointments.web;

import org.opendcrc.shared.UseCase;
import org.opendcrc.site.MenuEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The preparation board's place in the menu: for parts and workshop it is the day's work. */
@Configuration(proxyBeanMethods = false)
class PreparationMenu {

    static final String KEY = "preparation";

    @Bean
    MenuEntry preparationEntry() {
        return new MenuEntry(KEY, "/appointments/preparation", "clipboard-check", UseCase.READ_APPOINTMENTS, 41);
    }
}
