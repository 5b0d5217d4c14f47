package org.opendcrc.guarantees.web;

import java.util.Optional;
import org.opendcrc.complaints.CaseLink;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.springframework.stereotype.Component;

/** From a case to the three guarantees of its car. */
@Component
class CarGuaranteeLink implements CaseLink {

    @Override
    public Optional<Way> of(Actor actor, About about) {
        return about.vehicleId()
                .filter(_ -> actor.may(UseCase.READ_GUARANTEES))
                .map(car ->
                        new Way(30, "shield-check", Sentence.of("guarantees.title"), "/guarantees/vehicles/" + car));
    }
}
