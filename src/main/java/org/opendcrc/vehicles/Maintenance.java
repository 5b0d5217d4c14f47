package org.opendcrc.vehicles;

import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.organisation.Settings;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps for each car when its next maintenance is expected (FU-12). */
@Component
@Transactional
public class Maintenance implements SettingSource {

    static final SettingDefinition INTERVAL_MONTHS =
            SettingDefinition.number("maintenance.interval-months", "FU-12", 6, 1, 60);

    static final SettingDefinition FIRST_MONTHS =
            SettingDefinition.number("maintenance.first-months", "FU-12", 3, 1, 60);

    static final SettingDefinition INTERVAL_KM =
            SettingDefinition.number("maintenance.interval-km", "FU-12", 5_000, 500, 100_000);

    /** Where the readings of a car tell nothing. */
    static final SettingDefinition KM_PER_DAY =
            SettingDefinition.number("maintenance.km-per-day", "FU-12", 40, 1, 1_000);

    private final JdbcClient jdbc;
    private final Settings settings;

    Maintenance(JdbcClient jdbc, Settings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Override
    public List<SettingDefinition> settings() {
        return List.of(INTERVAL_MONTHS, FIRST_MONTHS, INTERVAL_KM, KM_PER_DAY);
    }

    /**
     * Works the car's next maintenance out anew and stores it.
     *
     * @param store whose intervals count
     */
    public void forecast(UUID vehicle, UUID store) {
        var set = settings.of(store);
        var due = new MaintenanceForecast(
                        set.number(INTERVAL_MONTHS),
                        set.number(FIRST_MONTHS),
                        set.number(INTERVAL_KM),
                        set.number(KM_PER_DAY))
                .of(base(vehicle), lastMaintenance(vehicle), readings(vehicle));
        jdbc.sql("""
                        update vehicles.vehicle v
                           set next_maintenance_on = :on,
                               next_maintenance_by = :by
                         where v.dealer_id = :dealer
                           and v.id = :vehicle
                        """)
                .param("dealer", DealerContext.require())
                .param("vehicle", vehicle)
                .param("on", due.map(MaintenanceForecast.Due::on).orElse(null), Types.DATE)
                .param("by", due.map(it -> it.by().name()).orElse(null), Types.VARCHAR)
                .update();
    }

    private Optional<LocalDate> base(UUID vehicle) {
        return jdbc.sql("""
                        select coalesce(v.delivered_on, v.invoiced_on) as day
                          from vehicles.vehicle v
                         where v.dealer_id = :dealer
                           and v.id = :vehicle
                           and coalesce(v.delivered_on, v.invoiced_on) is not null
                        """)
                .param("dealer", DealerContext.require())
                .param("vehicle", vehicle)
                .query((row, _) -> row.getObject("day", LocalDate.class))
                .optional();
    }

    private Optional<LocalDate> lastMaintenance(UUID vehicle) {
        return jdbc.sql("""
                        select (o.sent_in_at at time zone s.zone)::date as day
                          from vehicles.repair_order o
                          join organisation.report_store s
                            on s.dealer_id = :dealer
                           and s.store_id = o.store_id
                         where o.dealer_id = :dealer
                           and o.vehicle_id = :vehicle
                           and o.kind in ('MAINTENANCE', 'FIRST_SERVICE')
                           and o.status in ('COMPLETED', 'SETTLED')
                         order by o.sent_in_at desc
                         limit 1
                        """)
                .param("dealer", DealerContext.require())
                .param("vehicle", vehicle)
                .query((row, _) -> row.getObject("day", LocalDate.class))
                .optional();
    }

    /** Doubtful readings tell nothing. */
    private List<MaintenanceForecast.Reading> readings(UUID vehicle) {
        return jdbc.sql("""
                        select (o.sent_in_at at time zone s.zone)::date as day, o.mileage_km
                          from vehicles.repair_order o
                          join organisation.report_store s
                            on s.dealer_id = :dealer
                           and s.store_id = o.store_id
                         where o.dealer_id = :dealer
                           and o.vehicle_id = :vehicle
                           and o.mileage_km is not null
                           and not o.mileage_doubtful
                           and o.status <> 'VOID'
                         union all
                        select (v.erp_changed_at at time zone (select min(s.zone) from organisation.report_store s where s.dealer_id = :dealer))::date as day,
                               v.mileage_km
                          from vehicles.vehicle v
                         where v.dealer_id = :dealer
                           and v.id = :vehicle
                           and v.mileage_km is not null
                           and v.erp_changed_at is not null
                         order by day desc
                         limit 100
                        """)
                .param("dealer", DealerContext.require())
                .param("vehicle", vehicle)
                .query((row, _) -> new MaintenanceForecast.Reading(
                        row.getObject("day", LocalDate.class), row.getInt("mileage_km")))
                .list();
    }
}
