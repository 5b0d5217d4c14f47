package org.opendcrc.messaging.web;

import org.opendcrc.shared.UseCase;
import org.opendcrc.site.MenuEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The outbox's place in the menu. */
@Configuration(proxyBeanMethods = false)
class TextsMenu {

    @Bean
    MenuEntry textsEntry() {
        return new MenuEntry(TextsController.KEY, "/texts", "message-2", UseCase.READ_TEXTS, 65);
    }
}
