package org.opendcrc.casebook.web;

import org.opendcrc.shared.UseCase;
import org.opendcrc.site.MenuEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The place of the book of the cases in the menu. */
@Configuration(proxyBeanMethods = false)
class CasebookMenu {

    static final String KEY = "casebook";

    /** Under which the pages of one case stand. */
    static final String COMPLAINTS = "complaints";

    @Bean
    MenuEntry casebookEntry() {
        return new MenuEntry(KEY, "/casebook", "chart-dots", UseCase.READ_CASE_FIGURES, 61)
                .under(COMPLAINTS, UseCase.READ_COMPLAINTS);
    }
}
