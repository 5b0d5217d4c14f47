package org.opendcrc.appointments;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The windows in which a store likes cars to come 有效时段 (AP-13); each from its first minute to before its last. */
public record EffectiveWindows(List<Attendance.Span> windows) {

    private static final Pattern WINDOW = Pattern.compile("(\\d{1,2}:\\d{2})\\s*[-–—~～至]\\s*(\\d{1,2}:\\d{2})");

    public EffectiveWindows {
        windows = List.copyOf(windows);
    }

    /** As somebody wrote them: {@code 12:00-13:00, 14:30-15:30}. What is no window is passed over. */
    public static EffectiveWindows of(String written) {
        var windows = new ArrayList<Attendance.Span>();
        var found = WINDOW.matcher(written);
        while (found.find()) {
            try {
                var from = time(found.group(1));
                var to = time(found.group(2));
                if (from.isBefore(to)) {
                    windows.add(new Attendance.Span(from, to));
                }
            } catch (DateTimeParseException _) {
                // 12:75 is no time of day: passed over
            }
        }
        return new EffectiveWindows(windows);
    }

    private static LocalTime time(String written) {
        return LocalTime.parse(written.length() == 4 ? "0" + written : written);
    }

    public boolean hold(LocalTime start) {
        return windows.stream().anyMatch(it -> it.holds(start)); // A7
    }
}
