package org.opendcrc.operations;

import java.io.PrintStream;
import java.util.List;
import org.opendcrc.organisation.DealerSetup;
import org.opendcrc.organisation.Slip;
import org.opendcrc.shared.Command;
import org.opendcrc.shared.CommandRefused;
import org.opendcrc.site.Messages;
import org.springframework.stereotype.Component;

/** {@code slip LOGIN}: a one-time password for whoever has locked himself out; for the administrator himself there is no other way. */
@Component
class SlipCommand implements Command {

    private final DealerSetup setup;
    private final Messages messages;

    SlipCommand(DealerSetup setup, Messages messages) {
        this.setup = setup;
        this.messages = messages;
    }

    @Override
    public String word() {
        return "slip";
    }

    @Override
    public String usage() {
        return "slip LOGIN                    gives a one-time password to somebody who is locked out";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        if (arguments.size() != 1) {
            throw new CommandRefused("Use: slip LOGIN");
        }
        switch (setup.giveSlip(arguments.getFirst())) {
            case Slip.Given(var login, var password, var expires) ->
                out.printf(
                        "%s signs in with the one-time password %s until %s (UTC) and then chooses a new one. "
                                + "Other sessions of this login have ended.%n",
                        login, password, expires);
            case Slip.Refused(var why) ->
                throw new CommandRefused(messages.in(Messages.ENGLISH).t(why));
        }
    }
}
