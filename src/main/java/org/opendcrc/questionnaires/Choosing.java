package org.opendcrc.questionnaires;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which questionnaire a call is made with: of those in use that are meant for it, the one that says most about it. Pure. */
final class Choosing {

    private Choosing() {}

    /** {@code inUse} are of one code and without ties, which {@link Publishing} sees to; the older one would win a tie. */
    static Optional<Questionnaire> of(Collection<Questionnaire> inUse, CallFacts call) {
        return inUse.stream()
                .filter(it -> it.validity().covers(call))
                .max(Comparator.<Questionnaire>comparingInt(it -> it.validity().weight())
                        .thenComparing(Questionnaire::variant, Comparator.reverseOrder()));
    }
}
