package org.opendcrc.followups;

import java.util.List;
import java.util.UUID;

/** To whom contacts are assigned. */
public sealed interface ToWhom {

    /** To one clerk. */
    record Clerk(UUID staff) implements ToWhom {}

    /** In turn among several, so that all have as many in the end as can be. */
    record InTurn(List<UUID> staff) implements ToWhom {

        public InTurn {
            staff = staff.stream().distinct().toList();
        }
    }

    /** To the clerk who is paired with the advisor of the order. */
    record ByAdvisor() implements ToWhom {}

    /** Back to nobody. */
    record Nobody() implements ToWhom {}
}
