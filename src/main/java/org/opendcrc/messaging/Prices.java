package org.opendcrc.messaging;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What lines bill for one short message, from which day on. */
@Repository
class Prices {

    private final JdbcClient jdbc;

    Prices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes a price down; one of the same day is corrected. */
    void set(int dealer, UUID gateway, TextClass textClass, LocalDate from, int li, UUID by, Instant at) {
        jdbc.sql("""
                insert into messaging.gateway_price (dealer_id, gateway_id, class, from_on, price_li, set_at, set_by)
                values (:dealer, :gateway, :class, :from, :li, :at, :by)
                on conflict (dealer_id, gateway_id, class, from_on) do update
                   set price_li = excluded.price_li, set_at = excluded.set_at, set_by = excluded.set_by
                """)
                .param("dealer", dealer)
                .param("gateway", gateway)
                .param("class", textClass.name())
                .param("from", from)
                .param("li", li)
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
    }
}
