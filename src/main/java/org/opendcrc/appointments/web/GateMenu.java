package org.opendcrc.appointments.web;

import org.opendcrc.shared.UseCase;
import org.opendcrc.site.MenuEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gate's place in the menu. */
@Configuration(proxyBeanMethods = false)
class GateMenu {

    static final String KEY = "gate";

    @Bean
    MenuEntry gateEntry() {
        return new MenuEntry(KEY, "/gate", "car", UseCase.WRITE_GATE_LOG, 45).reachedByThumb();
    }
}
