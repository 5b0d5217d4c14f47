package org.opendcrc.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.TestRows;
import org.opendcrc.messaging.TextRequest.Words;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.RowKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;

/** The outbox on PostgreSQL: written with its cause, decided once, shown to those who may see it. */
@ApplicationTest
@Import({TestHouse.class, OutboxTest.Ears.class})
class OutboxTest {

    /** Later than the house's clock, so that no job of the running application takes these texts. */
    private static final Instant AT = Instant.parse("2027-04-09T02:24:00Z");

    @Autowired
    private Outbox outbox;

    @Autowired
    private Texts texts;

    @Autowired
    private Dispatcher dispatcher;

    @Autowired
    private OutboxJob job;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Heard heard;

    private House house;
    private Actor clerk;
    private UUID customer;

    @BeforeEach
    void open() {
        house = builder.open();
        builder.agent(house, "zhou");
        clerk = builder.actor(house, "zhou");
        customer = builder.in(house, () -> TestRows.customer(jdbc, "欧阳志强", "MALE"));
    }

    @Test
    void A31_without_a_gateway_a_text_ends_not_sent_and_the_chapter_that_asked_is_told() {
        var cause = Ids.next();
        var id = write(template(cause));
        await().until(() -> !state(id).equals("QUEUED"));
        assertThat(state(id)).isEqualTo("NOT_SENT");
        assertThat(heard.failed(id))
                .containsExactly(new TextFailed(house.dealer(), id, "follow-up", cause, "no-gateway"));
        assertThat(list().lines()).singleElement().satisfies(line -> {
            assertThat(line.body()).isEqualTo("【杭州城东店】欧阳先生您好，回访电话几次未接通。您的车用着是否正常？有问题请致电本店，我们马上为您处理。");
            assertThat(line.characters()).isEqualTo(line.body().length()).isLessThanOrEqualTo(70);
            assertThat(line.reason()).contains("no-gateway");
            assertThat(line.channel()).contains("none");
            assertThat(line.customer()).isEqualTo("欧阳志强");
        });
    }

    @Test
    void A30_a_text_that_was_not_sent_owes_a_letter_once_unless_the_store_says_that_no_gateway_is_no_reason() {
        var id = write(template(Ids.next()));
        await().until(() -> heard.failed(id).size() == 1);
        assertThat(letters()).containsExactly("OWED no-gateway");
        builder.in(house, () -> dispatcher.sweep(AT, AT, 10));
        var landline = Ids.next();
        for (int i = 0; i < 2; i++) {
            builder.in(house, () -> {
                outbox.oweLetter(house.east(), customer, "follow-up", landline, NoText.NO_NUMBER, AT);
                return true;
            });
        }
        assertThat(letters()).containsExactly("OWED no-gateway", "OWED no-number");
        builder.in(
                house,
                () -> jdbc.sql("""
                                insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                                values (:dealer, :store, 'text.letter-without-gateway', 'false', '2026-11-20 00:00Z')
                                """)
                        .param("dealer", house.dealer())
                        .param("store", house.east())
                        .update());
        var other = write(template(Ids.next()));
        await().until(() -> heard.failed(other).size() == 1);
        assertThat(letters()).hasSize(2);
    }

    @Test
    void A30_no_text_is_written_to_a_landline() {
        var request = new TextRequest(
                house.east(),
                customer,
                "+8657188886666",
                new Words.Template(TextTemplate.FOLLOW_UP_UNREACHABLE),
                TextClass.SERVICE,
                "follow-up",
                Ids.next());
        assertThat(builder.in(house, () -> outbox.write(request, AT)))
                .isEqualTo(new Written.Refused(new Written.Refusal.Landline()));
        assertThat(Outbox.textable(List.of("+8657188886666", "+8613800006621"))).contains("+8613800006621");
        assertThat(Outbox.textable(List.of("+8657188886666", "+864008001234"))).isEmpty();
    }

    private List<String> letters() {
        return builder.in(
                house,
                () -> jdbc.sql("""
                        select l.state || ' ' || l.reason
                          from messaging.letter l
                         where l.dealer_id = :dealer
                         order by l.reason
                        """)
                        .param("dealer", house.dealer())
                        .query(String.class)
                        .list());
    }

