package org.opendcrc.followups.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Try;

/** The dayparts of a task's counting attempts, drawn and in words. */
final class Tries {

    private Tries() {}

    static List<Try> of(Set<Daypart> used, Optional<Daypart> now, Msg msg) {
        return Arrays.stream(Daypart.values())
                .map(it -> new Try(
                        msg.t("followups.daypart." + it + ".short"),
                        used.contains(it)
                                ? Try.State.MISSED
                                : now.equals(Optional.of(it)) ? Try.State.NOW : Try.State.FREE))
                .toList();
    }

    static String label(int attempts, Set<Daypart> used, Msg msg) {
        return attempts == 0
                ? msg.t("followups.tries.none")
                : msg.t(
                        "followups.tries",
                        attempts,
                        Arrays.stream(Daypart.values())
                                .filter(used::contains)
                                .map(it -> msg.t("followups.daypart." + it))
                                .collect(Collectors.joining(msg.t("site.listSeparator"))));
    }
}
