package org.opendcrc.messaging.web;

import java.util.List;
import java.util.stream.Stream;
import org.opendcrc.messaging.BatchDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.MenuEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The outbox's place in the menu, and the row of pages above each of them. */
@Configuration(proxyBeanMethods = false)
class TextsMenu {

    static final String KEY = "texts";

    @Bean
    MenuEntry textsEntry() {
        return new MenuEntry(KEY, "/texts", "message-2", UseCase.READ_TEXTS, 65);
    }

    @Bean
    CauseLink batchLink() {
        return new CauseLink(BatchDesk.CAUSE, "batch.cause", "/text-batches/{id}");
    }

    /** The pages of this chapter; the one of that word is the present one. */
    static List<TextsTab> tabs(Actor actor, String active) {
        return Stream.of("texts", "text-replies", "text-batches", "letters", "text-templates", "text-figures")
                .filter(_ -> actor.may(UseCase.READ_TEXTS))
                .map(it -> new TextsTab("texts.tab." + it, "/" + it, it.equals(active)))
                .toList();
    }
}
