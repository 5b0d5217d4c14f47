package org.opendcrc.dms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that came in and what became of it.
 *
 * @param refusedWhy why it could not be read at all: a key below {@code import.why.}
 * @param linesRead while it runs: how far it is; when it is done: all of its lines, blank ones and totals not counted
 * @param released lines of earlier files that waited and came in with this one; not among its own
 * @param startedAt when it was first taken up
 * @param headings as written
 * @param ignored headings that we do not know
 */
public record ImportedFile(
        UUID id,
        UUID run,
        Origin origin,
        FileKind kind,
        String name,
        long bytes,
        State state,
        Optional<String> refusedWhy,
        List<String> refusedArguments,
        int linesRead,
        Counts counts,
        int released,
        Instant arrivedAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        List<String> headings,
        List<String> ignored) {

    public ImportedFile {
        refusedArguments = List.copyOf(refusedArguments);
        headings = List.copyOf(headings);
        ignored = List.copyOf(ignored);
    }

    /** How it came. */
    public enum Origin {
        PAGE,
        API,
        NIGHT,
        DEMO
    }

    /** How far it is. Refused: nothing of it came in. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        REFUSED
    }

    /**
     * What became of its lines; each is counted once, warnings apart.
     *
     * @param waiting lines that wait for a later file, still
     */
    public record Counts(
            int created, int changed, int unchanged, int superseded, int rejected, int waiting, int warnings) {

        public int accepted() {
            return created + changed;
        }

        public int read() {
            return created + changed + unchanged + superseded + rejected + waiting;
        }
    }

    public boolean isFinished() {
        return state == State.DONE || state == State.REFUSED;
    }
}
