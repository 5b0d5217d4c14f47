package org.opendcrc.dms;

import org.opendcrc.shared.UseCase;
import org.opendcrc.site.MenuEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the import stands in the menu. */
@Configuration(proxyBeanMethods = false)
class ImportMenu {

    @Bean
    MenuEntry importsEntry() {
        return new MenuEntry("imports", "/imports", "file-import", UseCase.IMPORT, 105);
    }
}
