package org.opendcrc.dms;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.LastLoad;
import org.opendcrc.site.TopbarSlot;
import org.springframework.stereotype.Component;

/**
 * Tells on every page how old the data is: when the last run was finished, or, to those who can do something about it, that the
 * files of the night never came; to a list that is empty, too (FU-19).
 */
@Component
class DataAsOf implements TopbarSlot, LastLoad {

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    private static final int AT_THE_END = 10;

    private final FreshnessOnce freshness;

    DataAsOf(FreshnessOnce freshness) {
        this.freshness = freshness;
    }

    @Override
    public Optional<Shown> show(Actor actor) {
        return freshness
                .read()
                .map(it -> actor.may(UseCase.IMPORT)
                        ? it.missedNight().map(DataAsOf::missed).orElseGet(() -> asOf(it.finishedAt(), "/imports"))
                        : asOf(it.finishedAt(), "#sync-state"));
    }

    @Override
    public Optional<Told> lastLoad() {
        return freshness.read().map(it -> new Told(it.finishedAt(), it.missedNight()));
    }

    private static Shown asOf(ZonedDateTime at, String href) {
        return new Shown(
                Place.END,
                AT_THE_END,
                "sync-state",
                "refresh",
                Sentence.of("import.data-as-of", SHOWN.format(at)),
                href);
    }

    private static Shown missed(LocalDate night) {
        return new Shown(
                Place.END,
                AT_THE_END,
                "missed-night",
                "alert-triangle",
                Sentence.of("import.missed-night.short", night.toString()),
                "/imports");
    }
}
