package org.opendcrc;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.TimeZone;
import org.opendcrc.demo.DemoFilesCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.modulith.Modulithic;

/** The open dealer customer relationship centre 经销商客户关系中心. */
@Modulithic(systemName = "OpenDCRC", sharedModules = "shared")
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class) // people sign in by the database alone
public class OpenDcrc {

    /** Starts the house. It lives in UTC whatever the host says; a store's time is asked of its calendar. */
    public static void main(String[] arguments) {
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        if (arguments.length > 0 && arguments[0].equals(DemoFilesCommand.WORD)) {
            System.exit(DemoFilesCommand.run(Arrays.asList(arguments).subList(1, arguments.length)));
        }
        SpringApplication.run(OpenDcrc.class, arguments);
    }
}
