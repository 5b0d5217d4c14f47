package org.opendcrc.messaging;

import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who wants no advertising, and how much he had. */
@Repository
class Refusals {

    private final JdbcClient jdbc;

    Refusals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How a customer stands to commercial texts.
     *
     * @param optedOut whether his number refused them and he has not agreed since
     * @param sent how many he was sent in the days that count
     */
    record Standing(boolean consent, boolean dnd, boolean optedOut, int sent) {

        /** With so many more. */
        Standing and(int more) {
            return new Standing(consent, dnd, optedOut, sent + more);
        }
    }

    /** How the customers of these texts stand, by text; other texts that were sent to their numbers or to them since count. */
    Map<UUID, Standing> of(int dealer, List<UUID> texts, Instant since) {
        if (texts.isEmpty()) {
            return Map.of();
        }
        var all = new HashMap<UUID, Standing>();
        jdbc.sql("""
                        select t.id, c.sms_consent, c.dnd,
                               o.opted_at is not null and (a.agreed_at is null or a.agreed_at <= o.opted_at) as opted_out,
                               (select count(*)::int
                                  from messaging.text p
                                 where p.dealer_id = :dealer
                                   and (p.phone = t.phone or p.customer_id = t.customer_id)
                                   and p.class = 'COMMERCIAL'
                                   and p.id <> t.id
                                   and (p.state in ('CLAIMED', 'HANDED')
                                        or (p.state in ('SENT', 'DELIVERED', 'UNDELIVERED', 'UNKNOWN') and p.decided_at > :since))) as sent
                          from messaging.text t
                          join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = t.customer_id
                          left join messaging.opt_out o on o.dealer_id = :dealer and o.phone = t.phone
                          left join customers.report_agreed a on a.dealer_id = :dealer and a.customer_id = t.customer_id
                         where t.dealer_id = :dealer
                           and t.id = any(:texts)
                        """)
                .param("dealer", dealer)
                .param("texts", texts.toArray(UUID[]::new))
                .param("since", Timestamp.from(since))
                .query((ResultSet row) -> {
                    all.put(
                            row.getObject("id", UUID.class),
                            new Standing(
                                    row.getBoolean("sms_consent"),
                                    row.getBoolean("dnd"),
                                    row.getBoolean("opted_out"),
                                    row.getInt("sent")));
                });
        return all;
    }

    /** The number refuses advertising; the first words stay, the latest moment counts. */
    void add(int dealer, String phone, String words, UUID reply, Instant at) {
        jdbc.sql("""
                insert into messaging.opt_out (dealer_id, phone, words, opted_at, reply_id)
                values (:dealer, :phone, :words, :at, :reply)
                on conflict (dealer_id, phone) do update
                   set opted_at = greatest(opt_out.opted_at, excluded.opted_at)
                """)
                .param("dealer", dealer)
                .param("phone", phone)
                .param("words", words)
                .param("at", Timestamp.from(at))
                .param("reply", reply)
                .update();
    }

    /** Commercial texts to that number that were not handed over yet, locked; a node that has one in its claim loses it. */
    List<UUID> waiting(int dealer, String phone) {
        return jdbc.sql("""
                        select t.id
                          from messaging.text t
                         where t.dealer_id = :dealer
                           and t.phone = :phone
                           and t.class = 'COMMERCIAL'
                           and t.state in ('QUEUED', 'CLAIMED')
                         order by t.id
                           for update
                        """)
                .param("dealer", dealer)
                .param("phone", phone)
                .query(UUID.class)
                .list();
    }
}
