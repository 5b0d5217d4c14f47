package org.opendcrc.complaints.web;

import org.opendcrc.complaints.FirstContactTimer;
import org.opendcrc.site.Msg;

/**
 * A clock as it is drawn: colour, icon and words, and a bar while it runs.
 *
 * @param tone {@code ok}, {@code warn}, {@code bad} or empty
 * @param used minutes of the bar, of {@code total}
 */
public record TimerSign(String tone, String icon, String words, boolean running, long used, long total, String label) {

    static TimerSign of(FirstContactTimer timer, Msg msg) {
        var state = timer.state();
        return new TimerSign(
                switch (state) {
                    case RUNNING -> "";
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
                },
                msg.t("complaint.timer." + state, msg.minutes(timer.minutes())),
                switch (state) {
                    case RUNNING, SOON, OVER -> true;
                    case MADE, LATE -> false;
                },
                timer.used(),
                timer.total(),
                msg.t("complaint.timer.used", timer.used(), timer.total()));
    }

    /** The class of the words. */
    public String look() {
        return (running ? "dc-b " : "") + (tone.isEmpty() ? "" : "dc-" + tone);
    }

    /** The class of the bar. */
    public String bar() {
        return tone.isEmpty() ? "dc-bar" : "dc-bar dc-bar-" + tone;
    }
}
