package org.opendcrc.appointments.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.BoardRow;
import org.opendcrc.site.Msg;

/**
 * The welcome board as it is shown on a television: some rows a screen, the next screen by itself.
 *
 * @param clock the store's time
 * @param screens in words, null while all rows fit
 */
public record BoardPage(
        String title,
        String sub,
        String clock,
        List<Row> rows,
        @Nullable String screens) {

    private static final int ROWS = 8;
    private static final int SECONDS = 15;

    /** A guest. {@code now} is loud: he is expected within the half hour. */
    public record Row(
            String time,
            String guest,
            @Nullable String plate,
            String car,
            String advisor,
            String purpose,
            boolean added,
            boolean now) {}

    /**
     * The screen whose turn it is.
     *
     * @param turning the system's time, by which the screens turn
     */
    static BoardPage of(
            String store, LocalDate day, List<BoardRow> rows, ZoneId zone, Instant now, Instant turning, Msg msg) {
        var local = now.atZone(zone);
        var today = local.toLocalDate();
        var screens = Math.max(1, (rows.size() + ROWS - 1) / ROWS);
        var screen = (int) (turning.getEpochSecond() / SECONDS % screens);
        return new BoardPage(
                msg.t("board.welcome", store),
                msg.t(day.equals(today) ? "board.today" : "board.of-day", Refusals.day(day, today, msg)),
                msg.time(local.toLocalTime()),
                rows.stream()
                        .skip((long) screen * ROWS)
                        .limit(ROWS)
                        .map(it -> new Row(
                                msg.time(it.start()),
                                it.guest(),
                                it.plate().orElse(null),
                                it.car(),
                                it.advisor(),
                                it.purpose(),
                                it.added(),
                                day.equals(today)
                                        && !it.start()
                                                .isBefore(local.toLocalTime().minusMinutes(15))
                                        && it.start()
                                                .isBefore(local.toLocalTime().plusMinutes(30))))
                        .toList(),
                screens == 1 ? null : msg.t("board.screen", screen + 1, screens, SECONDS));
    }
}
