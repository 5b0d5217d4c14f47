package org.opendcrc.demo;

import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.opendcrc.demo.DemoDealer.Colleague;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.SimulationState;
import org.opendcrc.site.Messages;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Says on the terminal where the program can be reached; where the invented dealer lives, also with which logins, and in a simulation
 * how to move the clock. In both languages, since nobody has chosen one yet.
 */
@Component
class StartNotice {

    private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::", "[::]");
    private static final DateTimeFormatter WITH_OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private final Environment environment;
    private final Dealers dealers;
    private final Fillings fillings;
    private final ObjectProvider<SimulationState> simulation;
    private final Messages messages;

    StartNotice(
            Environment environment,
            Dealers dealers,
            Fillings fillings,
            ObjectProvider<SimulationState> simulation,
            Messages messages) {
        this.environment = environment;
        this.dealers = dealers;
        this.fillings = fillings;
        this.simulation = simulation;
        this.messages = messages;
    }

    /** Beside the web server's own events: only now can somebody follow the address. */
    @EventListener(ApplicationReadyEvent.class)
    void print() {
        // As bytes: a terminal of a bare machine often claims to know ASCII alone and yet shows UTF-8.
        System.out.writeBytes((String.join("\n", lines()) + "\n\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    List<String> lines() {
        var address = address();
        var lines = new ArrayList<String>(List.of("", "OpenDCRC  " + address));
        if (!holdsDemo()) {
            return lines;
        }
        lines.add("");
        lines.addAll(inBoth("demo.notice.invented", DemoDealer.NAME));
        lines.add("");
        lines.addAll(table());
        simulation.ifAvailable(it -> {
            if (it.on()) {
                var now = it.now().atZone(DemoDealer.ZONE).toOffsetDateTime();
                lines.add("");
                lines.addAll(inBoth("demo.notice.clock", now.format(WITH_OFFSET)));
                lines.add("  curl -X POST %s/simulation/clock -H 'Authorization: Bearer sim-%s' \\"
                        .formatted(address, DemoDealer.ADMINISTRATOR.login()));
                lines.add("    -H 'Content-Type: application/json' -d '{\"now\": \"%s\"}'"
                        .formatted(nextNine(now).format(WITH_OFFSET)));
            }
        });
        return lines;
    }

    private boolean holdsDemo() {
        return dealers.byCode(DemoDealer.CODE)
                .map(dealer -> DealerContext.callAs(dealer, fillings::find))
                .flatMap(it -> it)
                .filter(Filling::finished)
                .isPresent();
    }

    private String address() {
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

    /** Behind nine, when yesterday's figure is frozen. */
    private static OffsetDateTime nextNine(OffsetDateTime now) {
        var today = now.with(LocalTime.of(9, 0));
        return today.isAfter(now) ? today : today.plusDays(1);
    }

    private List<String> table() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(both("demo.notice.login"), both("demo.notice.role"), both("demo.notice.password")));
        Stream.concat(DemoDealer.STAFF.stream(), Stream.of(DemoDealer.ADMINISTRATOR))
                .forEach(it -> rows.add(List.of(it.login(), role(it), DemoDealer.PASSWORD)));
        int first = widest(rows, 0);
        int second = widest(rows, 1);
        return rows.stream()
                .map(it -> "  " + padded(it.get(0), first) + "  " + padded(it.get(1), second) + "  " + it.get(2))
                .toList();
    }

    private String role(Colleague colleague) {
        return colleague.name() + "  " + both("role." + colleague.role().name());
    }

    private String both(String key) {
        return messages.in(Messages.CHINESE).t(key) + " "
                + messages.in(Messages.ENGLISH).t(key);
    }

    private List<String> inBoth(String key, Object... arguments) {
        return List.of(
                messages.in(Messages.CHINESE).t(key, arguments),
                messages.in(Messages.ENGLISH).t(key, arguments));
    }

    private static int widest(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(it -> width(it.get(column))).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - width(text));
    }

    /** On a terminal a Chinese character takes two places. */
    private static int width(String text) {
        return Math.toIntExact(
                text.length() + text.chars().filter(it -> it >= 0x2E80).count());
    }
}
