package org.opendcrc.shared.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house does not open under a role for which row-level security does not hold. */
class ApplicationRoleTest {

    private static final String PASSWORD = "it's \"quoted\"";

    private static EmbeddedPostgres server;
    private static DatabaseAddress superuser;
    private static DatabaseAddress application;

    @BeforeAll
    static void start() {
        Path folder = TestDatabase.freshFolder();
        server = EmbeddedPostgres.start(folder);
        superuser = server.owner().as("postgres", new Secrets(folder.resolve("secrets")).get("postgres"));
        application = ApplicationRole.prepare(server.owner(), PASSWORD);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_role_that_the_first_start_makes_is_accepted() {
        assertThatCode(() -> check(application)).doesNotThrowAnyException();
    }

    @Test
    void a_superuser_is_refused() throws SQLException {
        run("alter role opendcrc_app superuser");
        try {
            assertThatThrownBy(() -> check(application))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("is a superuser")
                    .hasMessageContaining("alter role opendcrc_app nosuperuser");
        } finally {
            run("alter role opendcrc_app nosuperuser");
        }
    }

    @Test
    void a_role_that_bypasses_row_level_security_is_refused() throws SQLException {
        run("alter role opendcrc_app bypassrls");
        try {
            assertThatThrownBy(() -> check(application))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("has BYPASSRLS");
        } finally {
            run("alter role opendcrc_app nobypassrls");
        }
    }

    @Test
    void an_owner_of_tables_is_refused() throws SQLException {
        run("create table public.owned (id int); alter table public.owned owner to opendcrc_app");
        try {
            assertThatThrownBy(() -> check(application))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("owns tables");
        } finally {
            run("drop table public.owned");
        }
    }

    @Test
    void a_member_of_the_tables_owner_is_refused() throws SQLException {
        // Not opendcrc_owner: who made a role is a member of it, and there are no circles.
        run("create role landlord; create table public.owned (id int); alter table public.owned owner to landlord");
        run("grant landlord to opendcrc_app");
        try {
            assertThatThrownBy(() -> check(application))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("owns tables");
        } finally {
            run("drop table public.owned; drop role landlord");
        }
    }

    @Test
    void a_forgotten_password_is_set_anew() {
        var other = ApplicationRole.prepare(server.owner(), "another");
        assertThatCode(() -> check(other)).doesNotThrowAnyException();
        application = ApplicationRole.prepare(server.owner(), PASSWORD);
        assertThatCode(() -> check(application)).doesNotThrowAnyException();
    }

    @Test
    void two_nodes_may_prepare_it_at_once() throws Exception {
        run("drop role opendcrc_app");
        try (var nodes = Executors.newFixedThreadPool(2)) {
            var first = nodes.submit(() -> ApplicationRole.prepare(server.owner(), PASSWORD));
            var second = nodes.submit(() -> ApplicationRole.prepare(server.owner(), PASSWORD));
            check(first.get());
            check(second.get());
        }
    }

    private static void check(DatabaseAddress address) throws SQLException {
        try (var connection = address.dataSource().getConnection()) {
            ApplicationRole.check(connection);
        }
    }

    private static void run(String sql) throws SQLException {
        try (var connection = superuser.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
