package org.opendcrc.complaints;

import java.time.Instant;
import org.opendcrc.shared.Changed;
import org.opendcrc.site.ClockSign;
import org.opendcrc.site.Msg;

/** The two hours of a complaint, as they are drawn (CP-1). */
public final class FirstContactSign {

    private FirstContactSign() {}

    public static ClockSign of(ComplaintLine line, Instant now, Msg msg) {
        var timer = line.timer(now);
        var state = timer.state();
        return new ClockSign(
                switch (state) {
                    case RUNNING, WAIVED -> "";
                    case SOON -> "warn";
                    case OVER, LATE -> "bad";
                    case MADE -> "ok";
                },
                switch (state) {
                    case RUNNING -> "clock";
                    case SOON -> "clock-exclamation";
                    case OVER -> "alert-circle";
                    case MADE -> "circle-check";
                    case LATE -> "history";
                    case WAIVED -> "minus";
                },
                msg.t("complaint.timer." + state, msg.minutes(timer.minutes())),
                timer.used(),
                timer.total(),
                msg.t("complaint.timer.used", timer.used(), timer.total()),
                switch (state) {
                    case RUNNING -> runs(line, now, "running", msg);
                    case SOON -> runs(line, now, "soon", msg);
                    case OVER -> runs(line, now, "over", msg);
                    case MADE, LATE, WAIVED -> null;
                });
    }

    private static ClockSign.Runs runs(ComplaintLine line, Instant now, String stage, Msg msg) {
        return new ClockSign.Runs(
                line.receivedAt(),
                line.contactDueAt(),
                now,
                stage,
                Changed.COMPLAINTS,
                msg.t("complaint.timer.RUNNING", "{t}"),
                msg.t("complaint.timer.OVER", "{t}"),
                msg.t("site.minutes", "{m}"),
                msg.t("site.hoursAndMinutes", "{h}", "{m}"));
    }
}
