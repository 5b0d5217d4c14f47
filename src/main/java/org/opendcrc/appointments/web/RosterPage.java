package org.opendcrc.appointments.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.AdvisorsRoster;
import org.opendcrc.organisation.Store;
import org.opendcrc.site.Msg;

/**
 * When advisors work, as it is shown.
 *
 * @param mayBays whether the person may set up bays
 * @param bays one a line
 */
public record RosterPage(
        UUID store,
        String storeName,
        List<DayPage.Choice> stores,
        List<Line> advisors,
        boolean mayBays,
        String bays,
        @Nullable String refusal,
        @Nullable String said) {

    /** An advisor; {@code shifts} is one shift a line, as it is typed. */
    public record Line(UUID id, String name, String shifts, String skills, List<Away> absences) {}

    /** Leave or absence. */
    public record Away(UUID id, String kind, String words) {}

    static RosterPage of(
            Store store,
            List<Store> stores,
            List<AdvisorsRoster> rosters,
            boolean mayBays,
            List<String> bays,
            @Nullable String refusal,
            @Nullable String said,
            Instant now,
            Msg msg) {
        return new RosterPage(
                store.id(),
                store.name(),
                stores.stream()
                        .map(it -> new DayPage.Choice(
                                it.name(),
                                "/appointments/roster?store=" + it.id(),
                                it.id().equals(store.id())))
                        .toList(),
                rosters.stream().map(it -> line(it, store.zone(), now, msg)).toList(),
                mayBays,
                String.join("\n", bays),
                refusal,
                said);
    }

    private static Line line(AdvisorsRoster it, ZoneId zone, Instant now, Msg msg) {
        var today = now.atZone(zone).toLocalDate();
        return new Line(
                it.advisor(),
                it.name(),
                it.shifts().stream()
                        .map(shift -> "%d %s-%s".formatted(shift.weekday().getValue(), shift.from(), shift.to()))
                        .collect(Collectors.joining("\n")),
                String.join(", ", it.skills()),
                it.absences().stream()
                        .map(away -> new Away(
                                away.id(),
                                msg.t("roster.kind." + away.kind()),
                                msg.t(
                                                "roster.absence.line",
                                                msg.moment(away.since(), zone, today),
                                                msg.moment(away.until(), zone, today),
                                                away.note())
                                        .strip()))
                        .toList());
    }
}
