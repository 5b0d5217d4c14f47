package org.opendcrc.organisation;

import java.util.List;
import java.util.UUID;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The bays 工位 of the present dealer's stores. */
@Component
@Transactional
public class Bays {

    private final JdbcClient jdbc;

    Bays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A bay in use. */
    public record Bay(UUID id, String name) {}

    /** Those in use, in their order. */
    public List<Bay> of(UUID store) {
        return jdbc.sql("""
                        select b.id, b.name
                          from organisation.bay b
                         where b.dealer_id = :dealer
                           and b.store_id = :store
                           and b.active
                         order by b.position, b.name
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store)
                .query((row, _) -> new Bay(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }

    /** Makes these the bays in use, in this order. Those of other names are given up; one that comes back is the same as before. */
    void set(UUID store, List<String> names) {
        jdbc.sql("""
                        update organisation.bay
                           set active = false
                         where dealer_id = :dealer
                           and store_id = :store
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store)
                .update();
        int position = 1;
        for (var name : names) {
            jdbc.sql("""
                            insert into organisation.bay (dealer_id, id, store_id, name, position, active)
                            values (:dealer, :id, :store, :name, :position, true)
                            on conflict (dealer_id, store_id, name) do update
                               set position = excluded.position,
                                   active = excluded.active
                            """)
                    .param("dealer", DealerContext.require())
                    .param("id", Ids.next())
                    .param("store", store)
                    .param("name", name)
                    .param("position", position++)
                    .update();
        }
    }
}
