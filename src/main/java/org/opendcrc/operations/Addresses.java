package org.opendcrc.operations;

import java.util.Set;
import org.springframework.core.env.Environment;

/** Where this program is reached. */
final class Addresses {

    private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::", "[::]");

    private Addresses() {}

    /** From this machine, such as {@code http://127.0.0.1:8080}. */
    static String own(Environment environment) {
        var host = environment.getProperty("server.address", "");
        boolean tls = environment.containsProperty("server.ssl.certificate")
                || environment.containsProperty("server.ssl.key-store")
                || environment.containsProperty("server.ssl.bundle");
        return "%s://%s:%s"
                .formatted(
                        tls ? "https" : "http",
                        EVERYWHERE.contains(host) ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host,
                        environment.getProperty("local.server.port", "8080"));
    }
}
