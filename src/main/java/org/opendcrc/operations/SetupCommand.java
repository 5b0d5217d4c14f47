package org.opendcrc.operations;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.opendcrc.organisation.SettingsDesk;
import org.opendcrc.shared.Command;
import org.opendcrc.shared.CommandRefused;
import org.springframework.stereotype.Component;

/** {@code setup FILE}: makes the house what the file says, and says what it did. */
@Component
class SetupCommand implements Command {

    private final HouseSetup setup;
    private final SettingsDesk settings;

    SetupCommand(HouseSetup setup, SettingsDesk settings) {
        this.setup = setup;
        this.settings = settings;
    }

    @Override
    public String word() {
        return "setup";
    }

    @Override
    public String usage() {
        return "setup FILE                    makes dealer, stores, hours, bays, settings what a YAML file says";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        if (arguments.size() != 1) {
            throw new CommandRefused("Use: setup FILE");
        }
        var outcome = setup.apply(PlanFile.read(Path.of(arguments.getFirst()), settings));
        outcome.done().forEach(out::println);
        if (outcome.done().isEmpty()) {
            out.println("Everything stands as the file says; nothing was changed.");
        }
        outcome.slip()
                .ifPresent(it -> out.printf(
                        "%s signs in with the one-time password %s until %s (UTC) and then chooses his own.%n",
                        it.login(), it.password(), it.expires()));
    }
}
