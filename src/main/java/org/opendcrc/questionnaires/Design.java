package org.opendcrc.questionnaires;

import java.time.Instant;
import java.util.List;
import org.opendcrc.shared.Sentence;

/** What became of a step of the designer. */
public sealed interface Design {

    /** The draft stands as it was sent. */
    record Saved(Draft draft) implements Design {}

    /** Calls are made with it from now on. */
    record Published(int version) implements Design {}

    /** A version is out of use, or a draft is gone. */
    record Gone() implements Design {}

    /** Not yet; what was sent is saved where it was a draft. */
    record Refused(List<Sentence> why) implements Design {

        public Refused {
            why = List.copyOf(why);
        }
    }

    /** Somebody else saved meanwhile; nothing was written. */
    record ChangedMeanwhile(int edition, String by, Instant at) implements Design {}
}
