package org.opendcrc.appointments.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.Job;
import org.opendcrc.site.Msg;

/** The price list as it is shown; the last line is for a job more. */
public record PricesPage(
        List<Line> lines,
        Line blank,
        boolean mayChange,
        @Nullable String refusal) {

    /** A job; {@code price} in yuan, as it is typed. */
    public record Line(String code, String name, String minutes, String price, String skill, boolean active) {

        static final Line BLANK = new Line("", "", "", "", "", true);
    }

    static PricesPage of(List<Job> jobs, Line typed, boolean mayChange, @Nullable String refusal, Msg msg) {
        return new PricesPage(
                jobs.stream()
                        .map(it -> new Line(
                                it.code(),
                                it.name(),
                                Integer.toString(it.minutes()),
                                msg.amount(it.priceFen()).replace(",", ""),
                                it.skill().orElse(""),
                                it.active()))
                        .toList(),
                typed,
                mayChange,
                refusal);
    }
}
