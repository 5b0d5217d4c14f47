package org.opendcrc.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.TestRows;
import org.opendcrc.messaging.wire.Smsc;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What lines bill from which day on, what becomes of texts without a receipt, and who is told that a line is down. */
@ApplicationTest
@Import({TestHouse.class, OutboxTest.Ears.class})
class LinesAndBillsTest {

    /** Nine in the morning. */
    private static final Instant NINE = Instant.parse("2026-11-21T01:00:00Z");

    @Autowired
    private GatewayDesk desk;

    @Autowired
    private GatewayJob job;

    @Autowired
    private FigureDesk figures;

    @Autowired
    private LineWatch watch;

    @Autowired
    private Lines lines;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private JdbcClient jdbc;

    private House house;
    private Actor administrator;
    private Actor manager;
    private Smsc smsc;
    private TestLines line;
    private UUID gateway;

    @BeforeEach
    void open() throws Exception {
        builder.systemClock().set(NINE);
        house = builder.open();
        builder.employ(house, "quan", Map.of(house.east(), Set.of(Role.CRC_MANAGER)));
        administrator = builder.actor(house, "he");
        manager = builder.actor(house, "quan");
        smsc = new Smsc();
        line = new TestLines(desk, lines, builder, jdbc, house);
        gateway = line.open(smsc.port(), 100, Map.of(), NINE).gateway().id();
        builder.in(house, () -> TestRows.customer(jdbc, "欧阳志强", "MALE"));
    }

    @AfterEach
    void close() throws Exception {
        line.close(NINE);
        smsc.close();
        builder.systemClock().set(NINE);
    }

    @Test
    void a_part_costs_what_its_line_billed_on_the_day_on_which_it_took_it() {
        change("""
                insert into messaging.gateway (dealer_id, id, name, kind, state, service, commercial, place, per_second, knobs, secret, door,
                                               changed_at, changed_by, version)
                select g.dealer_id, '00000000-0000-7000-8000-00000000e001', 'second', g.kind, 'OFF', true, true, 2, 1, '{}', g.secret, g.door,
                       g.changed_at, g.changed_by, 1
                  from messaging.gateway g
                 where g.dealer_id = :dealer
                """);
        price(TextClass.SERVICE, "2026-11-01", "0.045");
        price(TextClass.SERVICE, "2026-11-15", "0.060");
        price(TextClass.COMMERCIAL, "2026-11-01", "0.08");
        // The last moment of the fourteenth of the store, and the first of the fifteenth; one has two parts.
        text(1, "SERVICE", "2026-11-14 15:59:59Z", gateway, 1);
        text(2, "SERVICE", "2026-11-14 16:00:00Z", gateway, 2);
        text(3, "COMMERCIAL", "2026-11-20 02:00:00Z", gateway, 1);
        // Another line, of which nobody wrote a price down: the store's setting, 45 li.
        text(4, "SERVICE", "2026-11-20 02:00:00Z", UUID.fromString("00000000-0000-7000-8000-00000000e001"), 1);
        var november = month();
        assertThat(november.kinds())
                .extracting(it -> it.textClass() + " " + it.parts() + " " + it.cost())
                .containsExactly("SERVICE 4 210", "COMMERCIAL 1 80"); // 45 + 2 x 60 + 45
        assertThat(november.bills())
                .extracting(it -> it.gateway() + " " + it.textClass() + " " + it.price() + " " + it.parts() + " "
                        + it.cost() + " " + it.usual())
                .containsExactly(
                        "line SERVICE 45 1 45 false",
                        "line SERVICE 60 2 120 false",
                        "line COMMERCIAL 80 1 80 false",
                        "second SERVICE 45 1 45 true");
        // A day is corrected, and a later price leaves what was billed.
        price(TextClass.SERVICE, "2026-11-15", "0.061");
        price(TextClass.SERVICE, "2026-11-22", "0.1");
        assertThat(month().cost()).isEqualTo(45 + 2 * 61 + 45 + 80);
        assertThat(as(() -> desk.find(administrator, gateway, NINE)).prices())
                .extracting(it -> it.from() + " " + it.textClass() + " " + it.li() + " " + it.setBy())
                .containsExactly(
                        "2026-11-22 SERVICE 100 何静",
                        "2026-11-15 SERVICE 61 何静",
                        "2026-11-01 COMMERCIAL 80 何静",
                        "2026-11-01 SERVICE 45 何静");
        assertThat(as(() -> desk.price(administrator, gateway, TextClass.SERVICE, "morgen", "0.0451", NINE)))
                .containsOnlyKeys("from", "yuan");
        assertThat(as(() -> desk.price(administrator, gateway, TextClass.SERVICE, "2026-12-01", "10.001", NINE)))
                .containsOnlyKeys("yuan");
        assertThat(as(() -> desk.price(administrator, gateway, TextClass.SERVICE, "2026-12-01", "10", NINE)))
                .isEmpty();
    }

