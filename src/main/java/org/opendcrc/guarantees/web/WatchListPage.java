package org.opendcrc.guarantees.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.guarantees.WatchPage;
import org.opendcrc.guarantees.WatchView;
import org.opendcrc.guarantees.WatchedCar;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;

/** The cars that need a look, as they are shown. */
public record WatchListPage(WatchView view, List<Tab> tabs, List<Row> rows, Paging paging) {

    static final int ROWS = 30;

    public record Tab(String href, String label, String key, boolean current) {}

    /** A car; all words are in the person's language already. */
    public record Row(
            String id,
            String href,
            Optional<String> plate,
            String car,
            String customer,
            String store,
            String reason,
            boolean limit,
            String at) {}

    static WatchListPage of(WatchPage page, WatchView view, Optional<UUID> store, boolean first, Instant now, Msg msg) {
        var only = store.map(it -> "&store=" + it).orElse("");
        var address = "/guarantees?view=" + view + only;
        return new WatchListPage(
                view,
                Arrays.stream(WatchView.values())
                        .map(it -> new Tab(
                                "/guarantees?view=" + it + only,
                                msg.t("guarantees.view." + it),
                                it == WatchView.ALARMS ? "1" : "2",
                                it == view))
                        .toList(),
                page.lines().stream().map(it -> row(it, now, msg)).toList(),
                new Paging(
                        first ? null : address,
                        page.next().map(it -> address + "&after=" + it).orElse(null),
                        msg.t("guarantees.summary", ROWS)));
    }

    private static Row row(WatchedCar car, Instant now, Msg msg) {
        var today = now.atZone(car.zone()).toLocalDate();
        return new Row(
                "row-" + car.id(),
                "/guarantees/vehicles/" + car.vehicleId(),
                car.plate(),
                car.car(),
                car.customer(),
                car.store(),
                car.alarm()
                        .map(it -> msg.t("guarantee.alarm." + it))
                        .or(() -> car.demand().map(it -> msg.t("guarantee.demand.state." + it)))
                        .orElse(Msg.NONE),
                car.limit(),
                msg.moment(car.at(), car.zone(), today));
    }
}
