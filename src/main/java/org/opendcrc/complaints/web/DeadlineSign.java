package org.opendcrc.complaints.web;

import java.time.Duration;
import java.time.Instant;
import org.opendcrc.complaints.CaseDetails;
import org.opendcrc.shared.Changed;
import org.opendcrc.site.ClockSign;
import org.opendcrc.site.Msg;

/** A clock of a case as it is drawn. */
final class DeadlineSign {

    private static final Duration SOON = Duration.ofHours(1);

    private DeadlineSign() {}

    static ClockSign of(CaseDetails.Deadline it, Instant now, Msg msg) {
        var total = Math.max(1, minutes(it.startedAt(), it.dueAt()));
        if (it.metAt().isPresent()) {
            var late = it.metAt().get().isAfter(it.dueAt());
            return standing(
                    late ? "bad" : "ok",
                    late ? "history" : "circle-check",
                    msg.t(
                            late ? "complaint.timer.LATE" : "complaint.timer.MADE",
                            msg.minutes(minutes(
                                    late ? it.dueAt() : it.startedAt(),
                                    it.metAt().get()))),
                    total,
                    msg);
        }
        if (!it.running() && it.missedAt().isEmpty()) {
            return standing("", "player-pause", msg.t("complaint.timer.STANDS"), total, msg);
        }
        var over = now.isAfter(it.dueAt());
        var soon = !over && Duration.between(now, it.dueAt()).compareTo(SOON) <= 0;
        var used = Math.min(total, minutes(it.startedAt(), now));
        return new ClockSign(
                over ? "bad" : soon ? "warn" : "",
                over ? "alert-circle" : soon ? "clock-exclamation" : "clock",
                msg.t(
                        over ? "complaint.timer.OVER" : "complaint.timer.RUNNING",
                        msg.minutes(over ? minutes(it.dueAt(), now) : minutes(now, it.dueAt()))),
                used,
                total,
                msg.t("complaint.timer.used.any", used, total),
                new ClockSign.Runs(
                        it.startedAt(),
                        it.dueAt(),
                        now,
                        over ? "over" : soon ? "soon" : "running",
                        Changed.COMPLAINTS,
                        msg.t("complaint.timer.RUNNING", "{t}"),
                        msg.t("complaint.timer.OVER", "{t}"),
                        msg.t("site.minutes", "{m}"),
                        msg.t("site.hoursAndMinutes", "{h}", "{m}")));
    }

    private static ClockSign standing(String tone, String icon, String words, long total, Msg msg) {
        return new ClockSign(tone, icon, words, total, total, msg.t("complaint.timer.used.any", total, total), null);
    }

    /** Begun minutes count as whole ones. */
    private static long minutes(Instant from, Instant to) {
        return Math.max(
                0,
                Duration.between(from, to)
                        .plus(Duration.ofMinutes(1))
                        .minusNanos(1)
                        .toMinutes());
    }
}
