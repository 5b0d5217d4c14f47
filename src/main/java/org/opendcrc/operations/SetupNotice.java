package org.opendcrc.operations;

import java.nio.charset.StandardCharsets;
import org.opendcrc.site.Messages;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says on the console of an empty house how to open it. On the console alone: the link must not lie in a log file. */
@Component
class SetupNotice {

    private final SetupLink link;
    private final Messages messages;
    private final Environment environment;

    SetupNotice(SetupLink link, Messages messages, Environment environment) {
        this.link = link;
        this.messages = messages;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(100) // after the notice that tells the address
    void print() {
        link.make().ifPresent(path -> {
            var address = Addresses.own(environment) + path;
            System.out.writeBytes("%s%n%s%n  %s%n%n"
                    .formatted(
                            messages.in(Messages.CHINESE).t("operations.setup.notice"),
                            messages.in(Messages.ENGLISH).t("operations.setup.notice"),
                            address)
                    .getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        });
    }
}
