package org.opendcrc.dms;

import java.util.List;

/** The whole file cannot be read. Thrown while it is read, so that nothing of it comes in; kept with the file as a sentence. */
public class RefusedFile extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String why;
    private final transient List<String> arguments;

    /** @param why a key below {@code import.why.} */
    RefusedFile(String why, String... arguments) {
        super(why);
        this.why = why;
        this.arguments = List.of(arguments);
    }

    public String why() {
        return why;
    }

    public List<String> arguments() {
        return arguments;
    }
}
