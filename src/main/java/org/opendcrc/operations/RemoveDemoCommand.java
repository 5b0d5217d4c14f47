package org.opendcrc.operations;

import java.io.PrintStream;
import java.util.List;
import org.opendcrc.demo.DemoRemoval;
import org.opendcrc.shared.Command;
import org.opendcrc.shared.CommandRefused;
import org.springframework.stereotype.Component;

/** {@code remove-demo CODE}: takes the invented dealer away; his code is the confirmation. */
@Component
class RemoveDemoCommand implements Command {

    private final DemoRemoval demo;
    private final SetupLink link;

    RemoveDemoCommand(DemoRemoval demo, SetupLink link) {
        this.demo = demo;
        this.link = link;
    }

    @Override
    public String word() {
        return "remove-demo";
    }

    @Override
    public String usage() {
        return "remove-demo CODE              takes the demo dealer away; his code (hengyuan) confirms it";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        if (arguments.size() != 1) {
            throw new CommandRefused(
                    "Use: remove-demo CODE   (the demo dealer's code, hengyuan, confirms it; nothing can bring him back)");
        }
        var rows = demo.remove(arguments.getFirst());
        if (rows.isEmpty()) {
            throw new CommandRefused(
                    "%s is not the code of the demo dealer. Nothing was changed.".formatted(arguments.getFirst()));
        }
        out.printf(
                "The demo dealer is gone, with %d rows. He does not come back at the next start.%n", rows.getAsLong());
        link.make()
                .ifPresent(path -> out.printf(
                        "Open your own dealer with  setup FILE  or, once, in the browser at http(s)://<address of this OpenDCRC>%s%n",
                        path));
    }
}
