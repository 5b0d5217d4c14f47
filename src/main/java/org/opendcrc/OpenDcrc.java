package org.opendcrc;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import org.opendcrc.demo.DemoFilesCommand;
import org.opendcrc.shared.database.CannotStart;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.modulith.Modulithic;

/** The open dealer customer relationship centre 经销商客户关系中心. */
@Modulithic(systemName = "OpenDCRC", sharedModules = "shared")
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class) // people sign in by the database alone
public class OpenDcrc {

    /** Starts the house, or does one thing for its operator. It lives in UTC whatever the host says; a store's time is asked of its calendar. */
    public static void main(String[] arguments) {
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        if (arguments.length > 0 && arguments[0].equals(DemoFilesCommand.WORD)) {
            System.exit(DemoFilesCommand.run(Arrays.asList(arguments).subList(1, arguments.length)));
        }
        if (arguments.length > 0 && !arguments[0].startsWith("-")) {
            var words = List.copyOf(Arrays.asList(arguments));
            System.exit(Commands.run(words.getFirst(), words.subList(1, words.size())));
        }
        try {
            SpringApplication.run(OpenDcrc.class, arguments);
        } catch (RuntimeException e) {
            if (CannotStart.behind(e).isPresent()) {
                System.exit(CannotStart.EXIT_CODE); // the sentence has been printed
            }
            throw e;
        }
    }
}
