package org.opendcrc.workbench.web;

import org.opendcrc.shared.UseCase;
import org.opendcrc.site.MenuEntry;
import org.opendcrc.site.SearchBox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The search field in the bar of every page, and its place in the menu. */
@Configuration(proxyBeanMethods = false)
class SearchField {

    static final String KEY = "customers";

    /** Where one looks for customers without a field in sight: on a telephone, and for who has no other page. */
    @Bean
    MenuEntry customersEntry() {
        return new MenuEntry(KEY, "/search", "user-circle", UseCase.READ_CUSTOMERS, 70).reachedByThumb();
    }

    @Bean
    SearchBox searchBox() {
        return new SearchBox("/search", "q", "search.placeholder", "/search/hits", UseCase.READ_CUSTOMERS);
    }
}
