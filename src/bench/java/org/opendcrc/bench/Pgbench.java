package org.opendcrc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The yardstick: pgbench runs the statements of whole pages, prepared once, with their values written in, so that it does no more than
 * the database must. Each connection has its own pages, since each person has a session of his own.
 */
final class Pgbench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: ([0-9]+)");

    private final House house;
    private final Path folder;

    Pgbench(House house, Path folder) {
        this.house = house;
        this.folder = folder;
    }

    static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("pgbench", "--version").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /** Writes the pages down; one list of statements a page, one list of pages a connection. */
    List<List<Path>> scripts(String name, List<List<List<String>>> pages) throws IOException {
        Files.createDirectories(folder);
        var all = new ArrayList<List<Path>>();
        for (var connection = 0; connection < pages.size(); connection++) {
            var own = new ArrayList<Path>();
            for (var page = 0; page < pages.get(connection).size(); page++) {
                var file = folder.resolve("%s-%d-%d.sql".formatted(name, connection, page));
                Files.writeString(file, String.join(";\n", pages.get(connection).get(page)) + ";\n");
                own.add(file);
            }
            all.add(own);
        }
        return all;
    }

    /** Pages a second of all connections together. */
    double rate(List<List<Path>> scripts, int seconds) throws IOException, InterruptedException {
        var running = new ArrayList<Process>();
        for (var own : scripts) {
            var command = new ArrayList<>(List.of(
                    "pgbench",
                    "--no-vacuum",
                    "--client=1",
                    "--jobs=1",
                    "--protocol=prepared",
                    "--time=" + seconds,
                    "--host=127.0.0.1",
                    "--port=" + house.databasePort(),
                    "--username=opendcrc_app"));
            own.forEach(it -> command.add("--file=" + it));
            command.add("opendcrc");
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("PGPASSWORD", house.password("opendcrc_app"));
            running.add(builder.start());
        }
        var sum = 0.0;
        for (var process : running) {
            var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            var rate = RATE.matcher(said);
            var failed = FAILED.matcher(said);
            if (process.waitFor() != 0
                    || !rate.find()
                    || (failed.find() && !failed.group(1).equals("0"))) {
                throw new IllegalStateException(
                        "pgbench: " + said.lines().limit(12).collect(java.util.stream.Collectors.joining("\n")));
            }
            sum += Double.parseDouble(rate.group(1));
        }
        return sum;
    }
}
