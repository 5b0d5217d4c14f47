package org.opendcrc.reports;

import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.DeskTile;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The last frozen day of a store on the desk. It never changes, so it is read once a minute at most. */
@Component
class Yesterday implements DeskTile {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final ThreeDayCalls calls;
    private final Clock systemClock;
    private final Map<UUID, Known> known = new ConcurrentHashMap<>();

    Yesterday(ThreeDayCalls calls, @Qualifier("systemClock") Clock systemClock) {
        this.calls = calls;
        this.systemClock = systemClock;
    }

    private record Known(Optional<ReportStore> store, Optional<FrozenReport> report, Instant until) {}

    @Override
    public Optional<Shown> show(Actor actor, Optional<UUID> store, Instant now) {
        return store.or(() -> actor.storesFor(UseCase.READ_REPORTS).stream().findFirst())
                .filter(it -> actor.may(UseCase.READ_REPORTS, it))
                .flatMap(it -> tile(last(actor, it)));
    }

    private Known last(Actor actor, UUID store) {
        var now = systemClock.instant();
        var last = known.get(store);
        if (last == null || !now.isBefore(last.until())) {
            var found = calls.stores(actor).stream()
                    .filter(it -> it.id().equals(store))
                    .findFirst();
            last = new Known(
                    found,
                    found.flatMap(it -> calls.shelf(actor, it).days().stream().findFirst()),
                    now.plus(FRESH));
            known.put(store, last);
        }
        return last;
    }

    private static Optional<Shown> tile(Known last) {
        if (last.store().isEmpty() || last.report().isEmpty()) {
            return Optional.empty();
        }
        var store = last.store().get();
        var report = last.report().get();
        var figures = report.report().all();
        var address = "/reports/three-day-calls?store=%s&day=%s".formatted(store.code(), report.day());
        return Optional.of(new Shown(
                80,
                "desk-yesterday",
                "chart-bar",
                "",
                Sentence.of("reports.desk.title", store.name(), report.day().toString()),
                Optional.empty(),
                "",
                List.of(
                        new Figure(
                                Sentence.of("reports.desk.satisfaction"),
                                Sentence.of("site.plain", percent(figures.satisfactionRate())),
                                "",
                                address),
                        new Figure(
                                Sentence.of("reports.desk.success"),
                                Sentence.of("site.plain", percent(figures.successRate())),
                                "",
                                address),
                        new Figure(
                                Sentence.of("reports.desk.inTime"),
                                Sentence.of("site.plain", percent(figures.inTimeRate())),
                                "",
                                address)),
                Optional.empty()));
    }

    /** {@code 92.7%}; {@code –} where there is no denominator. */
    private static String percent(Share share) {
        return share.value()
                .map(it -> it.movePointRight(2).setScale(1, RoundingMode.HALF_UP) + "%")
                .orElse("–");
    }
}
