package org.opendcrc.messaging;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
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
    record Standing(boolean consent, boolean dnd, boolean optedOut, int sent) {}

    Standing of(int dealer, UUID customer, String phone, UUID text, Instant since) {
        return jdbc.sql("""
                        select c.sms_consent, c.dnd,
                               o.opted_at is not null and (a.agreed_at is null or a.agreed_at <= o.opted_at) as opted_out,
                               (select count(*)::int
                                  from messaging.text p
                                 where p.dealer_id = :dealer
                                   and (p.phone = :phone or p.customer_id = :customer)
                                   and p.class = 'COMMERCIAL'
                                   and p.id <> :text
                                   and (p.state in ('CLAIMED', 'HANDED')
                                        or (p.state in ('SENT', 'DELIVERED', 'UNDELIVERED', 'UNKNOWN') and p.decided_at > :since))) as sent
                          from customers.report_customer c
                          left join messaging.opt_out o on o.dealer_id = :dealer and o.phone = :phone
                          left join customers.report_agreed a on a.dealer_id = :dealer and a.customer_id = c.customer_id
                         where c.dealer_id = :dealer
                           and c.customer_id = :customer
                        """)
                .param("dealer", dealer)
                .param("customer", customer)
                .param("phone", phone)
                .param("text", text)
                .param("since", Timestamp.from(since))
                .query((row, _) -> new Standing(
                        row.getBoolean("sms_consent"),
                        row.getBoolean("dnd"),
                        row.getBoolean("opted_out"),
                        row.getInt("sent")))
                .single();
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
