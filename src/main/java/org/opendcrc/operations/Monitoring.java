package org.opendcrc.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.opendcrc.dms.MissedNights;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.database.HouseSecrets;
import org.opendcrc.shared.database.UnheardEvents;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * What a watcher sees from outside: health for everybody as one word, figures for whoever carries the token. A warning is no illness: a
 * node with a nearly full disk still serves, so a balancer goes on sending people to it.
 */
@Configuration(proxyBeanMethods = false)
class Monitoring {

    static final Status WARNING = new Status("WARNING");
    private static final String BEARER = "Bearer ";

    @Bean
    HealthIndicator dataDiskHealthIndicator(DataDisk disk) {
        return () -> (disk.isNearlyFull() ? Health.status(WARNING) : Health.up())
                .withDetail("freeMegabytes", disk.freeMegabytes())
                .build();
    }

    @Bean
    HealthIndicator nightlyFilesHealthIndicator(Dealers dealers, MissedNights nights) {
        return () -> {
            long missed = missed(dealers, nights);
            return (missed > 0 ? Health.status(WARNING) : Health.up())
                    .withDetail("dealers", missed)
                    .build();
        };
    }

    private static long missed(Dealers dealers, MissedNights nights) {
        return dealers.all().stream()
                .filter(it -> DealerContext.callAs(it, nights::open).isPresent())
                .count();
    }

    /** Figures of the house beside those of JVM, pages and database connections. */
    @Bean
    MeterBinder houseFigures(
            DataDisk disk, Dealers dealers, MissedNights nights, UnheardEvents events, JdbcClient jdbc) {
        return (MeterRegistry registry) -> {
            Gauge.builder("opendcrc.disk.free.bytes", disk, DataDisk::freeBytes)
                    .description("Free on the disk of the data folder")
                    .register(registry);
            Gauge.builder("opendcrc.nightly.missed.dealers", () -> missed(dealers, nights))
                    .description("Dealers whose nightly files never came")
                    .register(registry);
            Gauge.builder("opendcrc.events.unheard", events, UnheardEvents::count)
                    .description("Events that a listener still owes an ear")
                    .register(registry);
            Gauge.builder(
                            "opendcrc.jobs.failing",
                            () -> jdbc.sql("""
                                    select count(*)
                                      from infrastructure.scheduled_tasks t
                                     where t.consecutive_failures > 0
                                    """).query(Long.class).single())
                    .description("Jobs whose last run failed")
                    .register(registry);
        };
    }

    /** {@code OPENDCRC_METRICS_TOKEN}, else the file {@code secrets/metrics.token} of the data folder, made at the first start. */
    @Bean
    @Order(0)
    SecurityFilterChain figures(
            HttpSecurity http,
            @Value("${opendcrc.metrics-token:}") String chosen,
            @Value("${opendcrc.data:./data}") Path data) {
        var token = (chosen.isBlank() ? HouseSecrets.of(data, "metrics.token") : chosen.strip())
                .getBytes(StandardCharsets.UTF_8);
        return http.securityMatcher("/actuator/prometheus")
                .authorizeHttpRequests(it -> it.anyRequest().access((_, context) -> {
                    var said = context.getRequest().getHeader(HttpHeaders.AUTHORIZATION);
                    return new AuthorizationDecision(said != null
                            && said.startsWith(BEARER)
                            && MessageDigest.isEqual(
                                    said.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8), token));
                }))
                .exceptionHandling(it -> it.authenticationEntryPoint((_, response, _) -> response.setStatus(401))
                        .accessDeniedHandler((_, response, _) -> response.setStatus(401)))
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(it -> it.disable())
                .csrf(it -> it.disable())
                .logout(it -> it.disable())
                .build();
    }
}
