package org.opendcrc.appointments;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what limits the offers of a store: one statement. */
@Repository
class SupplyReader {

    private final JdbcClient jdbc;

    SupplyReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Supplies of(int dealer, UUID store, LocalDate today) {
        var parts = new ArrayList<Supplies.JobPart>();
        var arrivals = new ArrayList<Supplies.Expected>();
        var campaigns = new ArrayList<Supplies.Campaign>();
        var technicians = new ArrayList<Supplies.Technician>();
        jdbc.sql("""
                        select 'PART' as what, null::uuid as id, j.code as a, j.name as b, n.part_no as c, n.name as d, n.quantity as x,
                               k.quantity as y, k.shelf as e, null::date as first_day, null::date as last_day, null::time as from_time,
                               null::time as to_time, j.active as flag, null::text[] as words
                          from appointments.job_part n
                          join appointments.job j on j.dealer_id = :dealer and j.id = n.job_id
                          left join vehicles.report_part_stock k on k.dealer_id = :dealer and k.store_id = :store and k.part_no = n.part_no
                         where n.dealer_id = :dealer
                        union all
                        select 'ARRIVAL', null, '', '', e.part_no, coalesce((select min(m.name)
                                                                               from appointments.job_part m
                                                                              where m.dealer_id = :dealer
                                                                                and m.part_no = e.part_no), e.part_no),
                               e.quantity, null, null, e.expected_on, null, null, null, true, null
                          from appointments.part_arrival e
                         where e.dealer_id = :dealer
                           and e.store_id = :store
                           and e.expected_on >= :today
                        union all
                        select 'CAMPAIGN', c.id, '', c.name, '', '', c.places, null, null, c.first_day, c.last_day, c.from_time, c.to_time, c.active,
                               array(select p.code
                                       from appointments.campaign_job g
                                       join appointments.job p on p.dealer_id = :dealer and p.id = g.job_id
                                      where g.dealer_id = :dealer
                                        and g.campaign_id = c.id
                                      order by p.code)
                          from appointments.campaign c
                         where c.dealer_id = :dealer
                           and c.store_id = :store
                           and c.last_day >= :today
                        union all
                        select 'TECHNICIAN', t.staff_id, t.staff_no, t.name, '', '', null, null, null, null, null, null, null, true,
                               array(select s.skill
                                       from appointments.skill s
                                      where s.dealer_id = :dealer
                                        and s.store_id = t.store_id
                                        and s.staff_id = t.staff_id
                                      order by s.skill)
                          from organisation.report_technician t
                         where t.dealer_id = :dealer
                           and t.store_id = :store
                         order by what, first_day, a, b, c
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("today", today)
                .query((ResultSet row) -> {
                    switch (row.getString("what")) {
                        case "PART" ->
                            parts.add(new Supplies.JobPart(
                                    row.getString("a"),
                                    row.getString("b"),
                                    row.getString("c"),
                                    row.getString("d"),
                                    row.getBigDecimal("x"),
                                    Optional.ofNullable(row.getBigDecimal("y")),
                                    Optional.ofNullable(row.getString("e"))));
                        case "ARRIVAL" ->
                            arrivals.add(new Supplies.Expected(
                                    row.getString("c"),
                                    row.getString("d"),
                                    row.getObject("first_day", LocalDate.class),
                                    row.getBigDecimal("x")));
                        case "CAMPAIGN" ->
                            campaigns.add(new Supplies.Campaign(
                                    row.getObject("id", UUID.class),
                                    row.getString("b"),
                                    row.getObject("first_day", LocalDate.class),
                                    row.getObject("last_day", LocalDate.class),
                                    Optional.ofNullable(row.getObject("from_time", LocalTime.class)),
                                    Optional.ofNullable(row.getObject("to_time", LocalTime.class)),
                                    row.getInt("x"),
                                    row.getBoolean("flag"),
                                    texts(row)));
                        default ->
                            technicians.add(new Supplies.Technician(
                                    row.getObject("id", UUID.class),
                                    row.getString("b"),
                                    row.getString("a"),
                                    texts(row)));
                    }
                });
        return new Supplies(store, parts, arrivals, campaigns, technicians);
    }

    private static List<String> texts(ResultSet row) throws SQLException {
        @Nullable Array array = row.getArray("words");
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
