package org.opendcrc.followups;

import java.util.Optional;
import java.util.UUID;
import org.opendcrc.complaints.ComplaintKind;

/**
 * What a dissatisfied customer complains about, as the clerk writes it down in the call (FU-10).
 *
 * @param content the customer's words
 * @param spokenAbout whether it was spoken about in this very call, which then is the first contact (A27)
 * @param grievanceSolved whether it was a grievance that is solved already; it is recorded all the same
 * @param accused which of the staff is complained about; he never handles it (CP-3)
 */
public record ComplaintSheet(
        Optional<ComplaintKind> kind,
        String content,
        boolean spokenAbout,
        boolean grievanceSolved,
        Optional<UUID> accused) {

    /** Where nobody is complained about. */
    public ComplaintSheet(Optional<ComplaintKind> kind, String content, boolean spokenAbout, boolean grievanceSolved) {
        this(kind, content, spokenAbout, grievanceSolved, Optional.empty());
    }

    public ComplaintSheet {
        content = content.strip();
    }
}
