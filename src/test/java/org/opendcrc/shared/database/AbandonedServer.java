package org.opendcrc.shared.database;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program of its own that starts the embedded server, commits one row, says so, and waits to be killed. */
class AbandonedServer {

    private AbandonedServer() {}

    public static void main(String[] arguments) throws Exception {
        var server = EmbeddedPostgres.start(Path.of(arguments[0]));
        try (var connection = server.owner().dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table public.kept (id int primary key)");
            statement.execute("insert into public.kept values (1)");
        }
        System.out.println("committed " + server.port() + " " + server.pid());
        new CountDownLatch(1).await();
    }
}
