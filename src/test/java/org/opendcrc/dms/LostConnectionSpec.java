package org.opendcrc.dms;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionSystemException;

/** Which failures are the database's being gone, for which no file is to blame: as they were seen under kills. */
class LostConnectionSpec {

    @Test
    void a_broken_connection_and_a_killed_server_are_no_fault_of_the_file() {
        assertThat(lost(new SQLException("Database connection failed when starting copy", "08006")))
                .isTrue();
        assertThat(lost(new SQLException("terminating connection due to unexpected postmaster exit", "57P01")))
                .isTrue();
        assertThat(lost(new SQLTransientConnectionException("Connection is not available")))
                .isTrue();
    }

    @Test
    void a_rollback_that_fails_hides_what_failed_first() {
        var rollback = new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));
        assertThat(Importer.isLostConnection(rollback)).isTrue();
    }

    @Test
    void what_the_file_or_we_did_wrong_counts() {
        assertThat(lost(new SQLException("division by zero", "22012"))).isFalse();
        assertThat(lost(new SQLException("no state at all"))).isFalse();
        assertThat(Importer.isLostConnection(
                        new DataIntegrityViolationException("x", new SQLException("duplicate key", "23505"))))
                .isFalse();
        assertThat(Importer.isLostConnection(new IllegalStateException("10 lines read, 9 accounted for")))
                .isFalse();
    }

    private static boolean lost(SQLException cause) {
        return Importer.isLostConnection(new UncategorizedSQLException("import", null, cause));
    }
}
