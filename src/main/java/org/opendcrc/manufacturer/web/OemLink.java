package org.opendcrc.manufacturer.web;

import java.util.Optional;
import org.opendcrc.complaints.CaseLink;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.springframework.stereotype.Component;

/** From a case to what the manufacturer was told about it and said; a case that was never submitted to him has no such page yet. */
@Component
class OemLink implements CaseLink {

    @Override
    public Optional<Way> of(Actor actor, About about) {
        return actor.may(UseCase.SEE_MANUFACTURERS_CASES, about.storeId())
                ? Optional.of(new Way(
                        20,
                        "building-factory-2",
                        Sentence.of("oem.link"),
                        "/manufacturer/cases/" + about.complaintId()))
                : Optional.empty();
    }
}
