package org.opendcrc.shared.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.shared.DealerContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The database knows for whom each transaction works, and shows nothing where nobody said so. */
@ApplicationTest
class DealerTransactionManagerTest {

    @Autowired
    DatabaseConfiguration.Database database;

    @Autowired
    @Qualifier("ownerDataSource")
    DataSource owner;

    @Autowired
    DataSource houseData;

    @Autowired
    PlatformTransactionManager houseTransactions;

    HikariDataSource pool;
    JdbcClient jdbc;
    TransactionTemplate transaction;

    @BeforeEach
    void one_connection_and_a_table_with_a_row_of_dealer_7() {
        JdbcClient.create(owner).sql("""
                        create schema probe;
                        create table probe.thing (dealer_id int not null, id int not null, primary key (dealer_id, id));
                        alter table probe.thing enable row level security;
                        create policy dealer on probe.thing using (dealer_id = current_setting('opendcrc.dealer')::int);
                        grant usage on schema probe to opendcrc_app;
                        grant select, insert on probe.thing to opendcrc_app;
                        insert into probe.thing values (7, 1);
                        """).update();
        pool = new HikariDataSource();
        pool.setDataSource(database.application().dataSource());
        pool.setMaximumPoolSize(1);
        jdbc = JdbcClient.create(pool);
        transaction = new TransactionTemplate(new DealerTransactionManager(pool));
    }

    @AfterEach
    void clear() {
        pool.close();
        JdbcClient.create(owner).sql("drop schema probe cascade").update();
    }

    @Test
    void it_is_the_transaction_manager_of_the_house() {
        assertThat(houseTransactions).isInstanceOf(DealerTransactionManager.class);
    }

    @Test
    void a_dealer_sees_his_rows_and_no_others() {
        assertThat(rowsOf(7)).containsExactly(1);
        assertThat(rowsOf(8)).isEmpty();
    }

    @Test
    void without_a_dealer_every_query_fails() {
        assertThatThrownBy(() -> transaction.execute(_ -> rows())).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(this::rows).isInstanceOf(DataAccessException.class);
    }

    @Test
    void a_row_for_another_dealer_cannot_be_written() {
        assertThatThrownBy(() -> DealerContext.runAs(
                        8,
                        () -> transaction.executeWithoutResult(_ -> jdbc.sql("insert into probe.thing values (7, 2)")
                                .update())))
                .isInstanceOf(DataAccessException.class)
                .hasRootCauseMessage("ERROR: new row violates row-level security policy for table \"thing\"");
    }

    @Test
    void the_dealer_does_not_leak_into_the_next_transaction_of_the_connection() {
        int first = DealerContext.callAs(7, () -> transaction.execute(_ -> connection()));

        assertThat(transaction.<Integer>execute(_ -> connection())).isEqualTo(first);
        assertThatThrownBy(() -> transaction.execute(_ -> rows())).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(this::rows).isInstanceOf(DataAccessException.class);
    }

    @Test
    void nor_after_a_rollback() {
        assertThatThrownBy(() -> DealerContext.runAs(
                        7,
                        () -> transaction.executeWithoutResult(_ -> {
                            throw new IllegalStateException("rolled back");
                        })))
                .hasMessage("rolled back");
        assertThatThrownBy(() -> transaction.execute(_ -> rows())).isInstanceOf(DataAccessException.class);
    }

    @Test
    void nested_transactions_are_refused() {
        var manager = new DealerTransactionManager(pool);
        var outer = new TransactionTemplate(manager);
        var nested = new TransactionTemplate(manager);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        assertThatThrownBy(() -> DealerContext.runAs(
                        7, () -> outer.executeWithoutResult(_ -> nested.executeWithoutResult(_ -> {}))))
                .isInstanceOf(NestedTransactionNotSupportedException.class);
    }

    @Test
    void the_sessions_of_the_house_say_utc() {
        var house = new TransactionTemplate(houseTransactions);
        assertThat(house.<String>execute(_ -> JdbcClient.create(houseData)
                        .sql("show time zone")
                        .query(String.class)
                        .single()))
                .isEqualTo("UTC");
    }

    private List<Integer> rowsOf(int dealer) {
        return DealerContext.<List<Integer>>callAs(dealer, () -> transaction.execute(_ -> rows()));
    }

    private List<Integer> rows() {
        return jdbc.sql("select t.id from probe.thing t").query(Integer.class).list();
    }

    private int connection() {
        return jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
    }
}
