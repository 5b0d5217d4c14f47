package org.opendcrc.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.opendcrc.messaging.wire.Smsc;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Real lines of a test's dealer to gateways on this machine. */
record TestLines(
        GatewayDesk desk, Lines lines, TestHouse.Builder builder, JdbcClient jdbc, House house, List<UUID> opened) {

    TestLines(GatewayDesk desk, Lines lines, TestHouse.Builder builder, JdbcClient jdbc, House house) {
        this(desk, lines, builder, jdbc, house, new ArrayList<>());
    }

    /** A line for all texts, opened, with a second of idle time saved. */
    Line open(int port, int perSecond, Map<String, String> more, Instant now) {
        var knobs = new HashMap<>(Map.of(
                "host",
                "127.0.0.1",
                "port",
                Integer.toString(port),
                "account",
                Smsc.ACCOUNT,
                "response-millis",
                "3000"));
        knobs.putAll(more);
        var draft = new GatewayDesk.Draft(
                Optional.empty(),
                GatewayKind.SMPP,
                "line",
                true,
                true,
                true,
                "1",
                Integer.toString(perSecond),
                knobs,
                Optional.of(Smsc.PASSWORD),
                0);
        var id = ((GatewaySaved.Kept) as(() -> desk.save(administrator(), draft, now))).id();
        opened.add(id);
        builder.in(
                house,
                () -> jdbc.sql(
                                "update messaging.gateway_pace p set free_at = '2026-11-20 00:00Z' where p.dealer_id = :dealer")
                        .param("dealer", house.dealer())
                        .update());
        lines.refresh();
        var held = held();
        lines.tend(held);
        return held;
    }

    Line held() {
        return lines.of(house.dealer()).getFirst();
    }

    void drain() {
        as(() -> lines.drain(house.dealer()));
    }

    /** Time passes, the line is looked after, and what waits goes. */
    void after(Duration time) {
        builder.systemClock().pass(time);
        lines.tend(held());
        drain();
    }

    private Actor administrator() {
        return builder.actor(house, "he");
    }

    <T> T as(Supplier<T> work) {
        return DealerContext.callAs(house.dealer(), work);
    }

    void close(Instant now) {
        for (var id : opened) {
            as(() -> desk.remove(
                    administrator(),
                    id,
                    as(() -> desk.find(administrator(), id, now))
                            .seen()
                            .gateway()
                            .version(),
                    now));
        }
        lines.refresh();
    }
}
