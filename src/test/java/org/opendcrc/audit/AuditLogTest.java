package org.opendcrc.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.audit.AuditLog.Place;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;

/** The log hears every change in its own transaction, and forgets none. */
@ApplicationTest
@Import(TestHouse.class)
class AuditLogTest {

    private static final Instant NOON = Instant.parse("2026-11-19T04:00:00Z");

    @Autowired
    AuditLog log;

    @Autowired
    TestHouse.Builder house;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcClient jdbc;

    House dealer;
    Actor manager;

    @BeforeEach
    void open() {
        dealer = house.open();
        house.employ(dealer, "shen", Map.of(dealer.east(), Set.of(Role.GENERAL_MANAGER)));
        manager = house.actor(dealer, "shen");
    }

    @Test
    void a_change_is_written_with_what_was_and_what_is() {
        publish(1);
        assertThat(lines()).singleElement().satisfies(it -> {
            assertThat(it.at()).isEqualTo(NOON.plusSeconds(1));
            assertThat(it.actor()).contains(manager.staffId());
            assertThat(it.before()).containsExactly(Map.entry("name", "旧"));
            assertThat(it.after()).containsExactly(Map.entry("name", "新 1"));
        });
    }

    @Test
    void a_change_that_is_rolled_back_leaves_no_line() {
        assertThatThrownBy(() -> house.in(dealer, () -> {
                    events.publishEvent(change(1));
                    throw new IllegalStateException("after all not");
                }))
                .hasMessage("after all not");
        assertThat(lines()).isEmpty();
    }

    @Test
    void a_change_outside_a_transaction_is_a_mistake_that_shows() {
        assertThatThrownBy(() -> DealerContext.runAs(dealer.dealer(), () -> events.publishEvent(change(1))))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void nobody_changes_a_line() {
        publish(1);
        assertThatThrownBy(() -> house.in(
                        dealer,
                        () -> jdbc.sql("""
                                update audit.entry
                                   set action = 'nothing'
                                 where dealer_id = :dealer
                                """).param("dealer", dealer.dealer()).update()))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThat(lines()).hasSize(1);
    }

    @Test
    void nobody_deletes_a_line() {
        publish(1);
        assertThatThrownBy(() -> house.in(
                        dealer,
                        () -> jdbc.sql("""
                                delete from audit.entry
                                 where dealer_id = :dealer
                                """).param("dealer", dealer.dealer()).update()))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThat(lines()).hasSize(1);
    }

    @Test
    void the_log_is_read_in_pages_newest_first_and_back_again() {
        publish(5);
        var first = page(Optional.empty());
        assertThat(first).extracting(it -> it.after().get("name")).containsExactly("新 5", "新 4");
        var second = page(Optional.of(placeOf(first.getLast())));
        assertThat(second).extracting(it -> it.after().get("name")).containsExactly("新 3", "新 2");
        var third = page(Optional.of(placeOf(second.getLast())));
        assertThat(third).extracting(it -> it.after().get("name")).containsExactly("新 1");
        assertThat(DealerContext.callAs(
                        dealer.dealer(), () -> log.newer(manager, Optional.of("thing"), placeOf(second.getFirst()), 2)))
                .isEqualTo(first);
    }

    @Test
    void lines_of_the_same_moment_are_not_lost_between_pages() {
        house.in(dealer, () -> {
            for (int i = 0; i < 3; i++) {
                events.publishEvent(change(0));
            }
            return true;
        });
        var first = page(Optional.empty());
        var second = page(Optional.of(placeOf(first.getLast())));
        assertThat(first).hasSize(2).doesNotContainAnyElementsOf(second);
        assertThat(second).hasSize(1);
    }

    @Test
    void the_kinds_of_things_are_found_once_each() {
        publish(3);
        assertThat(DealerContext.callAs(dealer.dealer(), () -> log.entities(manager)))
                .contains("thing", "login", "dealer")
                .doesNotHaveDuplicates();
    }

    @Test
    void the_log_is_read_by_those_who_may() {
        house.agent(dealer, "zhou");
        var agent = house.actor(dealer, "zhou");
        DealerContext.runAs(dealer.dealer(), () -> {
            assertThatThrownBy(() -> log.older(agent, Optional.empty(), Optional.empty(), 10))
                    .isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> log.newer(agent, Optional.empty(), new Place(NOON, agent.staffId()), 10))
                    .isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> log.entities(agent)).isInstanceOf(NotAllowed.class);
        });
    }

    @Test
    void a_dealer_reads_his_own_lines_only() {
        publish(1);
        var other = house.open();
        assertThat(DealerContext.callAs(
                        other.dealer(), () -> log.older(manager, Optional.of("thing"), Optional.empty(), 10)))
                .isEmpty();
    }

    private void publish(int changes) {
        house.in(dealer, () -> {
            IntStream.rangeClosed(1, changes).forEach(it -> events.publishEvent(change(it)));
            return true;
        });
    }

    private Audited change(int number) {
        return new Audited(
                dealer.dealer(),
                NOON.plusSeconds(number),
                Optional.of(manager.staffId()),
                "changed",
                "thing",
                "7",
                Map.of("name", "旧"),
                Map.of("name", "新 " + number));
    }

    private List<AuditEntry> lines() {
        return DealerContext.callAs(
                dealer.dealer(), () -> log.older(manager, Optional.of("thing"), Optional.empty(), 10));
    }

    private List<AuditEntry> page(Optional<Place> after) {
        return DealerContext.callAs(dealer.dealer(), () -> log.older(manager, Optional.of("thing"), after, 2));
    }

    private static Place placeOf(AuditEntry entry) {
        return new Place(entry.at(), entry.id());
    }
}
