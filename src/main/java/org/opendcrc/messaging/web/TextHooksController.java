package org.opendcrc.messaging.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import org.opendcrc.messaging.GatewayDesk;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where providers who speak HTTP tell receipts and replies: at an address that nobody can guess, and with their signature. Whoever has
 * neither learns nothing, not even that there is such an address.
 */
@RestController
class TextHooksController {

    private static final int LONGEST = 1_000_000;

    private final GatewayDesk desk;

    TextHooksController(GatewayDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/hooks/texts/{door}/receipts")
    ResponseEntity<String> receipts(@PathVariable String door, HttpServletRequest request) throws IOException {
        return told(door, true, request);
    }

    @PostMapping("/hooks/texts/{door}/replies")
    ResponseEntity<String> replies(@PathVariable String door, HttpServletRequest request) throws IOException {
        return told(door, false, request);
    }

    private ResponseEntity<String> told(String door, boolean receipts, HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
        }
        try {
            return desk.told(door, receipts, body, it -> Objects.requireNonNullElse(request.getHeader(it), ""))
                    ? ResponseEntity.ok("ok")
                    : ResponseEntity.notFound().build();
        } catch (IllegalArgumentException e) {
            return ResponseEntity.badRequest().body("not understood");
        }
    }

    /** No session, no login: the signature counts. */
    @Configuration(proxyBeanMethods = false)
    static class Door {

        @Bean
        @Order(0)
        SecurityFilterChain textHooks(HttpSecurity http) {
            return http.securityMatcher("/hooks/texts/**")
                    .authorizeHttpRequests(it -> it.anyRequest().permitAll())
                    .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .requestCache(it -> it.disable())
                    .csrf(it -> it.disable())
                    .logout(it -> it.disable())
                    .build();
        }
    }
}
