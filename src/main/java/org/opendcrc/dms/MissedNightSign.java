package org.opendcrc.dms;

import java.util.Optional;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.TopbarSlot;
import org.springframework.stereotype.Component;

/** Tells those who can do something about it that the night's files never came. */
@Component
class MissedNightSign implements TopbarSlot {

    private static final int BEFORE_THE_AGE = 5;

    private final MissedNights nights;

    MissedNightSign(MissedNights nights) {
        this.nights = nights;
    }

    @Override
    public Optional<Shown> show(Actor actor) {
        return actor.may(UseCase.IMPORT)
                ? nights.open()
                        .map(it -> new Shown(
                                Place.END,
                                BEFORE_THE_AGE,
                                "missed-night",
                                "alert-triangle",
                                Sentence.of("import.missed-night.short", it.toString()),
                                "/imports"))
                : Optional.empty();
    }
}
