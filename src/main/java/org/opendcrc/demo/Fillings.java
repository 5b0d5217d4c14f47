package org.opendcrc.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.opendcrc.shared.DealerContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is known of the making of the present dealer; nothing, unless he is the invented one. */
@Component
@Transactional
class Fillings {

    private final JdbcClient jdbc;

    Fillings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Filling> find() {
        return jdbc.sql("""
                        select f.seed, f.anchor_day, f.customers, f.finished_at is not null as finished
                          from demo.filling f
                         where f.dealer_id = :dealer
                        """)
                .param("dealer", DealerContext.require())
                .query((row, _) -> new Filling(
                        row.getLong("seed"),
                        row.getObject("anchor_day", LocalDate.class),
                        row.getInt("customers"),
                        row.getBoolean("finished")))
                .optional();
    }

    void begin(Filling filling) {
        jdbc.sql("""
                        insert into demo.filling (dealer_id, seed, anchor_day, customers)
                        values (:dealer, :seed, :anchor, :customers)
                        """)
                .param("dealer", DealerContext.require())
                .param("seed", filling.seed())
                .param("anchor", filling.anchorDay())
                .param("customers", filling.customers())
                .update();
    }

    void finish(Instant at) {
        jdbc.sql("""
                        update demo.filling f
                           set finished_at = :at
                         where f.dealer_id = :dealer
                        """)
                .param("dealer", DealerContext.require())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
