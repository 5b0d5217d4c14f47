package org.opendcrc.workbench.web;

import org.opendcrc.shared.UseCase;
import org.opendcrc.site.SearchBox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The search field in the bar of every page. */
@Configuration(proxyBeanMethods = false)
class SearchField {

    @Bean
    SearchBox searchBox() {
        return new SearchBox("/search", "q", "search.placeholder", "/search/hits", UseCase.READ_CUSTOMERS);
    }
}
