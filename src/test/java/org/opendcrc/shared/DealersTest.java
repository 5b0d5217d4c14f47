package org.opendcrc.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The jobs' way through all dealers. */
@ApplicationTest
class DealersTest {

    @Autowired
    Dealers dealers;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void two_dealers() {
        jdbc.sql("""
                        insert into directory.dealer (dealer_id, code, name)
                        values (91001, 'probe-a', '甲'), (91002, 'probe-b', '乙')
                        """).update();
    }

    @AfterEach
    void clear() {
        jdbc.sql("delete from directory.dealer where dealer_id in (91001, 91002)")
                .update();
    }

    @Test
    void a_dealer_is_found_by_his_code() {
        assertThat(dealers.byCode("probe-b")).contains(91002);
        assertThat(dealers.byCode("probe-c")).isEmpty();
        assertThat(dealers.all()).contains(91001, 91002).isSorted();
    }

    @Test
    void each_is_served_in_his_own_context_and_transaction() {
        var told = new ArrayList<String>();
        dealers.forEach(dealer -> {
            assertThat(DealerContext.require()).isEqualTo(dealer);
            assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                    .isTrue();
            told.add(jdbc.sql("select current_setting('opendcrc.dealer')")
                    .query(String.class)
                    .single());
        });
        assertThat(told).contains("91001", "91002");
    }

    @Test
    void one_dealers_failure_stops_no_other_but_fails_the_run() {
        var served = new ArrayList<Integer>();
        assertThatThrownBy(() -> dealers.forEach(dealer -> {
                    if (dealer == 91001) {
                        throw new IllegalArgumentException("broken");
                    }
                    served.add(dealer);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("91001")
                .hasSuppressedException(new IllegalArgumentException("broken"));
        assertThat(served).contains(91002);
    }
}
