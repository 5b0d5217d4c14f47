package org.opendcrc.appointments.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.GateDay;
import org.opendcrc.appointments.GateEntry;
import org.opendcrc.shared.Plate;
import org.opendcrc.site.Msg;

/**
 * The gate on a telephone: plates and times, nothing of a person.
 *
 * @param clock what the house's clock says
 * @param soon the plates expected around now, the nearest first
 * @param later the other ones that are awaited
 * @param sheet what is asked about one plate; null while none is chosen
 * @param typed a plate that could mean another one, or was refused; empty for none
 * @param key that the next arrival will bear
 */
public record GatePage(
        UUID store,
        String storeName,
        String clock,
        List<StoreTab> stores,
        List<Row> soon,
        List<Row> later,
        String laterWords,
        List<Written> written,
        @Nullable Sheet sheet,
        @Nullable String said,
        @Nullable String fault,
        String typed,
        String key) {

    private static final Duration SOON = Duration.ofMinutes(60);
    private static final int MOST_SOON = 8;

    /** A store to look at instead. */
    public record StoreTab(String name, String href, boolean chosen) {}

    /** A plate that is expected; {@code late} in words, null while it is not. */
    public record Row(
            String plate,
            String value,
            String href,
            String time,
            @Nullable String late) {}

    /** An arrival that was written; {@code corrected} in words, null if it counts. */
    public record Written(
            UUID id, String plate, String words, @Nullable String corrected) {}

    /**
     * What is asked about one plate.
     *
     * @param value of the plate as it is sent
     * @param appointment in words; null for a plate that nobody expects
     * @param already that it has come in today, in words; null if it has not
     * @param meant expected plates that look like it
     */
    public record Sheet(
            String plate,
            String value,
            @Nullable String appointment,
            String at,
            @Nullable String already,
            List<Row> meant) {}

    /** What was typed and what became of it; {@code done} is the entry that was just written or put right. */
    record Asked(
            String typed,
            boolean asTyped,
            Optional<UUID> done,
            @Nullable String fault) {}

    static GatePage of(GateDay day, List<StoreTab> stores, Asked asked, Instant now, Msg msg) {
        var awaited = day.expected().stream()
                .filter(GateDay.Expected::isAwaited)
                .filter(it ->
                        day.arrivalOf(it.plate()).isEmpty() || it.startsAt().isAfter(now))
                .toList();
        var soon = awaited.stream()
                .filter(it -> Duration.between(now, it.startsAt()).abs().compareTo(SOON) <= 0)
                .sorted(Comparator.comparing(
                        it -> Duration.between(now, it.startsAt()).abs()))
                .limit(MOST_SOON)
                .toList();
        var later = awaited.stream().filter(it -> !soon.contains(it)).toList();
        return new GatePage(
                day.store(),
                day.storeName(),
                msg.time(now.atZone(day.zone()).toLocalTime()),
                stores,
                soon.stream().map(it -> row(it, day, now, msg)).toList(),
                later.stream().map(it -> row(it, day, now, msg)).toList(),
                msg.t("gate.later.count", later.size()),
                day.entries().stream()
                        .limit(20)
                        .map(it -> written(it, day, msg))
                        .toList(),
                asked.typed().isBlank() ? null : sheet(day, asked, now, msg),
                asked.done().flatMap(it -> said(it, day, msg)).orElse(null),
                asked.fault(),
                asked.typed(),
                UUID.randomUUID().toString());
    }

    private static Optional<String> said(UUID done, GateDay day, Msg msg) {
        return day.entries().stream()
                .filter(it -> it.id().equals(done))
                .findFirst()
                .map(it -> msg.t(it.counts() ? "gate.said" : "gate.said.corrected", shown(it.plate())));
    }

    private static Sheet sheet(GateDay day, Asked asked, Instant now, Msg msg) {
        var plate =
                Plate.of(asked.typed()).map(Plate::value).orElse(asked.typed().strip());
        var meant = asked.asTyped() ? List.<GateDay.Expected>of() : day.meant(asked.typed());
        return new Sheet(
                shown(plate),
                plate,
                day.booked(plate)
                        .map(it -> msg.t("gate.sheet.booked", msg.time(it.start())))
                        .orElse(null),
                msg.t("gate.sheet.at", msg.time(now.atZone(day.zone()).toLocalTime())),
                day.arrivalOf(plate)
                        .map(it -> msg.t("gate.sheet.already", time(it, day, msg)))
                        .orElse(null),
                meant.stream().map(it -> row(it, day, now, msg)).toList());
    }

    private static Row row(GateDay.Expected it, GateDay day, Instant now, Msg msg) {
        var late = Duration.between(it.startsAt(), now).toMinutes();
        return new Row(
                shown(it.plate()),
                it.plate(),
                address(day.store(), it.plate()),
                msg.time(it.start()),
                late > 0 ? msg.t("gate.late", late) : null);
    }

    static String address(UUID store, String plate) {
        return org.springframework.web.util.UriComponentsBuilder.fromPath("/gate")
                .queryParam("store", store)
                .queryParam("plate", "{plate}")
                .encode()
                .buildAndExpand(plate)
                .toUriString();
    }

    private static Written written(GateEntry it, GateDay day, Msg msg) {
        var words = msg.t("gate.written.at", time(it, day, msg));
        var again = it.again() ? " · " + msg.t("gate.written.again") : "";
        return new Written(
                it.id(),
                shown(it.plate()),
                words + again,
                it.correction()
                        .map(c -> msg.t(
                                "gate.corrected",
                                msg.time(c.at().atZone(day.zone()).toLocalTime())))
                        .orElse(null));
    }

    private static String time(GateEntry it, GateDay day, Msg msg) {
        return msg.time(it.at().atZone(day.zone()).toLocalTime());
    }

    static String shown(String plate) {
        return Optional.of(plate).flatMap(Plate::of).map(Plate::formatted).orElse(plate);
    }
}
