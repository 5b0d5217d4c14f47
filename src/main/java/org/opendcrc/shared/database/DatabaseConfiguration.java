package org.opendcrc.shared.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
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

    /** The running server and both addresses; the embedded server is stopped with the context. */
    static class Database implements AutoCloseable {

        private final Optional<EmbeddedPostgres> embedded;
        private final DatabaseAddress owner;
        private final DatabaseAddress application;

        Database(DatabaseSettings settings) {
            var url = settings.externalUrl();
            if (url.isPresent()) {
                embedded = Optional.empty();
                owner = DatabaseAddress.parse(url.get());
                application = ApplicationRole.prepare(
                        owner,
                        settings.chosenAppPassword()
                                .orElseThrow(() -> new CannotStart(
                                        "With OPENDCRC_DATABASE_URL set OPENDCRC_APP_PASSWORD too: the password of the role "
                                                + "opendcrc_app, the same on all nodes. If there is no such role, the first "
                                                + "start makes it.")));
            } else {
                var server = EmbeddedPostgres.start(settings.data());
                embedded = Optional.of(server);
                try {
                    owner = server.owner();
                    application = ApplicationRole.prepare(
                            owner,
                            settings.chosenAppPassword()
                                    .orElseGet(() ->
                                            new Secrets(settings.data().resolve("secrets")).get(ApplicationRole.NAME)));
                } catch (RuntimeException e) {
                    server.close();
                    throw e;
                }
            }
        }

        DatabaseAddress owner() {
            return owner;
        }

        DatabaseAddress application() {
            return application;
        }

        @Override
        public void close() {
            embedded.ifPresent(EmbeddedPostgres::close);
        }
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
        pool.setDataSource(database.application().dataSource());
        pool.setConnectionInitSql(SESSION_STARTS_WITH);
        pool.setMaximumPoolSize(30);
        pool.setMinimumIdle(4);
        pool.setConnectionTimeout(20_000);
        return pool;
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
