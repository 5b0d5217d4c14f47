package org.opendcrc.appointments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * What was said about a step of the preparation. Never changed; the last one of a step is how it stands.
 *
 * @param staff who said so
 * @param fellWith the step that was taken back and took this one with it
 */
public record PrepFact(
        PrepStep step, Kind kind, Instant at, UUID staff, String name, Details details, Optional<PrepStep> fellWith) {

    /** What can be said. */
    public enum Kind {
        DONE,
        /** A part is missing; of parts only. */
        SHORT,
        /** The customer knows that it will not be ready in time; of the customer only. */
        INFORMED,
        UNDONE
    }

    /**
     * The particulars, empty where nothing was said.
     *
     * @param noParts none are needed; then neither shelf nor label is
     * @param label the plate that hangs on the parts
     * @param part what is missing
     * @param expectedOn when it comes
     */
    public record Details(
            boolean noParts,
            String shelf,
            String label,
            String part,
            Optional<LocalDate> expectedOn,
            String technician,
            String bay,
            String tools,
            String note) {

        public static final Details NONE = new Details(false, "", "", "", Optional.empty(), "", "", "", "");

        /** Picked, in a marked place (AP-21). */
        public static Details parts(String shelf, String label) {
            return new Details(false, shelf.strip(), label.strip(), "", Optional.empty(), "", "", "", "");
        }

        /** No part is needed, and why. */
        public static Details noParts(String note) {
            return new Details(true, "", "", "", Optional.empty(), "", "", "", note.strip());
        }

        public static Details missing(String part, Optional<LocalDate> expectedOn) {
            return new Details(false, "", "", part.strip(), expectedOn, "", "", "", "");
        }

        public static Details workshop(String technician, String bay, String tools) {
            return new Details(false, "", "", "", Optional.empty(), technician.strip(), bay.strip(), tools.strip(), "");
        }

        public static Details note(String note) {
            return new Details(false, "", "", "", Optional.empty(), "", "", "", note.strip());
        }
    }
}
