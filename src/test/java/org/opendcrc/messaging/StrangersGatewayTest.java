package org.opendcrc.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.TestRows;
import org.opendcrc.messaging.TextRequest.Words;
import org.opendcrc.messaging.wire.PeerSmsc;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Ids;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole way of a text, from the outbox to a gateway that nobody of this house wrote, and back. */
@ApplicationTest
@Import({TestHouse.class, OutboxTest.Ears.class})
class StrangersGatewayTest {

    private static final Instant NINE = Instant.parse("2026-11-21T01:00:00Z");

    @Autowired
    private GatewayDesk desk;

    @Autowired
    private Lines lines;

    @Autowired
    private GatewayJob job;

    @Autowired
    private Texts texts;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private JdbcClient jdbc;

    private House house;
    private UUID customer;
    private PeerSmsc peer;
    private TestLines line;

    @BeforeEach
    void open() throws Exception {
        builder.systemClock().set(NINE);
        house = builder.open();
        customer = builder.in(house, () -> TestRows.customer(jdbc, "欧阳志强", "MALE"));
        peer = new PeerSmsc();
        line = new TestLines(desk, lines, builder, jdbc, house);
        line.open(peer.port(), 10, Map.of(), NINE);
    }

    @AfterEach
    void close() {
        line.close(NINE);
        peer.close();
        builder.systemClock().set(NINE);
    }

    @Test
    void receipts_come_out_of_order_doubled_and_never_and_each_text_has_one_life() {
        var long119 = write("【杭州城东店】" + "车".repeat(112));
        line.drain();
        var second = write("您好");
        line.drain();
        var third = write("再见");
        line.drain();
        assertThat(life(long119)).isEqualTo("SENT ACCEPTED ACCEPTED");
        await().untilAsserted(() -> assertThat(peer.whole).containsExactly("【杭州城东店】" + "车".repeat(112)));
        peer.receipt("n3", "DELIVRD"); // the second text before the first
        await().until(() -> life(second).equals("DELIVERED DELIVERED"));
        peer.receipt("n2", "DELIVRD"); // its second part before its first
        await().until(() -> life(long119).equals("SENT ACCEPTED DELIVERED"));
        peer.receipt("n1", "DELIVRD");
        await().until(() -> life(long119).equals("DELIVERED DELIVERED DELIVERED"));
        peer.receipt("n1", "UNDELIV"); // doubled, late, and of another opinion
        peer.receipt("n3", "DELIVRD");
        peer.receipt("n9", "DELIVRD"); // of which nobody knows anything
        // The third never has a receipt: a day later the partner is asked, and knows.
        builder.systemClock().pass(Duration.ofDays(1));
        lines.tend(line.held());
        job.run(builder.systemClock().instant());
        assertThat(life(third)).isEqualTo("DELIVERED DELIVERED");
        assertThat(life(long119)).isEqualTo("DELIVERED DELIVERED DELIVERED");
        assertThat(life(second)).isEqualTo("DELIVERED DELIVERED");
        assertThat(peer.submitted).hasSize(4);
    }

    @Test
    void a_gateway_that_is_gone_for_ten_minutes_costs_no_text_and_doubles_none() throws Exception {
        var before = write("之前");
        line.drain();
        peer.vanish();
        await().until(() -> !line.held().channel().health().isUp());
        var meanwhile = write("其间");
        for (int minute = 0; minute < 10; minute++) {
            line.after(Duration.ofMinutes(1));
        }
        assertThat(life(meanwhile)).isEqualTo("QUEUED");
        peer.comeBack();
        line.after(Duration.ofMinutes(1));
        assertThat(life(meanwhile)).isEqualTo("SENT ACCEPTED");
        assertThat(life(before)).isEqualTo("SENT ACCEPTED");
        await().untilAsserted(() ->
                assertThat(peer.submitted).extracting(PeerSmsc.Submitted::words).containsExactly("之前", "其间"));
    }

    private UUID write(String words) {
        var id = Ids.next();
        var request = new TextRequest(
                house.east(),
                customer,
                "+8613800006621",
                new Words.Body(words),
                TextClass.SERVICE,
                "follow-up",
                Ids.next());
        builder.in(
                house,
                () -> texts.add(
                        house.dealer(),
                        id,
                        request,
                        Texts.Origin.HOUSE,
                        words,
                        words.length(),
                        builder.systemClock().instant()));
        return id;
    }

    /** The text's state and those of its parts. */
    private String life(UUID id) {
        return builder.in(
                house,
                () -> jdbc.sql("""
                                select t.state || coalesce((select string_agg(' ' || p.state, '' order by p.part)
                                                              from messaging.text_part p
                                                             where p.dealer_id = :dealer
                                                               and p.text_id = t.id), '')
                                  from messaging.text t
                                 where t.dealer_id = :dealer
                                   and t.id = :id
                                """)
                        .param("dealer", house.dealer())
                        .param("id", id)
                        .query(String.class)
                        .single());
    }
}
