package org.opendcrc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.opendcrc.shared.database.TestDatabase;

/**
 * OpenDCRC as a program of its own, for tests that start it and kill it. As {@code ./run} does, the JVM is taught once what every
 * start needs: later starts take a fraction of the time. Test programs that run side by side share what was taught.
 */
public final class TestProgram {

    private static final Path FOLDER = Path.of("target", "test-program");
    private static final List<String> OPTIONS = List.of(
            "-Xlog:aot*=off",
            "-Xmx400m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Duser.timezone=Pacific/Auckland");
    private static final List<String> START = prepared();

    private TestProgram() {}

    /** Starts it on a data folder with these words, if any; what it prints goes into one stream. */
    public static ProcessBuilder of(Path data, String... words) {
        return command(START, data, words);
    }

    private static ProcessBuilder command(List<String> start, Path data, String... words) {
        var command = new ArrayList<>(start);
        command.add("org.opendcrc.OpenDcrc");
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("OPENDCRC_DATA", data.toString());
        builder.environment().put("SERVER_PORT", "0");
        return builder;
    }

    private static List<String> prepared() {
        try {
            Files.createDirectories(FOLDER);
            try (var channel = FileChannel.open(
                            FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                var start = new ArrayList<String>();
                start.add(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
                start.addAll(OPTIONS);
                var taught = FOLDER.resolve("taught.aot").toAbsolutePath();
                start.addAll(List.of("-cp", classPath(taught)));
                if (!Files.exists(taught)) {
                    teach(start, taught);
                }
                start.add("-XX:AOTCache=" + taught);
                return List.copyOf(start);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is taught holds only for classes in jars; what was compiled since makes it worthless. */
    private static String classPath(Path taught) throws IOException {
        var jars = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(":", -1)) {
            var path = Path.of(entry);
            if (entry.isEmpty()) {
                continue;
            }
            if (!Files.isDirectory(path)) {
                jars.add(entry);
                continue;
            }
            var jar = FOLDER.resolve(path.getFileName() + ".jar").toAbsolutePath();
            if (!Files.exists(jar) || newest(path).compareTo(Files.getLastModifiedTime(jar)) > 0) {
                Files.deleteIfExists(taught);
                int code = ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.err,
                                "--create",
                                "--no-manifest",
                                "--file",
                                jar.toString(),
                                "-C",
                                entry,
                                ".");
                if (code != 0) {
                    throw new IllegalStateException("jar of " + path + ": " + code);
                }
            }
            jars.add(jar.toString());
        }
        return String.join(":", jars);
    }

    private static FileTime newest(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.map(it -> {
                        try {
                            return Files.getLastModifiedTime(it);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .max(FileTime::compareTo)
                    .orElseThrow();
        }
    }

    /** One start without visitors. */
    private static void teach(List<String> start, Path taught) throws IOException {
        var data = TestDatabase.freshFolder();
        var log = data.resolve("teaching.log");
        var lesson = new ArrayList<>(start);
        lesson.addAll(List.of("-XX:AOTCacheOutput=" + taught, "-Dspring.context.exit=onRefresh"));
        var program = command(lesson, data);
        program.environment().put("OPENDCRC_DEMO", "0");
        var process = program.redirectOutput(log.toFile()).start();
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0 || !Files.exists(taught)) {
                process.destroyForcibly();
                throw new IllegalStateException("The JVM was taught nothing: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }
}
