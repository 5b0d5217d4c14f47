package org.opendcrc.demo;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.opendcrc.calendar.StateDays;
import org.opendcrc.calendar.StateDays.StateDay;
import org.opendcrc.shared.Clocks;

/**
 * {@code java -jar opendcrc.jar demo-files FOLDER}: writes the files of an invented dealer of any size into a folder, for measuring and
 * for trying the import out. Needs no database and starts nothing.
 */
public final class DemoFilesCommand {

    public static final String WORD = "demo-files";

    private static final int DONE = 0;
    private static final int NOT_UNDERSTOOD = 2;
    private static final String USAGE =
            "demo-files FOLDER [--customers=20000] [--days=365] [--seed=571] [--until=YYYY-MM-DD, yesterday if left out]";

    private DemoFilesCommand() {}

    /** Writes the files; the answer is the exit status of the program. */
    public static int run(List<String> arguments) {
        try {
            write(Wish.of(arguments, LocalDate.ofInstant(Clocks.ofMachine().instant(), DemoDealer.ZONE)));
            return DONE;
        } catch (IllegalArgumentException | DateTimeException e) {
            say(Objects.requireNonNullElse(e.getMessage(), "Not understood."));
            say(USAGE);
            return NOT_UNDERSTOOD;
        } catch (IOException e) {
            say("The files could not be written: " + e);
            return 1;
        }
    }

    /** What was asked for. */
    record Wish(Path folder, long seed, LocalDate until, int days, int customers) {

        static Wish of(List<String> arguments, LocalDate today) {
            if (arguments.isEmpty() || arguments.getFirst().startsWith("--")) {
                throw new IllegalArgumentException("Into which folder?");
            }
            var wish = new Wish(Path.of(arguments.getFirst()), Demo.SEED, today.minusDays(1), Demo.DAYS, 20_000);
            for (var argument : arguments.subList(1, arguments.size())) {
                var parts = argument.split("=", 2);
                if (parts.length < 2) {
                    throw new IllegalArgumentException("Not understood: " + argument);
                }
                wish = switch (parts[0]) {
                    case "--seed" ->
                        new Wish(wish.folder, Long.parseLong(parts[1]), wish.until, wish.days, wish.customers);
                    case "--until" ->
                        new Wish(wish.folder, wish.seed, LocalDate.parse(parts[1]), wish.days, wish.customers);
                    case "--days" ->
                        new Wish(wish.folder, wish.seed, wish.until, Integer.parseInt(parts[1]), wish.customers);
                    case "--customers" ->
                        new Wish(wish.folder, wish.seed, wish.until, wish.days, Integer.parseInt(parts[1]));
                    default -> throw new IllegalArgumentException("Not understood: " + argument);
                };
            }
            return wish;
        }
    }

    private static void write(Wish wish) throws IOException {
        var files = new DemoFiles(
                wish.seed(), wish.until(), wish.days(), wish.customers(), holidays(wish.until(), wish.days()));
        Files.createDirectories(wish.folder());
        write(wish.folder().resolve("staff.csv"), files::writeStaff);
        write(wish.folder().resolve("customers.csv"), files::writeCustomers);
        write(wish.folder().resolve("vehicles.csv"), files::writeVehicles);
        write(wish.folder().resolve("sales.csv"), files::writeSales);
        int parts = files.partsOfRepairOrders();
        for (int i = 0; i < parts; i++) {
            int part = i;
            write(
                    wish.folder().resolve("repair_orders-%s.csv".formatted(Digits.of(i + 1L, 2))),
                    writer -> files.writeRepairOrders(writer, part, parts));
        }
        write(wish.folder().resolve("repair_lines.csv"), files::writeRepairLines);
        write(wish.folder().resolve("recommendations.csv"), files::writeRecommendations);
    }

    /** The state's days off within these days and behind them, as far as they are known. */
    private static Set<LocalDate> holidays(LocalDate until, int days) {
        return StateDays.fromClassPath().days().values().stream()
                .filter(StateDay::off)
                .map(StateDay::day)
                .filter(it -> Math.abs(ChronoUnit.DAYS.between(it, until)) <= days + 31L)
                .collect(Collectors.toSet());
    }

    private static void write(Path file, Consumer<Writer> content) throws IOException {
        // Under another name until it is whole, as the drop folder wants it.
        var part = file.resolveSibling(file.getFileName() + ".part");
        try (var writer = Files.newBufferedWriter(part)) {
            content.accept(writer);
        }
        Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        say("%s  %,d bytes".formatted(file, Files.size(file)));
    }

    private static void say(String line) {
        System.out.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
