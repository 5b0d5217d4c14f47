package org.opendcrc.followups.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.TeamDesk;
import org.opendcrc.followups.WatchedClerk;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;

/**
 * One clerk's list as his manager looks at it; nothing can be done here.
 *
 * @param more whether the list is longer than what is shown
 */
public record ClerkPage(
        String name, String sub, String state, String back, List<Open> open, boolean more, List<Made> made) {

    /** An owed call of his; {@code held} says since when he has it in his hand. */
    public record Open(
            String href,
            String customer,
            Optional<String> plate,
            String number,
            String due,
            boolean overdue,
            String tries,
            @Nullable String promised,
            @Nullable String held) {}

    /** A call that he made. */
    public record Made(
            String at, String href, String customer, Optional<String> plate, String number, String kind, String what) {}

    static ClerkPage of(WatchedClerk it, Instant now, Msg msg) {
        var clerk = it.clerk();
        return new ClerkPage(
                clerk.name(),
                msg.t("followups.clerk.sub", clerk.calls(), clerk.connected(), clerk.missed(), clerk.left()),
                clerk.inCallSince()
                        .map(at -> msg.t(
                                "followups.clerk.inCall",
                                msg.time(at.atZone(it.zone()).toLocalTime())))
                        .orElseGet(() -> msg.t("followups.clerk.noCall")),
                "/follow-ups/team?store=" + it.store(),
                it.open().stream()
                        .map(line -> {
                            var task = line.task();
                            return new Open(
                                    "/follow-ups/" + task.id(),
                                    PersonName.of(task.customer(), line.person(), line.sex(), msg)
                                            .whole(),
                                    task.plate(),
                                    task.subject().number(),
                                    msg.moment(task.dueAt(), line.zone(), it.day()),
                                    !task.dueAt().isAfter(now),
                                    Tries.label(task.attempts(), task.daypartsUsed(), msg),
                                    task.promisedAt()
                                            .map(at -> msg.t(
                                                    "followups.clerk.promised", msg.moment(at, line.zone(), it.day())))
                                            .orElse(null),
                                    task.claimedBy()
                                            .map(by -> msg.t("followups.clerk.held", by))
                                            .orElse(null));
                        })
                        .toList(),
                it.open().size() >= TeamDesk.ROWS,
                it.made().stream()
                        .map(made -> new Made(
                                msg.time(made.at().atZone(it.zone()).toLocalTime()),
                                "/follow-ups/" + made.task(),
                                PersonName.of(made.customer(), made.person(), made.sex(), msg)
                                        .whole(),
                                made.plate(),
                                made.number(),
                                msg.t("followups.kind." + made.kind()),
                                made.result()
                                        .map(result -> msg.t("followups.clerk.result." + result))
                                        .orElseGet(() -> msg.t("followups.outcome." + made.outcome()))))
                        .toList());
    }
}