    @Test
    void A20_a_text_of_seventy_characters_is_queued_and_of_seventy_one_is_refused() {
        assertThat(writeBody("车".repeat(70), Ids.next())).isInstanceOf(Written.Queued.class);
        assertThat(writeBody("车".repeat(71), Ids.next()))
                .isEqualTo(new Written.Refused(new Written.Refusal.TooLong(71, 70)));
        assertThat(list().lines()).hasSize(1);
    }

    @Test
    void a_text_goes_with_its_cause_or_not_at_all() {
        var cause = Ids.next();
        assertThatThrownBy(() -> builder.in(house, () -> {
                    outbox.write(template(cause), AT);
                    throw new IllegalStateException("the cause did not hold");
                }))
                .hasMessage("the cause did not hold");
        assertThat(list().lines()).isEmpty();
        assertThatThrownBy(() -> outbox.write(template(cause), AT))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void a_cause_is_texted_once_and_only_to_a_customer_of_the_dealer() {
        var cause = Ids.next();
        write(template(cause));
        assertThatThrownBy(() -> write(template(cause))).isInstanceOf(DuplicateKeyException.class);
        var stranger = new TextRequest(
                house.east(),
                Ids.next(),
                "+8613800006621",
                new Words.Body("您好"),
                TextClass.SERVICE,
                "follow-up",
                Ids.next());
        assertThatThrownBy(() -> write(stranger)).isInstanceOf(NotFound.class);
    }

    @Test
    void A36_a_text_told_twice_at_once_by_two_nodes_is_decided_once() throws Exception {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 10; i++) {
            ids.add(silently(Ids.next()));
        }
        var start = new CountDownLatch(1);
        try (var nodes = Executors.newFixedThreadPool(2)) {
            var done = List.of(nodes.submit(() -> sweep(start)), nodes.submit(() -> sweep(start)));
            start.countDown();
            assertThat(done.get(0).get() + done.get(1).get()).isEqualTo(10);
        }
        assertThat(ids).allSatisfy(id -> assertThat(heard.failed(id)).hasSize(1));
    }

    @Test
    void a_text_that_another_node_has_in_hand_is_left_to_it() throws Exception {
        var id = silently(Ids.next());
        var held = new CountDownLatch(1);
        var tried = new CountDownLatch(1);
        try (var other = Executors.newSingleThreadExecutor()) {
            var holding = other.submit(() -> builder.in(house, () -> {
                var mine = texts.claim(house.dealer(), id);
                held.countDown();
                pause(tried);
                return mine.isPresent();
            }));
            pause(held);
            assertThat(builder.in(house, () -> texts.claim(house.dealer(), id))).isEmpty();
            tell(id);
            assertThat(builder.in(house, () -> dispatcher.sweep(AT, AT, 10))).isZero();
            tried.countDown();
            assertThat(holding.get()).isTrue();
        }
    }

    @Test
    void a_text_that_was_decided_is_not_sent_when_the_event_comes_again() {
        var id = write(template(Ids.next()));
        await().until(() -> heard.failed(id).size() == 1);
        tell(id);
        builder.in(house, () -> dispatcher.sweep(AT, AT, 10));
        var other = write(template(Ids.next()));
        await().until(() -> heard.failed(other).size() == 1);
        assertThat(heard.failed(id)).hasSize(1);
    }

    @Test
    void what_the_listener_left_behind_is_swept_after_a_minute() {
        var id = silently(Ids.next());
        assertThat(job.nextDue(AT)).isEqualTo(AT.plus(Duration.ofMinutes(1)));
        job.run(AT.plus(Duration.ofMinutes(1)).minusNanos(1_000));
        assertThat(state(id)).isEqualTo("QUEUED");
        job.run(AT.plus(Duration.ofMinutes(1)));
        assertThat(state(id)).isEqualTo("NOT_SENT");
        assertThat(heard.failed(id)).hasSize(1);
        job.run(AT.plus(Duration.ofMinutes(1)));
        assertThat(heard.failed(id)).hasSize(1);
        assertThat(job.nextDue(AT)).isEqualTo(Instant.MAX);
    }

