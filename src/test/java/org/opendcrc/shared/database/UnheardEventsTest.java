package org.opendcrc.shared.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.shared.DealerContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An event is heard in its dealer's name, at the first telling and at every later one, and is told until it is heard. */
@ApplicationTest
class UnheardEventsTest {

    private static final int DEALER = 4243;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ProbeListener listener;

    @Autowired
    UnheardEvents unheard;

    @Autowired
    ResubmitEvents job;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_listener_works_for_the_dealer_of_the_event() throws Exception {
        var id = publish(0);

        var heard = listener.next(id).orElseThrow();
        assertThat(heard.dealer()).isEqualTo("4243");
        assertThat(heard.context()).contains(DEALER);
        assertThat(heard.thread()).isNotEqualTo(Thread.currentThread().getName());
        awaitGone(id);
    }

    @Test
    void after_a_failure_it_is_told_again_for_the_same_dealer_and_then_forgotten() throws Exception {
        var id = publish(1);
        assertThat(listener.next(id).orElseThrow().dealer()).isEqualTo("4243");
        awaitFailed(id);

        age(id, 2);
        assertThat(job.nextDue(Instant.EPOCH)).isEqualTo(Instant.EPOCH);
        job.run(Instant.EPOCH);

        var again = listener.next(id).orElseThrow();
        assertThat(again.dealer()).isEqualTo("4243");
        assertThat(again.context()).contains(DEALER);
        awaitGone(id);
    }

    @Test
    void what_a_killed_node_left_behind_is_told_again() throws Exception {
        var id = publish(1);
        assertThat(listener.next(id)).isPresent();
        awaitFailed(id);
        // As if the program had been killed while the listener was at work.
        jdbc.sql("update infrastructure.event_publication set status = 'PROCESSING' where serialized_event like :id")
                .param("id", "%" + id + "%")
                .update();

        age(id, 2);
        job.run(Instant.EPOCH);

        assertThat(listener.next(id)).isPresent();
        awaitGone(id);
    }

    @Test
    void within_its_patience_nothing_is_told_again() throws Exception {
        var id = publish(1);
        assertThat(listener.next(id)).isPresent();
        awaitFailed(id);

        job.run(Instant.EPOCH);
        assertThat(status(id)).contains("FAILED");

        unheard.tellAgain(Duration.ZERO);
        assertThat(listener.next(id)).isPresent();
        awaitGone(id);
    }

    @Test
    void two_nodes_tell_it_once() throws Exception {
        var id = publish(1);
        assertThat(listener.next(id)).isPresent();
        awaitFailed(id);
        age(id, 2);

        var together = new CyclicBarrier(2);
        try (var nodes = Executors.newFixedThreadPool(2)) {
            var first = nodes.submit(() -> {
                together.await();
                return unheard.tellAgain(Duration.ofMinutes(1));
            });
            var second = nodes.submit(() -> {
                together.await();
                return unheard.tellAgain(Duration.ofMinutes(1));
            });
            assertThat(first.get() + second.get()).isEqualTo(1);
        }
        assertThat(listener.next(id)).isPresent();
        awaitGone(id);
    }

    private UUID publish(int failures) {
        var id = UUID.randomUUID();
        DealerContext.runAs(
                DEALER,
                () -> transaction.executeWithoutResult(_ -> events.publishEvent(new ProbeEvent(DEALER, id, failures))));
        return id;
    }

    private Optional<String> status(UUID id) {
        return jdbc.sql("select p.status from infrastructure.event_publication p where p.serialized_event like :id")
                .param("id", "%" + id + "%")
                .query(String.class)
                .optional();
    }

    private void awaitFailed(UUID id) {
        await().atMost(Duration.ofSeconds(10)).until(() -> status(id).equals(Optional.of("FAILED")));
    }

    private void awaitGone(UUID id) {
        await().atMost(Duration.ofSeconds(10)).until(() -> status(id).isEmpty());
    }

    private void age(UUID id, int minutes) {
        jdbc.sql("""
                        update infrastructure.event_publication
                           set publication_date = publication_date - :minutes * interval '1 minute',
                               last_resubmission_date = last_resubmission_date - :minutes * interval '1 minute'
                         where serialized_event like :id
                        """).param("minutes", minutes).param("id", "%" + id + "%").update();
    }
}
