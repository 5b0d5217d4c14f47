package org.opendcrc.manufacturer.web;

import org.opendcrc.shared.UseCase;
import org.opendcrc.site.MenuEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The manufacturer's place in the menu; for his own people the only one beside the desk. */
@Configuration(proxyBeanMethods = false)
class ManufacturerMenu {

    static final String KEY = "manufacturer";

    @Bean
    MenuEntry manufacturerEntry() {
        return new MenuEntry(KEY, "/manufacturer", "building-factory-2", UseCase.SEE_MANUFACTURERS_CASES, 63)
                .under("complaints", UseCase.READ_COMPLAINTS);
    }
}
