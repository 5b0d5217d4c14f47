package org.opendcrc.customers.web;

import org.opendcrc.shared.UseCase;
import org.opendcrc.site.MenuEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The place of the requests in the menu. */
@Configuration(proxyBeanMethods = false)
class OwnerChangesMenu {

    @Bean
    MenuEntry ownerChangesEntry() {
        return new MenuEntry(OwnerChangesController.KEY, "/owner-changes", "pencil", UseCase.APPROVE_OWNER_CHANGES, 62)
                .under("customers", UseCase.READ_CUSTOMERS);
    }
}
