package org.opendcrc.vehicles;

import java.util.UUID;
import org.opendcrc.shared.DealerContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the search keys true to the cars. Runs within the transaction that changes them; the keys are those of {@link VehicleSearch}. */
@Repository
class VehicleLookup {

    private final JdbcClient jdbc;

    VehicleLookup(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes the keys of the cars that a file brought or changed, and takes away those of plates that went to another car. */
    void refresh(UUID file) {
        run("""
                delete from vehicles.lookup l
                 using vehicles.vehicle_staging s
                 where l.dealer_id = :dealer
                   and l.vehicle_id = s.vehicle_id
                   and s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'changed'
                """, file);
        // A plate belongs to one car: whoever else is found by it has lost it.
        run("""
                delete from vehicles.lookup l
                 using vehicles.vehicle_staging s
                 where l.dealer_id = :dealer
                   and l.key = 't' || reverse(s.plate)
                   and l.vehicle_id <> s.vehicle_id
                   and s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                """, file);
        run("""
                delete from vehicles.lookup l
                 using vehicles.vehicle_staging s, vehicles.vehicle v
                 where l.dealer_id = :dealer
                   and l.key = 'p' || substr(s.plate, 3)
                   and l.vehicle_id <> s.vehicle_id
                   and v.dealer_id = :dealer
                   and v.id = l.vehicle_id
                   and v.plate is null
                   and s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                """, file);
        run("""
                insert into vehicles.lookup (dealer_id, key, vehicle_id)
                select s.dealer_id, 'v' || reverse(s.vin), s.vehicle_id
                  from vehicles.vehicle_staging s
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                 union all
                select v.dealer_id, 'p' || substr(v.plate, 3), v.id
                  from vehicles.vehicle_staging s
                  join vehicles.vehicle v
                    on v.dealer_id = :dealer
                   and v.id = s.vehicle_id
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                   and v.plate is not null
                 union all
                select v.dealer_id, 't' || reverse(v.plate), v.id
                  from vehicles.vehicle_staging s
                  join vehicles.vehicle v
                    on v.dealer_id = :dealer
                   and v.id = s.vehicle_id
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                   and v.plate is not null
                    on conflict (dealer_id, key, vehicle_id)
                    do nothing
                """, file);
    }

    private void run(String sql, UUID file) {
        jdbc.sql(sql)
                .param("dealer", DealerContext.require())
                .param("run", file)
                .update();
    }
}
