package org.opendcrc.shared.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The migrations that this program carries. */
class KnownMigrations {

    private static final Pattern NAME = Pattern.compile("V([0-9_]+)__.*\\.sql");

    private KnownMigrations() {}

    static List<Resource> files() {
        try {
            return Arrays.stream(
                            new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/**/*.sql"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest one's version, as Flyway writes it: {@code 20261121.1010}. */
    static String latest() {
        return files().stream()
                .map(it -> NAME.matcher(Objects.requireNonNullElse(it.getFilename(), "")))
                .filter(java.util.regex.Matcher::matches)
                .map(it -> it.group(1).replace('_', '.'))
                .max(String::compareTo)
                .orElse("none");
    }
}
