package org.opendcrc.appointments.web;

import org.opendcrc.site.PageHeaders;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/**
 * The doors without a login. Nobody has a session behind them; forms carry a token that is held against a cookie. No search engine lists
 * what is there, nothing keeps it, and no address behind them is told to anybody.
 */
@Configuration(proxyBeanMethods = false)
class PublicDoor {

    private static final String FORM_COOKIE = "opendcrc_form";

    /** Customers' links and the stores' public pages. */
    @Bean
    @Order(2)
    SecurityFilterChain publicPages(HttpSecurity http) {
        var forms = new CookieCsrfTokenRepository();
        forms.setCookieName(FORM_COOKIE);
        forms.setCookieCustomizer(it -> it.httpOnly(true).sameSite("Lax").path("/"));
        return http.securityMatcher("/a/**", "/book/**", "/robots.txt")
                .headers(new PageHeaders())
                .headers(it -> it.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex, nofollow, noarchive")))
                .authorizeHttpRequests(it -> it.anyRequest().permitAll())
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(it -> it.disable())
                .csrf(it -> it.csrfTokenRepository(forms))
                .logout(it -> it.disable())
                .build();
    }

    /** Advisors' calendars: read by programs that ask again and again whether anything has changed. */
    @Bean
    @Order(2)
    SecurityFilterChain calendars(HttpSecurity http) {
        return http.securityMatcher("/feeds/**")
                .headers(new PageHeaders())
                .headers(it -> it.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .cacheControl(cache -> cache.disable())
                        .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex, nofollow, noarchive")))
                .authorizeHttpRequests(it -> it.anyRequest().permitAll())
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(it -> it.disable())
                .csrf(it -> it.disable())
                .logout(it -> it.disable())
                .build();
    }
}
