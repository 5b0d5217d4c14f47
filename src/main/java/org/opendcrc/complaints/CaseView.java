package org.opendcrc.complaints;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A case as one person sees it.
 *
 * @param offered what he can do with it now
 * @param next what the case waits for, whoever does it; empty where it waits for a call, or is over
 * @param missing what closing still lacks, as keys below {@code complaint.missing.}
 * @param handlerRank how high a handler stands at least (CP-4)
 * @param standing since when its clocks stand still
 */
public record CaseView(
        ComplaintFile file,
        CaseDetails details,
        int round,
        Optional<EscalatedTo> escalatedTo,
        boolean confirmationOwed,
        boolean seesAccused,
        Set<CaseAction> offered,
        Optional<CaseAction> next,
        List<String> missing,
        boolean standing,
        Set<CrisisStep> stepsDone,
        Rank handlerRank) {

    public CaseView {
        offered = Set.copyOf(offered);
        missing = List.copyOf(missing);
        stepsDone = Set.copyOf(stepsDone);
    }
}
