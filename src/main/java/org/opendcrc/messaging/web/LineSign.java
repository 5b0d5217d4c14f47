package org.opendcrc.messaging.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.opendcrc.messaging.LineWatch;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.TopbarSlot;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The alarm on every page, also on a telephone: a line to a partner is down and texts wait. For who sets lines up, and the manager. */
@Component
class LineSign implements TopbarSlot {

    private static final Duration SEEN_FOR = Duration.ofSeconds(15);

    private final LineWatch watch;
    private final Clock clock;
    private final Clock systemClock;
    private final Map<Integer, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(List<LineWatch.Down> down, Instant at) {}

    LineSign(LineWatch watch, Clock clock, @Qualifier("systemClock") Clock systemClock) {
        this.watch = watch;
        this.clock = clock;
        this.systemClock = systemClock;
    }

    @Override
    public Optional<Shown> show(Actor actor) {
        if (!LineWatch.isConcerned(actor)) {
            return Optional.empty();
        }
        var now = systemClock.instant();
        var last = seen.get(actor.dealerId());
        // Looked at every fifteen seconds at most, whoever asks.
        if (last == null || !now.isBefore(last.at().plus(SEEN_FOR)) || now.isBefore(last.at())) {
            last = new Seen(watch.down(actor, clock.instant()), now);
            seen.put(actor.dealerId(), last);
        }
        return last.down().stream()
                .findFirst()
                .map(it -> new Shown(
                        Place.END,
                        2,
                        "line-down",
                        "alert-triangle",
                        Sentence.of("gateway.alarm", it.name()),
                        actor.may(UseCase.MANAGE_GATEWAYS)
                                ? "/administration/gateways/" + it.id()
                                : "/texts?state=QUEUED",
                        "bad"));
    }
}
