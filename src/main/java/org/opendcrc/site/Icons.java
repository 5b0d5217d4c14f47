package org.opendcrc.site;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** The icons that pages may show: Tabler's outlines by their Tabler names, kept in {@code icons.properties}. */
public final class Icons {

    private static final Map<String, List<String>> PATHS = read();

    private Icons() {}

    /**
     * The strokes of an icon, path data in a box of 24 by 24.
     *
     * @throws IllegalArgumentException if there is no such icon: a misspelt name
     */
    public static List<String> paths(String name) {
        var paths = PATHS.get(name);
        if (paths == null) {
            throw new IllegalArgumentException("icons.properties has no icon " + name);
        }
        return paths;
    }

    private static Map<String, List<String>> read() {
        var lines = new Properties();
        try (var file = new InputStreamReader(
                Objects.requireNonNull(Icons.class.getResourceAsStream("icons.properties")), StandardCharsets.UTF_8)) {
            lines.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(
                        it -> it, it -> List.of(lines.getProperty(it).split("\\|"))));
    }
}
