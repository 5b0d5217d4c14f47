package org.opendcrc.dms;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.DeskTile;
import org.springframework.stereotype.Component;

/** Last night's files on the desk: whether they came, and what of them did not come in. */
@Component
class LastNight implements DeskTile {

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

    private final FreshnessOnce freshness;

    LastNight(FreshnessOnce freshness) {
        this.freshness = freshness;
    }

    @Override
    public Optional<Shown> show(Actor actor, Optional<UUID> store, Instant now) {
        var brings = actor.may(UseCase.IMPORT);
        if (!brings && !actor.may(UseCase.READ_FOLLOW_UPS)) {
            return Optional.empty();
        }
        var found = freshness.read();
        if (found.isEmpty()) {
            return brings ? Optional.of(tile(Sentence.of("import.desk.never"), "warn", brings)) : Optional.empty();
        }
        var at = SHOWN.format(found.get().finishedAt());
        if (found.get().missedNight().isPresent()) {
            return Optional.of(tile(
                    Sentence.of(
                            "import.desk.missed",
                            found.get().missedNight().get().toString(),
                            at),
                    "bad",
                    brings));
        }
        return Optional.of(
                found.get().rejected() > 0
                        ? tile(
                                Sentence.of(
                                        "import.desk.rejected", at, found.get().rejected()),
                                "warn",
                                brings)
                        : tile(Sentence.of("import.desk.done", at), "", brings));
    }

    private static Shown tile(Sentence note, String tone, boolean brings) {
        return new Shown(
                90,
                "desk-imports",
                "refresh",
                Changed.IMPORTS,
                Sentence.of("import.desk.title"),
                Optional.of(note),
                tone,
                List.of(),
                brings ? Optional.of(new Action(Sentence.of("import.desk.look"), "/imports")) : Optional.empty());
    }
}
