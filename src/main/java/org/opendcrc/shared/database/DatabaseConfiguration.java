package org.opendcrc.shared.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.opendcrc.shared.live.DatabaseDoor;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Two doors to one database: the owner's, through which only Flyway goes, and the application's, which everybody else uses. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    /** The driver would hand over the zone of the JVM. */
    private static final String SESSION_STARTS_WITH = "set time zone 'UTC'";

    /** The running server and both addresses; the embedded server is stopped with the context, unless a command only visits it. */
    static class Database implements AutoCloseable {

        private final Optional<AutoCloseable> embedded;
        private final Optional<ServerVisit> visit;
        private final DatabaseAddress owner;
        private final DatabaseAddress application;

        Database(DatabaseSettings settings) {
            var url = settings.externalUrl();
            if (url.isPresent()) {
                embedded = Optional.empty();
                visit = Optional.empty();
                owner = DatabaseAddress.parse(url.get());
                application = ApplicationRole.prepare(
                        owner,
                        settings.chosenAppPassword()
                                .orElseThrow(() -> new CannotStart(
                                        "With OPENDCRC_DATABASE_URL set OPENDCRC_APP_PASSWORD too: the password of the role "
                                                + "opendcrc_app, the same on all nodes. If there is no such role, the first "
                                                + "start makes it.")));
            } else if (settings.command()) {
                var server = ServerVisit.of(settings.data());
                embedded = Optional.of(server);
                visit = Optional.of(server);
                owner = server.owner();
                application = embeddedApplication(settings, server);
            } else {
                var server = EmbeddedPostgres.start(settings.data());
                embedded = Optional.of(server);
                visit = Optional.empty();
                owner = server.owner();
                application = embeddedApplication(settings, server);
            }
        }

        private DatabaseAddress embeddedApplication(DatabaseSettings settings, AutoCloseable server) {
            try {
                return ApplicationRole.prepare(
                        owner,
                        settings.chosenAppPassword()
                                .orElseGet(() ->
                                        new Secrets(settings.data().resolve("secrets")).get(ApplicationRole.NAME)));
            } catch (RuntimeException e) {
                closed(server);
                throw e;
            }
        }

        DatabaseAddress owner() {
            return owner;
        }

        DatabaseAddress application() {
            return application;
        }

        boolean isEmbedded() {
            return embedded.isPresent();
        }

        /** Whether another program is at work on this database and we are only visitors. */
        boolean isVisited() {
            return visit.filter(ServerVisit::isVisited).isPresent();
        }

        @Override
        public void close() {
            embedded.ifPresent(Database::closed);
        }

        private static void closed(AutoCloseable server) {
            try {
                server.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Sees that nothing newer worked here, and keeps a copy before anything is changed. */
    @Bean
    FlywayMigrationStrategy upgrade(
            Database database, DatabaseSettings settings, @Qualifier("systemClock") Clock clock) {
        return new Upgrade(database, settings, clock);
    }

    @Bean
    Database database(DatabaseSettings settings) {
        return new Database(settings);
    }

    /** The owner's door. Nobody gets it who does not ask for it as Flyway does. */
    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource ownerDataSource(Database database) {
        return database.owner().dataSource();
    }

    @Bean
    @Primary
    HikariDataSource dataSource(Database database) {
        // The constructor without arguments connects late: at the first use, when migrations are done.
        var pool = new HikariDataSource();
        pool.setPoolName("opendcrc");
        var door = database.application().dataSource();
        // Else a violated constraint would write the row, a telephone number say, into the log.
        door.setLogServerErrorDetail(false);
        pool.setDataSource(door);
        pool.setConnectionInitSql(SESSION_STARTS_WITH);
        pool.setMaximumPoolSize(30);
        pool.setMinimumIdle(4);
        pool.setConnectionTimeout(20_000);
        return pool;
    }

    /** For the one connection of a node that only listens: it would block a place of the pool for ever. */
    @Bean
    DatabaseDoor databaseDoor(Database database) {
        var door = database.application().dataSource();
        door.setTcpKeepAlive(true);
        door.setApplicationName("opendcrc live");
        return door::getConnection;
    }

    /** Refuses to open the house under a role for which row-level security does not hold. */
    @Bean
    @DependsOnDatabaseInitialization
    InitializingBean applicationRoleCheck(DataSource dataSource) {
        return () -> {
            try (var connection = dataSource.getConnection()) {
                ApplicationRole.check(connection);
            } catch (SQLException e) {
                throw new CannotStart("The application's database role cannot be checked: " + e.getMessage(), e);
            }
        };
    }

    @Bean
    DealerTransactionManager transactionManager(
            DataSource dataSource, ObjectProvider<TransactionManagerCustomizers> customizers) {
        var manager = new DealerTransactionManager(dataSource);
        customizers.ifAvailable(it -> it.customize(manager));
        return manager;
    }
}
