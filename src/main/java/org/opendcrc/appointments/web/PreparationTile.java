package org.opendcrc.appointments.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.appointments.PreparationCounts;
import org.opendcrc.appointments.PreparationDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.DeskTile;
import org.springframework.stereotype.Component;

/** The preparation on the desk: forms that wait to be handed on (AP-26), appointments that are not ready in time (AP-22), and what is left to do. */
@Component
class PreparationTile implements DeskTile {

    private static final String BOARD = "/appointments/preparation";

    private final PreparationCounts counts;

    PreparationTile(PreparationCounts counts) {
        this.counts = counts;
    }

    @Override
    public Optional<Shown> show(Actor actor, Optional<UUID> store, Instant now) {
        if (!actor.may(UseCase.READ_APPOINTMENTS)) {
            return Optional.empty();
        }
        var found = counts.of(actor, store, now);
        var figures = new ArrayList<Figure>();
        if (actor.may(UseCase.HAND_ON_FORMS)) {
            figures.add(figure("preparation.desk.forms", found.forms(), found.oldForms() > 0 ? "warn" : ""));
        }
        figures.add(figure("preparation.desk.alarms", found.alarms(), found.alarms() > 0 ? "bad" : ""));
        figures.add(figure("preparation.desk.open", found.open(), ""));
        Optional<Sentence> note = found.alarms() > 0
                ? Optional.of(Sentence.of("preparation.desk.alarms.note", found.alarms()))
                : found.oldForms() > 0 && actor.may(UseCase.HAND_ON_FORMS)
                        ? Optional.of(Sentence.of("preparation.desk.forms.note", found.oldForms()))
                        : Optional.empty();
        return Optional.of(new Shown(
                60,
                "desk-preparation",
                "clipboard-check",
                PreparationDesk.TOPIC,
                Sentence.of("preparation.title"),
                note,
                found.alarms() > 0 ? "bad" : note.isPresent() ? "warn" : "",
                List.copyOf(figures),
                Optional.of(new Action(Sentence.of("preparation.desk.look"), BOARD))));
    }

    private static Figure figure(String label, int value, String tone) {
        return new Figure(Sentence.of(label), Sentence.of("site.plain", value), tone, BOARD);
    }
}
