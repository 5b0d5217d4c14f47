package org.opendcrc.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.opendcrc.messaging.wire.Smsc;
import org.opendcrc.shared.TestVault;

/**
 * Three texts on their way while the program is killed: one is answered, the gateway keeps back its answer to the second, the third waits
 * behind it.
 */
final class TextsUnderKill implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final House house;
    private final Smsc smsc = new Smsc();
    private final CountDownLatch never = new CountDownLatch(1);

    /** Opens a line with a window of one and returns when the second text has been handed over and is not answered. */
    TextsUnderKill(House house) throws IOException, SQLException {
        this.house = house;
        smsc.manner = (it, number) -> {
            if (it.words().contains("第二条") && smsc.submitted.size() == 2) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return null;
            }
            return "m" + number;
        };
        house.change("""
                insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                select s.dealer_id, s.id, v.key, v.value, now()
                  from organisation.store s
                 cross join (values ('text.from', '00:00'), ('text.service-until', '23:59')) v (key, value)
                """);
        house.change(line(UUID.randomUUID()));
        for (var words : new String[] {"第一条", "第二条", "第三条"}) {
            house.change("""
                    insert into messaging.text (dealer_id, id, store_id, customer_id, phone, body, characters, class, cause, cause_id, state,
                                                written_at, urgency)
                    select c.dealer_id, '%s', s.id, c.id, '+8613800006621', '%s', 3, 'SERVICE', 'kill', '%s', 'QUEUED', clock_timestamp(), 2
                      from customers.customer c
                      join organisation.store s on s.dealer_id = c.dealer_id
                     order by s.id, c.id
                     limit 1
                    """.formatted(UUID.randomUUID(), words, UUID.randomUUID()));
        }
        await("the second text is handed over").atMost(PATIENCE).until(() -> smsc.submitted.size() == 2);
        assertThat(house.number("select count(*) from messaging.text where state = 'HANDED' and cause = 'kill'"))
                .as("the mark was committed before the gateway heard of it")
                .isEqualTo(1);
    }

    private String line(UUID gateway) {
        var sealed = "decode('" + HexFormat.of().formatHex(TestVault.seal(house.folder(), Smsc.PASSWORD)) + "', 'hex')";
        return """
                with opened as (
                    insert into messaging.gateway (dealer_id, id, name, kind, state, service, commercial, place, per_second, knobs, secret, door,
                                                   changed_at, changed_by, version)
                    select l.dealer_id, '%1$s', 'kill', 'SMPP', 'ON', true, true, 1, 50,
                           '{"host": "127.0.0.1", "port": "%2$d", "account": "%3$s", "window": "1", "response-millis": "60000"}',
                           %4$s, %4$s, now(), l.staff_id, 1
                      from directory.login l
                     where l.login = 'admin'
                    returning dealer_id, id),
                paced as (
                    insert into messaging.gateway_pace (dealer_id, gateway_id, free_at)
                    select o.dealer_id, o.id, now() from opened o)
                insert into directory.gateway (gateway_id, dealer_id, version, open, door_hash)
                select o.id, o.dealer_id, 1, true, %4$s from opened o
                """.formatted(gateway, smsc.port(), Smsc.ACCOUNT, sealed);
    }

    /** A36: nothing was sent twice, what nobody knows is shown to a person, and what was not handed over went afterwards. */
    void assertEachWentOnce(long seed) throws SQLException, IOException {
        // The lease ends by itself, after OPENDCRC_TEXTS_LEASE.
        await("the third text goes, and the second is given to a person")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        house.number("select count(*) from messaging.text where cause = 'kill' and state = 'SENT'") == 2
                                && house.number(
                                                "select count(*) from messaging.text where cause = 'kill' and state = 'UNKNOWN'")
                                        == 1);
        assertThat(smsc.submitted)
                .as("seed %s", seed)
                .extracting(Smsc.Submitted::words)
                .containsExactly("第一条", "第二条", "第三条");
    }

    @Override
    public void close() throws IOException {
        never.countDown();
        smsc.close();
    }
}
