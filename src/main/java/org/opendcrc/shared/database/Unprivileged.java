package org.opendcrc.shared.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts PostgreSQL's programs as somebody who is not root, because they refuse root: as ourselves; or, where we are root, in a user
 * namespace of its own; or, where that is denied, as another user.
 *
 * @param prefix what stands before each command
 * @param uid who must own the files, as the kernel sees him from here
 */
record Unprivileged(List<String> prefix, int uid) {

    private static final Logger LOG = LoggerFactory.getLogger(Unprivileged.class);

    private static final List<String> OTHER_USERS = List.of("postgres", "nobody");

    /** Whatever the shell says about databases must not reach ours. */
    private static final List<String> FOREIGN_SETTINGS =
            List.of("PGDATA", "PGPORT", "PGHOST", "PGUSER", "PGPASSWORD", "PGDATABASE", "PGOPTIONS", "LD_LIBRARY_PATH");

    /**
     * How to do it on this machine.
     *
     * @param home the folder that the server's user must reach
     * @throws CannotStart if there is no way
     */
    static Unprivileged onThisMachine(Path home) throws IOException, InterruptedException {
        if (ownUid() != 0) {
            return new Unprivileged(List.of(), ownUid());
        }
        var namespace = new Unprivileged(List.of("unshare", "-U"), 0);
        if (namespace.isPossible(home)) {
            return namespace;
        }
        for (var user : OTHER_USERS) {
            var passwd = Files.readAllLines(Path.of("/etc/passwd")).stream()
                    .map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 3 && fields[0].equals(user))
                    .findFirst();
            if (passwd.isEmpty()) {
                continue;
            }
            var other = new Unprivileged(
                    List.of("setpriv", "--reuid=" + passwd.get()[2], "--regid=" + passwd.get()[3], "--clear-groups"),
                    Integer.parseInt(passwd.get()[2]));
            if (other.isPossible(home)) {
                LOG.info("The embedded PostgreSQL runs as user {}", user);
                return other;
            }
        }
        throw new CannotStart(("OpenDCRC runs as root, PostgreSQL may not, and no other user can reach %s here. "
                        + "Start OpenDCRC as an ordinary user, or set OPENDCRC_DATA to a folder that everybody can reach "
                        + "(such as /var/lib/opendcrc), or set OPENDCRC_DATABASE_URL to a PostgreSQL of your own.")
                .formatted(home));
    }

    private boolean isPossible(Path home) throws IOException, InterruptedException {
        try {
            // The folder itself may still be root's: what counts is the way to it.
            var way = home.toAbsolutePath().getParent();
            var answer =
                    run(Map.of(), List.of("sh", "-c", "cd \"$0\" && id -u", way == null ? "/" : way.toString()), 20);
            return answer.status() == 0 && !answer.output().strip().equals("0");
        } catch (IOException _) {
            return false; // there is no such program
        }
    }

    /**
     * Refuses to touch, as root, what an ordinary user's program has made: its files would become root's and that program could not start
     * any more.
     */
    static void requireOwn(Path folder, Path cluster) throws IOException {
        if (ownUid() != 0 || !Files.isDirectory(cluster)) {
            return;
        }
        var owner = Files.getAttribute(folder, "unix:uid");
        if (!owner.equals(0) && owner.equals(Files.getAttribute(cluster, "unix:uid"))) {
            throw new CannotStart("%s belongs to %s: run this as that user, for example by  runuser -u %s --  …"
                    .formatted(
                            folder,
                            Files.getOwner(folder).getName(),
                            Files.getOwner(folder).getName()));
        }
    }

    static int ownUid() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self/"), "unix:uid");
    }

    /** Gives the folder and all in it to the server's user. No server may be at work in it. */
    void own(Path folder) throws IOException {
        if (prefix.isEmpty()) {
            return; // who is not root can give nothing away, and need not
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                if (!Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(uid)) {
                    Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    /** What a command answered: its status and all it said. */
    record Answer(int status, String output) {}

    /** Runs a command to its end. */
    Answer run(Map<String, String> environment, List<String> command, long seconds)
            throws IOException, InterruptedException {
        var words = new ArrayList<>(prefix);
        words.addAll(command);
        // A file, not a pipe: a server that outlives us must not hold the other end of one.
        var said = Files.createTempFile("opendcrc-", ".out");
        try {
            var builder = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(said.toFile())
                    .directory(Path.of("/").toFile());
            FOREIGN_SETTINGS.forEach(builder.environment()::remove);
            builder.environment().put("LC_ALL", "C");
            builder.environment().put("TZ", "UTC");
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Answer(-1, Files.readString(said) + "no answer within " + seconds + " s");
            }
            return new Answer(process.exitValue(), Files.readString(said));
        } finally {
            Files.deleteIfExists(said);
        }
    }
}
