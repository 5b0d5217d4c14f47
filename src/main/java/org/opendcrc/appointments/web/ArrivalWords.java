package org.opendcrc.appointments.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendcrc.appointments.AppointmentState;
import org.opendcrc.appointments.Arrived;
import org.opendcrc.site.Msg;

/** How an arrival is told. */
final class ArrivalWords {

    private ArrivalWords() {}

    /** {@code 准时}, {@code 晚 16 分}, {@code 未到店}, or that nothing is known yet. */
    static String result(Arrived it, Msg msg) {
        var result = it.result();
        if (result == null) {
            return msg.t("arrival.open");
        }
        return switch (result) {
            case "EARLY" -> msg.t("arrival.EARLY", -it.offMinutes().orElse(0));
            case "LATE" -> msg.t("arrival.LATE", it.offMinutes().orElse(0));
            default -> msg.t("arrival." + result);
        };
    }

    static String tone(Arrived it) {
        var result = it.result();
        if (result == null) {
            return "mute";
        }
        return switch (result) {
            case "ON_TIME" -> "ok";
            case "NO_SHOW" -> "bad";
            default -> "warn";
        };
    }

    static String icon(Arrived it) {
        var result = it.result();
        return result == null
                ? "circle-dashed"
                : result.equals("ON_TIME") ? "check" : result.equals("NO_SHOW") ? "x" : "clock";
    }

    static String time(Optional<Instant> moment, ZoneId zone, Msg msg) {
        return moment.map(it -> msg.time(it.atZone(zone).toLocalTime())).orElse(Msg.NONE);
    }

    /** What the file of an appointment says of it. */
    static List<FileDrawer.Fact> facts(Arrived it, ZoneId zone, Msg msg) {
        var facts = new ArrayList<FileDrawer.Fact>();
        facts.add(new FileDrawer.Fact(msg.t("arrival.result"), result(it, msg)));
        if (it.gateAt().isPresent()) {
            facts.add(new FileDrawer.Fact(msg.t("arrival.gate"), time(it.gateAt(), zone, msg)));
        }
        if (it.systemAt().isPresent()) {
            facts.add(new FileDrawer.Fact(
                    msg.t("arrival.system"),
                    time(it.systemAt(), zone, msg)
                            + it.apartMinutes()
                                    .map(apart -> " · " + msg.t("arrival.apart", apart))
                                    .orElse("")));
        }
        return facts;
    }

    /** Further classes of a car of the day. */
    static String look(AppointmentState state) {
        return switch (state) {
            case ARRIVED, ORDER_OPEN, CLOSED -> " dc-ap-came";
            case NO_SHOW -> " dc-ap-missed";
            default -> "";
        };
    }

    /** What is said of it after its words, where the day has brought something. */
    static String after(AppointmentState state, Msg msg) {
        return look(state).isEmpty() ? "" : " · " + msg.t("appointment.state." + state);
    }
}
