package org.opendcrc.organisation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts wrong passwords by address and minute, of the last ten thousand addresses at this node; right ones cost nothing. */
class AddressGate {

    private static final int REMEMBERED = 10_000;

    private final int wrongPerMinute;
    private final Map<String, Window> windows = new LinkedHashMap<>();

    AddressGate(int wrongPerMinute) {
        this.wrongPerMinute = wrongPerMinute;
    }

    private record Window(long minute, int wrong) {}

    /** Takes one of the minute's wrong tries; {@code false} if none is left. */
    synchronized boolean admits(String address, Instant now) {
        long minute = now.getEpochSecond() / 60;
        var before = windows.get(address);
        int wrong = before != null && before.minute() == minute ? before.wrong() : 0;
        if (wrong >= wrongPerMinute) {
            return false;
        }
        windows.remove(address); // to the end of the order
        windows.put(address, new Window(minute, wrong + 1));
        if (windows.size() > REMEMBERED) {
            windows.remove(windows.keySet().iterator().next());
        }
        return true;
    }

    /** The password was right: the try was none of the wrong ones. */
    synchronized void giveBack(String address) {
        windows.computeIfPresent(address, (_, it) -> new Window(it.minute(), Math.max(0, it.wrong() - 1)));
    }
}
