package org.opendcrc.followups;

import java.util.Optional;
import org.opendcrc.complaints.ComplaintKind;

/**
 * What a dissatisfied customer complains about, as the clerk writes it down in the call (FU-10).
 *
 * @param content the customer's words
 * @param spokenAbout whether it was spoken about in this very call, which then is the first contact (A27)
 * @param grievanceSolved whether it was a grievance that is solved already; it is recorded all the same
 */
public record ComplaintSheet(
        Optional<ComplaintKind> kind, String content, boolean spokenAbout, boolean grievanceSolved) {

    public ComplaintSheet {
        content = content.strip();
    }
}
