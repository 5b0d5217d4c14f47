package org.opendcrc.manufacturer;

import java.time.Instant;
import java.util.List;

/** A case with what was told the manufacturer and what his people said, the earliest first. */
public record OemFile(OemCase oemCase, List<OemReport> reports, List<Instruction> instructions) {

    public OemFile {
        reports = List.copyOf(reports);
        instructions = List.copyOf(instructions);
    }

    public record Instruction(String words, Instant at, String by) {}
}
