package org.opendcrc.site;

import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Sentence;

/**
 * The login page, {@code site/login}; its form posts {@code username}, {@code password} and the token to {@code /login}.
 *
 * @param username what was typed before, empty at first
 * @param problem why it did not work ({@link #wrong}, {@link #locked}), null if nothing is wrong
 * @param notice what else he should know ({@link #expired}, {@link #signedOut}), null for nothing
 */
public record LoginPage(
        String username,
        @Nullable Sentence problem,
        @Nullable Sentence notice) {

    public static LoginPage first() {
        return new LoginPage("", null, null);
    }

    /** Name or password is wrong; which of both, nobody is told. */
    public static LoginPage wrong(String username) {
        return new LoginPage(username, Sentence.of("site.login.wrong"), null);
    }

    /** Name or password is wrong, and {@code triesLeft} wrong tries lead to a lock of {@code lockMinutes}. */
    public static LoginPage wrong(String username, int triesLeft, int lockMinutes) {
        return new LoginPage(username, Sentence.of("site.login.wrongTriesLeft", triesLeft, lockMinutes), null);
    }

    /** The login is locked for {@code minutes} from now. */
    public static LoginPage locked(String username, int minutes) {
        return new LoginPage(username, Sentence.of("site.login.locked", minutes), null);
    }

    public static LoginPage expired() {
        return new LoginPage("", null, Sentence.of("site.login.expired"));
    }

    public static LoginPage signedOut() {
        return new LoginPage("", null, Sentence.of("site.login.signedOut"));
    }
}