    @Test
    void the_outbox_pages_by_key_in_both_directions_and_shows_only_ones_own_stores() {
        var all = new ArrayList<UUID>();
        for (int i = 0; i < 5; i++) {
            all.addFirst(writeAt(AT.plusSeconds(i)));
        }
        var first = outboxPage(Optional.empty(), Optional.empty());
        assertThat(ids(first)).isEqualTo(all.subList(0, 2));
        assertThat(first.previous()).isEmpty();
        var second = outboxPage(first.next(), Optional.empty());
        assertThat(ids(second)).isEqualTo(all.subList(2, 4));
        var third = outboxPage(second.next(), Optional.empty());
        assertThat(ids(third)).isEqualTo(all.subList(4, 5));
        assertThat(third.next()).isEmpty();
        var back = outboxPage(Optional.empty(), third.previous());
        assertThat(ids(back)).isEqualTo(all.subList(2, 4));
        var start = outboxPage(Optional.empty(), back.previous());
        assertThat(ids(start)).isEqualTo(all.subList(0, 2));
        assertThat(start.previous()).isEmpty();

        builder.employ(house, "wu", Map.of(house.west(), Set.of(Role.AGENT)));
        var western = builder.actor(house, "wu");
        assertThat(DealerContext.callAs(
                                house.dealer(),
                                () -> outbox.list(western, TextFilter.ALL, Optional.empty(), Optional.empty(), 10))
                        .lines())
                .isEmpty();
    }

    private TextRequest template(UUID cause) {
        return new TextRequest(
                house.east(),
                customer,
                "+8613800006621",
                new Words.Template(TextTemplate.FOLLOW_UP_UNREACHABLE),
                TextClass.SERVICE,
                "follow-up",
                cause);
    }

    private Written writeBody(String body, UUID cause) {
        return builder.in(
                house,
                () -> outbox.write(
                        new TextRequest(
                                house.east(),
                                customer,
                                "+8613800006621",
                                new Words.Body(body),
                                TextClass.SERVICE,
                                "follow-up",
                                cause),
                        AT));
    }

    private UUID write(TextRequest request) {
        return ((Written.Queued) builder.in(house, () -> outbox.write(request, AT))).textId();
    }

    private UUID writeAt(Instant at) {
        return ((Written.Queued) builder.in(house, () -> outbox.write(template(Ids.next()), at))).textId();
    }

    /** A text whose event never came: the program was killed between commit and listener. */
    private UUID silently(UUID cause) {
        var id = Ids.next();
        builder.in(house, () -> {
            texts.add(house.dealer(), id, template(cause), Texts.Origin.HOUSE, "您好", 2, AT);
            return true;
        });
        return id;
    }

    private void tell(UUID text) {
        builder.in(house, () -> {
            events.publishEvent(new TextQueued(house.dealer(), text));
            return true;
        });
    }

    private int sweep(CountDownLatch start) {
        pause(start);
        return builder.in(house, () -> dispatcher.sweep(AT, AT, 100));
    }

    private static void pause(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String state(UUID id) {
        return builder.in(
                house,
                () -> jdbc.sql("""
                        select t.state
                          from messaging.text t
                         where t.dealer_id = :dealer
                           and t.id = :id
                        """)
                        .param("dealer", house.dealer())
                        .param("id", id)
                        .query(String.class)
                        .single());
    }

    private TextPage list() {
        return DealerContext.callAs(
                house.dealer(), () -> outbox.list(clerk, TextFilter.ALL, Optional.empty(), Optional.empty(), 10));
    }

    private TextPage outboxPage(Optional<RowKey> after, Optional<RowKey> before) {
        return DealerContext.callAs(house.dealer(), () -> outbox.list(clerk, TextFilter.ALL, after, before, 2));
    }

    private static List<UUID> ids(TextPage page) {
        return page.lines().stream().map(TextLine::id).toList();
    }

    /** What was told of texts. */
    record Heard(ConcurrentLinkedQueue<TextFailed> all) {

        List<TextFailed> failed(UUID text) {
            return all.stream().filter(it -> it.textId().equals(text)).toList();
        }

        @EventListener
        public void on(TextFailed event) {
            all.add(event);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Ears {

        @Bean
        Heard heard() {
            return new Heard(new ConcurrentLinkedQueue<>());
        }
    }
}
