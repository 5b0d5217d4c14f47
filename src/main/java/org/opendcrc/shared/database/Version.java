package org.opendcrc.shared.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of the program this is. */
public final class Version {

    private static final String PROGRAM = read();

    private Version() {}

    /** As in the pom, such as {@code 0.1.0}. */
    public static String ofProgram() {
        return PROGRAM;
    }

    private static String read() {
        try (var in = Version.class.getResourceAsStream("/application-version.properties")) {
            if (in == null) {
                return "unknown";
            }
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
