package org.opendcrc.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.webjars.WebJarVersionLocator;

/**
 * Addresses of style sheets and scripts. Each carries a version (of the library, or a digest of all our own files), so a browser
 * keeps it for a year and yet never shows an old one.
 */
public final class Assets {

    static final String ROOT = "/opendcrc/";

    private final String version;
    private final String tabler;
    private final String htmx;
    private final String echarts;

    Assets() {
        this.version = digestOfOwnFiles();
        this.tabler = webjar("tabler__core", "dist/css/tabler.min.css");
        this.htmx = webjar("htmx.org", "dist/htmx.min.js");
        this.echarts = webjar("echarts", "dist/echarts.min.js");
    }

    /** A file of {@code static/opendcrc}, by its name there. */
    public String own(String file) {
        return ROOT + version + "/" + file;
    }

    public String tabler() {
        return tabler;
    }

    public String htmx() {
        return htmx;
    }

    public String echarts() {
        return echarts;
    }

    String version() {
        return version;
    }

    private static String webjar(String name, String file) {
        return "/webjars/"
                + Objects.requireNonNull(
                        new WebJarVersionLocator().path(name, file), () -> "the web jar " + name + " is missing");
    }

    private static String digestOfOwnFiles() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var files = new PathMatchingResourcePatternResolver().getResources("classpath*:static/opendcrc/**/*.*");
            Arrays.sort(files, Comparator.comparing(Assets::name));
            for (var file : files) {
                digest.update(name(file).getBytes(StandardCharsets.UTF_8));
                digest.update(file.getContentAsByteArray());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(Resource file) {
        return Objects.requireNonNullElse(file.getFilename(), "");
    }
}
