package org.opendcrc;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Clocks;
import org.opendcrc.shared.Command;
import org.opendcrc.shared.CommandRefused;
import org.opendcrc.shared.database.BackupCommands;
import org.opendcrc.shared.database.CannotStart;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The words of the jar. {@code backup} and {@code restore} need no house; the others are beans of the chapters and find the whole house
 * around them, but without a port, without jobs, and beside a program that may be running.
 */
class Commands {

    static final int DONE = 0;
    static final int REFUSED = 1;

    /** What makes a house that serves nobody. Stronger than the environment. */
    private static final String[] QUIET = {
        "--opendcrc.command=true",
        "--opendcrc.demo=0",
        "--server.port=-1",
        "--db-scheduler.enabled=false",
        "--logging.file.name=",
        "--logging.level.root=error",
        "--logging.level.org.springframework.boot.diagnostics=off",
        "--logging.level.org.springframework.boot.SpringApplication=off",
        "--spring.main.log-startup-info=false"
    };

    private static final String USAGE = """
            Without a word OpenDCRC starts. With one it does one thing, also beside a running OpenDCRC:
              backup [FILE] [--unchecked]   copies database and secrets into one file and tries it out
              backup --check FILE           tries out a backup by a test restore
              restore FILE                  puts a backup into an empty data folder
            """;

    private Commands() {}

    /** Does it and answers the exit code: 0 done, 1 refused, 78 the installation must be put right first. */
    static int run(String word, List<String> arguments) {
        // As bytes: a terminal of a bare machine often claims to know ASCII alone and yet shows UTF-8.
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        try {
            switch (word) {
                case "backup" -> embedded(out).backup(arguments);
                case "restore" -> embedded(out).restore(arguments);
                default -> inHouse(word, arguments, out);
            }
            return DONE;
        } catch (CommandRefused e) {
            err.println(e.getMessage());
            return REFUSED;
        } catch (CannotStart e) {
            err.println(e.getMessage());
            return CannotStart.EXIT_CODE;
        } catch (IOException | SQLException e) {
            err.println(word + " failed: " + e);
            return REFUSED;
        }
    }

    private static BackupCommands embedded(PrintStream out) {
        return new BackupCommands(
                Path.of(setting("OPENDCRC_DATA", "./data")),
                setting("OPENDCRC_DATABASE_URL", ""),
                Clocks.ofMachine(),
                out);
    }

    private static String setting(String name, String otherwise) {
        var value = Objects.requireNonNullElse(System.getenv(name), "");
        return value.isBlank() ? otherwise : value;
    }

    /** The house is abandoned when the command is done: what waits for its being ready, such as imports, is the running program's. */
    private static void inHouse(String word, List<String> arguments, PrintStream out) {
        var application = new SpringApplication(OpenDcrc.class);
        var refusal = new AtomicReference<@Nullable RuntimeException>();
        application.addListeners((ApplicationListener<ApplicationStartedEvent>) event -> {
            try (var context = event.getApplicationContext()) {
                find(context, word, out).run(arguments, out);
            } catch (RuntimeException e) {
                refusal.set(e);
            }
            throw new SpringApplication.AbandonedRunException();
        });
        try {
            application.run(QUIET);
        } catch (SpringApplication.AbandonedRunException _) {
            var why = refusal.get();
            if (why != null) {
                throw why;
            }
        } catch (RuntimeException e) {
            throw CannotStart.behind(e).map(RuntimeException.class::cast).orElse(e);
        }
    }

    private static Command find(ConfigurableApplicationContext context, String word, PrintStream out) {
        var known = context.getBeanProvider(Command.class).stream()
                .sorted(Comparator.comparing(Command::word))
                .toList();
        return known.stream().filter(it -> it.word().equals(word)).findFirst().orElseGet(() -> {
            out.print(USAGE);
            known.forEach(it -> out.println("  " + it.usage()));
            throw new CommandRefused("There is no command " + word + ".");
        });
    }
}
