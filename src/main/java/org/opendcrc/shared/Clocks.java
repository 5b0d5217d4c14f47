package org.opendcrc.shared;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The time of the machine, for what must not stand still in a simulation: sessions, lock-out, tokens, events sent again. */
@Configuration(proxyBeanMethods = false)
public class Clocks {

    /** For commands that run without a house. */
    public static Clock ofMachine() {
        return Clock.systemUTC();
    }

    /** Ask for it by name: {@code @Qualifier("systemClock")}. The business reads the clock without a name. */
    @Bean(defaultCandidate = false)
    Clock systemClock() {
        return ofMachine();
    }
}
