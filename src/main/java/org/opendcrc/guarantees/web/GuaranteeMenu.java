package org.opendcrc.guarantees.web;

import org.opendcrc.shared.UseCase;
import org.opendcrc.site.MenuEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The place of the three guarantees in the menu. */
@Configuration(proxyBeanMethods = false)
class GuaranteeMenu {

    static final String KEY = "guarantees";

    @Bean
    MenuEntry guaranteesEntry() {
        return new MenuEntry(KEY, "/guarantees", "shield-check", UseCase.READ_GUARANTEES, 62)
                .under("complaints", UseCase.READ_COMPLAINTS);
    }
}