    @Test
    void A36_a_text_without_a_receipt_is_shown_as_such_after_the_stores_hours_and_a_late_receipt_still_counts()
            throws Exception {
        text(1, "SERVICE", "2026-11-21 01:00:00Z", gateway, 1);
        job.run(NINE.plus(Duration.ofDays(2)).minusSeconds(1));
        assertThat(file(1).line().isSilent()).isFalse();
        job.run(NINE.plus(Duration.ofDays(2)));
        assertThat(file(1).line().isSilent()).isTrue();
        assertThat(file(1).line().state()).isEqualTo(TextLine.State.SENT);
        change("insert into messaging.partner_mark (dealer_id, gateway_id, partner_id, text_id, part, marked_at)"
                + " select p.dealer_id, p.gateway_id, 'late', p.text_id, p.part, p.accepted_at from messaging.text_part p"
                + " where p.dealer_id = :dealer");
        smsc.receipt("late", "DELIVRD", "000");
        assertThat(file(1).line().isSilent()).isFalse();
        assertThat(file(1).line().state()).isEqualTo(TextLine.State.DELIVERED);
        setting("text.receipt-hours", "0");
        text(2, "SERVICE", "2026-11-01 01:00:00Z", gateway, 1);
        job.run(NINE.plus(Duration.ofDays(30)));
        assertThat(file(2).line().isSilent()).isFalse();
    }

    @Test
    void a_line_that_is_down_for_five_minutes_alarms_who_is_responsible_and_its_page_says_what_happened()
            throws Exception {
        assertThat(as(() -> desk.find(administrator, gateway, NINE)).news())
                .extracting(GatewayNews::up)
                .containsExactly(true);
        var port = smsc.port();
        smsc.close();
        org.awaitility.Awaitility.await()
                .until(() -> !line.held().channel().health().isUp());
        lines.tend(line.held());
        var since = builder.systemClock().instant();
        assertThat(as(() -> desk.find(administrator, gateway, NINE)).news())
                .extracting(GatewayNews::up)
                .containsExactly(false, true);
        assertThat(down(administrator, since.plus(LineWatch.PATIENCE).minusSeconds(1)))
                .isEmpty();
        assertThat(down(administrator, since.plus(LineWatch.PATIENCE)))
                .extracting(LineWatch.Down::name)
                .containsExactly("line");
        assertThat(down(manager, since.plus(LineWatch.PATIENCE))).hasSize(1);
        builder.agent(house, "zhou");
        assertThat(down(builder.actor(house, "zhou"), since.plus(LineWatch.PATIENCE)))
                .isEmpty();
        change("update messaging.gateway g set state = 'OFF' where g.dealer_id = :dealer");
        assertThat(down(manager, since.plus(LineWatch.PATIENCE))).isEmpty();
        change("update messaging.gateway g set state = 'ON' where g.dealer_id = :dealer");
        smsc = new Smsc(port);
        builder.systemClock().pass(Duration.ofMinutes(10));
        lines.tend(line.held());
        lines.tend(line.held());
        assertThat(as(() -> desk.find(administrator, gateway, NINE))
                        .news()
                        .getFirst()
                        .up())
                .isTrue();
        assertThat(down(manager, since.plus(Duration.ofHours(1)))).isEmpty();
    }

    private List<LineWatch.Down> down(Actor actor, Instant now) {
        return as(() -> watch.down(actor, now));
    }

    private TextFigures.Month month() {
        return as(() -> figures.of(manager, Optional.empty(), NINE)).months().getFirst();
    }

    private TextFile file(int number) {
        return as(() -> outbox.find(manager, id(number)));
    }

    private static UUID id(int number) {
        return UUID.fromString("00000000-0000-7000-8000-00000000f00" + number);
    }

    private void price(TextClass textClass, String from, String yuan) {
        assertThat(as(() -> desk.price(administrator, gateway, textClass, from, yuan, NINE)))
                .isEmpty();
    }

    /** A text that a line took at that moment. */
    private void text(int number, String textClass, String at, UUID by, int parts) {
        change("""
                insert into messaging.text (dealer_id, id, store_id, customer_id, phone, body, characters, class, cause, cause_id, state,
                                            gateway_id, channel, written_at, decided_at)
                select :dealer, '%1$s', '%2$s', c.id, '+8613800006621', '您好', 2, '%3$s', 'x', '%1$s', 'SENT', '%4$s', 'line',
                       '%5$s'::timestamptz, '%5$s'::timestamptz
                  from customers.customer c
                 where c.dealer_id = :dealer
                """.formatted(id(number), house.east(), textClass, by, at));
        change("""
                insert into messaging.text_part (dealer_id, text_id, part, state, gateway_id, handed_at, accepted_at)
                select :dealer, '%s', n.part, 'ACCEPTED', '%s', '%s'::timestamptz, '%s'::timestamptz
                  from generate_series(1, %d) n (part)
                """.formatted(id(number), by, at, at, parts));
    }

    private void setting(String key, String value) {
        change("insert into organisation.setting (dealer_id, store_id, key, value, changed_at)"
                + " select s.dealer_id, s.id, '" + key + "', '" + value + "', '2026-11-01 00:00Z'"
                + " from organisation.store s where s.dealer_id = :dealer");
    }

    private void change(String sql) {
        builder.in(house, () -> jdbc.sql(sql).param("dealer", house.dealer()).update());
    }

    private <T> T as(java.util.function.Supplier<T> work) {
        return DealerContext.callAs(house.dealer(), work);
    }
}
