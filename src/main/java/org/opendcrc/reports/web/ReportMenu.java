package org.opendcrc.reports.web;

import org.opendcrc.shared.UseCase;
import org.opendcrc.site.MenuEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The reports' place in the menu. */
@Configuration(proxyBeanMethods = false)
class ReportMenu {

    @Bean
    MenuEntry reportsEntry() {
        return new MenuEntry("reports", "/reports", "chart-bar", UseCase.OPEN_REPORTS, 100);
    }
}
