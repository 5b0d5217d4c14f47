package org.opendcrc.followups.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.Closing;
import org.opendcrc.organisation.Store;
import org.opendcrc.site.Msg;

/**
 * The closings of a store's backlog, and the form for another one.
 *
 * @param until what the form begins with: the last day whose orders have faded by the handbook's five days
 */
public record ClosingsPage(
        UUID store,
        String storeName,
        List<AssignmentPage.Place> stores,
        String until,
        List<Line> lines,
        @Nullable String refused) {

    static final int ROWS = 50;

    /** One closing. */
    public record Line(
            String href, String days, String made, String state, String tone, int texted, int ready, int leftOut) {}

    static ClosingsPage of(
            List<Closing> closings, Store here, List<Store> stores, @Nullable String refused, Instant now, Msg msg) {
        var today = now.atZone(here.zone()).toLocalDate();
        return new ClosingsPage(
                here.id(),
                here.name(),
                stores.stream()
                        .map(it -> new AssignmentPage.Place(
                                it.id(), it.name(), it.id().equals(here.id())))
                        .toList(),
                today.minusDays(6).toString(),
                closings.stream()
                        .map(it -> new Line(
                                "/follow-ups/closings/" + it.id(),
                                days(it, msg),
                                msg.t(
                                        "followups.closings.made",
                                        it.madeBy(),
                                        msg.moment(it.madeAt(), it.zone(), today)),
                                msg.t("followups.closing.state." + it.state()),
                                tone(it.state()),
                                it.count(Closing.Row.Fate.TEXTED),
                                it.count(Closing.Row.Fate.READY),
                                it.count(Closing.Row.Fate.LEFT_OUT)))
                        .toList(),
                refused);
    }

    static String days(Closing it, Msg msg) {
        return it.settledFrom()
                .map(from -> msg.t("followups.closings.days", msg.day(from), msg.day(it.settledTo())))
                .orElseGet(() -> msg.t("followups.closings.until", msg.day(it.settledTo())));
    }

    static String tone(Closing.State state) {
        return switch (state) {
            case PREPARED -> "info";
            case RUNNING -> "warn";
            case DONE -> "ok";
            case STOPPED -> "bad";
            case DROPPED -> "mute";
        };
    }
}
