package org.opendcrc.casebook.web;

import java.util.Optional;
import org.opendcrc.complaints.CaseLink;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.springframework.stereotype.Component;

/** From a case to its papers and forms. */
@Component
class PapersLink implements CaseLink {

    @Override
    public Optional<Way> of(Actor actor, About about) {
        return Optional.of(
                new Way(10, "paperclip", Sentence.of("papers.link"), "/complaints/" + about.complaintId() + "/papers"));
    }
}
