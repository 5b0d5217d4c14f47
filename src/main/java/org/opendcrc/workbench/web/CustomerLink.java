package org.opendcrc.workbench.web;

import org.opendcrc.messaging.TextDesk;
import org.opendcrc.site.CauseLink;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way from a text about nothing but a customer to his page. */
@Configuration(proxyBeanMethods = false)
class CustomerLink {

    @Bean
    CauseLink customersTextLink() {
        return new CauseLink(TextDesk.CUSTOMER, "texts.cause.customer", "/customers/{id}");
    }
}
