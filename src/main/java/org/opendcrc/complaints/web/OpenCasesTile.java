package org.opendcrc.complaints.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.DeskTile;
import org.springframework.stereotype.Component;

/** Every day the open and unanswered cases are looked through (CP-24); read with the signs of the menu, so it costs nothing more. */
@Component
class OpenCasesTile implements DeskTile {

    private final ComplaintSignsOnce signs;

    OpenCasesTile(ComplaintSignsOnce signs) {
        this.signs = signs;
    }

    @Override
    public Optional<Shown> show(Actor actor, Optional<UUID> store, Instant now) {
        if (!actor.may(UseCase.READ_COMPLAINTS)) {
            return Optional.empty();
        }
        var read = signs.of(actor);
        if (read.open() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Shown(
                40,
                "desk-cases",
                "message-report",
                Changed.COMPLAINTS,
                Sentence.of("complaints.desk"),
                Optional.empty(),
                "",
                List.of(
                        figure("complaints.desk.open", read.open(), ""),
                        figure("complaints.desk.unanswered", read.unanswered(), ""),
                        figure("complaints.desk.old", read.old(), read.old() > 0 ? "warn" : ""), // CP-24
                        figure("complaints.desk.silent", read.silent(), read.silent() > 0 ? "bad" : ""), // CP-10
                        figure("complaints.desk.unlooked", read.unlooked(), read.unlooked() > 0 ? "warn" : "")),
                Optional.empty()));
    }

    private static Figure figure(String label, int value, String tone) {
        return new Figure(Sentence.of(label), Sentence.of("site.plain", value), tone, "/complaints/daily");
    }
}
