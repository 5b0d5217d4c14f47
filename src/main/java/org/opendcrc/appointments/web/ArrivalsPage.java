package org.opendcrc.appointments.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.ArrivalsOfDay;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;
import org.opendcrc.site.PlateSign;

/**
 * Gate, orders and appointments of a day side by side.
 *
 * @param compared when it was last compared, in words
 * @param tiles figures; each leads to its rows
 * @param show which rows are shown: a tile's word, empty for all
 * @param mayCompare whether the reader may have it compared at once
 */
public record ArrivalsPage(
        UUID store,
        String storeName,
        List<GatePage.StoreTab> stores,
        String day,
        String title,
        String previous,
        String next,
        String book,
        String compared,
        List<Tile> tiles,
        String show,
        List<Row> rows,
        List<WalkIn> walkIns,
        List<GateOnly> gateOnly,
        String workbook,
        boolean mayCompare,
        @Nullable String said) {

    public record Tile(String label, long count, String tone, String href, boolean chosen) {}

    /** An appointment. {@code apart} is how gate and system differ; {@code differs} whether they tell different stories. */
    public record Row(
            String href,
            String time,
            String who,
            @Nullable String plate,
            String advisor,
            String result,
            String tone,
            String icon,
            String gate,
            String system,
            String apart,
            boolean differs,
            String window,
            String note) {}

    public record WalkIn(String time, String source, String plate, String brand, String order) {}

    /** {@code like} is the number of an appointment that may be meant, null for none. */
    public record GateOnly(
            String time,
            String plate,
            String source,
            @Nullable String like,
            @Nullable String href) {}

    static ArrivalsPage of(ArrivalsOfDay it, String show, Actor actor, Instant now, Msg msg, @Nullable String said) {
        var today = now.atZone(it.zone()).toLocalDate();
        return new ArrivalsPage(
                it.store(),
                it.storeName(),
                it.stores().size() < 2
                        ? List.of()
                        : it.stores().stream()
                                .map(one -> new GatePage.StoreTab(
                                        one.name(),
                                        address(one.id(), it.day().toString(), ""),
                                        one.id().equals(it.store())))
                                .toList(),
                it.day().toString(),
                Refusals.day(it.day(), today, msg),
                address(it.store(), it.day().minusDays(1).toString(), ""),
                address(it.store(), it.day().plusDays(1).toString(), ""),
                DayPage.address(it.store(), it.day()),
                it.comparedAt()
                        .map(at -> msg.t("arrivals.compared", msg.moment(at, it.zone(), today)))
                        .orElseGet(() -> msg.t("arrivals.never")),
                tiles(it, show, msg),
                show,
                it.lines().stream()
                        .filter(rows(show))
                        .map(line -> row(line, it, msg))
                        .toList(),
                it.walkIns().stream()
                        .map(walkIn -> new WalkIn(
                                msg.time(walkIn.cameAt().atZone(it.zone()).toLocalTime()),
                                msg.t(walkIn.seenAtGate() ? "arrival.by.GATE" : "arrival.by.SYSTEM"),
                                walkIn.plate()
                                        .map(plate -> PlateSign.of(plate).text())
                                        .orElse(Msg.NONE),
                                walkIn.brand(),
                                walkIn.orderNo() == null ? Msg.NONE : walkIn.orderNo()))
                        .toList(),
                it.gateOnly().stream()
                        .map(gate -> new GateOnly(
                                msg.time(gate.at().atZone(it.zone()).toLocalTime()),
                                PlateSign.of(gate.plate()).text(),
                                msg.t("arrival.source." + gate.source()),
                                gate.like()
                                        .map(line -> msg.t(
                                                "arrivals.like",
                                                msg.time(line.start()),
                                                line.plate()
                                                        .map(plate -> PlateSign.of(plate)
                                                                .text())
                                                        .orElse("")))
                                        .orElse(null),
                                gate.like()
                                        .map(line -> "/appointments/" + line.appointment())
                                        .orElse(null)))
                        .toList(),
                "/appointments/arrivals.xlsx?store=" + it.store() + "&day=" + it.day(),
                actor.may(UseCase.COMPARE_ARRIVALS, it.store()),
                said);
    }

    static String address(UUID store, String day, String show) {
        return "/appointments/arrivals?store=" + store + "&day=" + day + (show.isEmpty() ? "" : "&show=" + show);
    }

    private static List<Tile> tiles(ArrivalsOfDay it, String show, Msg msg) {
        return List.of(
                tile("", it.lines().size(), "", it, show, msg),
                tile("kept", it.kept(), "", it, show, msg),
                tile("on-time", it.count("ON_TIME"), "ok", it, show, msg),
                tile("early", it.count("EARLY"), "warn", it, show, msg),
                tile("late", it.count("LATE"), "warn", it, show, msg),
                tile("missed", it.count("NO_SHOW"), "bad", it, show, msg),
                tile("differs", it.disagreeing(), "warn", it, show, msg));
    }

    private static Tile tile(String word, long count, String tone, ArrivalsOfDay it, String show, Msg msg) {
        return new Tile(
                msg.t("arrivals.tile." + (word.isEmpty() ? "booked" : word)),
                count,
                count == 0 ? "" : tone,
                address(it.store(), it.day().toString(), word),
                word.equals(show));
    }

    static Predicate<ArrivalsOfDay.Line> rows(String show) {
        return switch (show) {
            case "kept" -> ArrivalsOfDay.Line::isKept;
            case "on-time" -> it -> it.is("ON_TIME");
            case "early" -> it -> it.is("EARLY");
            case "late" -> it -> it.is("LATE");
            case "missed" -> it -> it.is("NO_SHOW");
            case "differs" -> it -> it.arrived().disagree();
            default -> _ -> true;
        };
    }

    private static Row row(ArrivalsOfDay.Line line, ArrivalsOfDay day, Msg msg) {
        var arrived = line.arrived();
        return new Row(
                "/appointments/" + line.appointment(),
                msg.time(line.start()),
                PersonName.of(line.customer(), line.person(), line.sex(), msg).spoken(),
                line.plate().map(plate -> PlateSign.of(plate).text()).orElse(null),
                line.advisor(),
                ArrivalWords.result(arrived, msg),
                ArrivalWords.tone(arrived),
                ArrivalWords.icon(arrived),
                ArrivalWords.time(arrived.gateAt(), day.zone(), msg),
                ArrivalWords.time(arrived.systemAt(), day.zone(), msg),
                arrived.apartMinutes().map(it -> msg.t("arrival.apart", it)).orElse(Msg.NONE),
                arrived.disagree(),
                line.window().map(it -> it.replace('-', '–')).orElse(Msg.NONE),
                line.excused() && line.is("NO_SHOW") ? msg.t("arrival.excused") : "");
    }
}
