package org.opendcrc.shared.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database and who knocks at it.
 *
 * @param url a JDBC URL without user and password
 */
record DatabaseAddress(String url, String user, String password) {

    private static final Pattern FORM = Pattern.compile(
            "(?:jdbc:)?postgres(?:ql)?://(?:(?<who>[^@/?]*)@)?(?<where>[^/?]*)/(?<database>[^?]*)(?:\\?(?<rest>.*))?");

    /**
     * Reads {@code jdbc:postgresql://host:port/database?user=…&password=…} and {@code postgresql://user:password@host:port/database}.
     *
     * @throws CannotStart if it is neither, or lacks user or password
     */
    static DatabaseAddress parse(String text) {
        var match = FORM.matcher(text.strip());
        if (!match.matches() || match.group("database").isEmpty()) {
            throw new CannotStart("OPENDCRC_DATABASE_URL is not understood. Write it as "
                    + "postgresql://user:password@host:5432/database or "
                    + "jdbc:postgresql://host:5432/database?user=…&password=….");
        }
        var user = Optional.<String>empty();
        var password = Optional.<String>empty();
        var who = match.group("who");
        if (who != null) {
            int colon = who.indexOf(':');
            user = Optional.of(decoded(colon < 0 ? who : who.substring(0, colon)));
            password = colon < 0 ? Optional.empty() : Optional.of(decoded(who.substring(colon + 1)));
        }
        var rest = new ArrayList<String>();
        var query = match.group("rest");
        if (query != null) {
            for (var parameter : query.split("&", -1)) {
                if (parameter.startsWith("user=")) {
                    user = Optional.of(decoded(parameter.substring("user=".length())));
                } else if (parameter.startsWith("password=")) {
                    password = Optional.of(decoded(parameter.substring("password=".length())));
                } else if (!parameter.isEmpty()) {
                    rest.add(parameter);
                }
            }
        }
        var url = "jdbc:postgresql://%s/%s%s"
                .formatted(
                        match.group("where"),
                        match.group("database"),
                        rest.isEmpty() ? "" : "?" + String.join("&", rest));
        return new DatabaseAddress(
                url,
                user.orElseThrow(
                        () -> new CannotStart("OPENDCRC_DATABASE_URL names no user: add the database's owner.")),
                password.orElseThrow(
                        () -> new CannotStart("OPENDCRC_DATABASE_URL names no password: add the owner's.")));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    DatabaseAddress as(String otherUser, String otherPassword) {
        return new DatabaseAddress(url, otherUser, otherPassword);
    }

    /** Plain connections, no pool. */
    PGSimpleDataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("opendcrc");
        return source;
    }

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
