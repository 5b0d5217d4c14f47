package org.opendcrc.appointments;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads what jobs ask of the days of a store (AP-25): one statement, none without jobs. A part counts as promised from the promise to the end of
 * the appointment's day; from then on the night's file of the stock knows of it.
 */
@Repository
class JobTermsReader {

    private final JdbcClient jdbc;

    JobTermsReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Needed(String name, BigDecimal quantity, BigDecimal free) {}

    private record Planned(
            UUID id,
            String name,
            LocalDate first,
            LocalDate last,
            Optional<LocalTime> from,
            Optional<LocalTime> to,
            int places) {}

    /**
     * Holds the parts of these jobs in a store until the transaction ends, so that two who want the last one on different days are counted one
     * after the other. To be called with the books of the days locked, before the terms are read.
     */
    void hold(int dealer, UUID store, List<Job> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        var ids = jobs.stream().map(Job::id).toArray(UUID[]::new);
        jdbc.sql("""
                        insert into appointments.part_book (dealer_id, store_id, part_no)
                        select distinct n.dealer_id, cast(:store as uuid), n.part_no
                          from appointments.job_part n
                         where n.dealer_id = :dealer
                           and n.job_id = any(:jobs)
                         order by n.part_no
                        on conflict (dealer_id, store_id, part_no) do nothing
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("jobs", ids)
                .update();
        jdbc.sql("""
                        select b.part_no
                          from appointments.part_book b
                         where b.dealer_id = :dealer
                           and b.store_id = :store
                           and b.part_no in (select n.part_no
                                               from appointments.job_part n
                                              where n.dealer_id = :dealer
                                                and n.job_id = any(:jobs))
                         order by b.part_no
                           for update of b
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("jobs", ids)
                .query(String.class)
                .list();
    }

    /**
     * The terms as they stand now.
     *
     * @param moving the appointment that moves: what it holds is its own
     */
    JobTerms of(int dealer, HouseOfTheDay house, List<Job> jobs, Optional<UUID> moving, Instant now) {
        if (jobs.isEmpty()) {
            return JobTerms.NONE;
        }
        var today = house.calendar().dayOf(now);
        var parts = new LinkedHashMap<String, Needed>();
        var arrivals = new HashMap<String, List<JobTerms.Arrival>>();
        var campaigns = new ArrayList<Planned>();
        var taken = new HashMap<UUID, Map<LocalDate, Integer>>();
        Set<String> skills = new HashSet<>();
        boolean[] stockIsKept = {false};
        jdbc.sql("""
                        select 'PART' as what, null::uuid as id, n.part_no as code, min(n.name) as name, sum(n.quantity) as quantity,
                               coalesce(min(k.quantity), 0)
                               - coalesce((select sum(m.quantity)
                                             from appointments.appointment a
                                             join appointments.appointment_job j on j.dealer_id = :dealer and j.appointment_id = a.id
                                             join appointments.job_part m on m.dealer_id = :dealer and m.job_id = j.job_id
                                            where a.dealer_id = :dealer
                                              and a.store_id = :store
                                              and a.day >= :today
                                              and a.state not in ('RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER', 'NO_SHOW')
                                              and a.id is distinct from :moving
                                              and m.part_no = n.part_no), 0) as free,
                               null::date as first_day, null::date as last_day, null::time as from_time, null::time as to_time
                          from appointments.job_part n
                          left join vehicles.report_part_stock k on k.dealer_id = :dealer and k.store_id = :store and k.part_no = n.part_no
                         where n.dealer_id = :dealer
                           and n.job_id = any(:jobs)
                         group by n.part_no
                        union all
                        select 'STOCK', null, '', '', null, null, null, null, null, null
                         where exists (select 1
                                         from vehicles.report_part_stock x
                                        where x.dealer_id = :dealer
                                          and x.store_id = :store)
                        union all
                        select 'ARRIVAL', null, e.part_no, '', e.quantity, null, e.expected_on, null, null, null
                          from appointments.part_arrival e
                         where e.dealer_id = :dealer
                           and e.store_id = :store
                           and e.expected_on >= :today
                        union all
                        select 'CAMPAIGN', c.id, '', c.name, c.places, null, c.first_day, c.last_day, c.from_time, c.to_time
                          from appointments.campaign c
                         where c.dealer_id = :dealer
                           and c.store_id = :store
                           and c.active
                           and c.last_day >= :today
                           and exists (select 1
                                         from appointments.campaign_job g
                                        where g.dealer_id = :dealer
                                          and g.campaign_id = c.id
                                          and g.job_id = any(:jobs))
                        union all
                        select 'TAKEN', w.id, '', '', count(distinct b.id), null, b.day, null, null, null
                          from appointments.campaign w
                          join appointments.campaign_job h on h.dealer_id = :dealer and h.campaign_id = w.id
                          join appointments.appointment_job i on i.dealer_id = :dealer and i.job_id = h.job_id
                          join appointments.appointment b on b.dealer_id = :dealer and b.id = i.appointment_id
                         where w.dealer_id = :dealer
                           and w.store_id = :store
                           and w.active
                           and b.store_id = :store
                           and b.day between w.first_day and w.last_day
                           and b.day >= :today
                           and b.state not in ('RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER')
                           and b.id is distinct from :moving
                         group by w.id, b.day
                        union all
                        select distinct 'SKILL', cast(null as uuid), s.skill, '', cast(null as numeric), cast(null as numeric), cast(null as date),
                               cast(null as date), cast(null as time), cast(null as time)
                          from organisation.report_technician t
                          join appointments.skill s on s.dealer_id = :dealer and s.store_id = t.store_id and s.staff_id = t.staff_id
                         where t.dealer_id = :dealer
                           and t.store_id = :store
                        """)
                .param("dealer", dealer)
                .param("store", house.store())
                .param("jobs", jobs.stream().map(Job::id).toArray(UUID[]::new))
                .param("moving", moving.orElse(null), Types.OTHER)
                .param("today", today)
                .query((ResultSet row) -> {
                    switch (row.getString("what")) {
                        case "PART" ->
                            parts.put(
                                    row.getString("code"),
                                    new Needed(
                                            row.getString("name"),
                                            row.getBigDecimal("quantity"),
                                            row.getBigDecimal("free")));
                        case "STOCK" -> stockIsKept[0] = true;
                        case "ARRIVAL" ->
                            arrivals.computeIfAbsent(row.getString("code"), _ -> new ArrayList<>())
                                    .add(new JobTerms.Arrival(
                                            row.getObject("first_day", LocalDate.class),
                                            row.getBigDecimal("quantity")));
                        case "CAMPAIGN" ->
                            campaigns.add(new Planned(
                                    row.getObject("id", UUID.class),
                                    row.getString("name"),
                                    row.getObject("first_day", LocalDate.class),
                                    row.getObject("last_day", LocalDate.class),
                                    Optional.ofNullable(row.getObject("from_time", LocalTime.class)),
                                    Optional.ofNullable(row.getObject("to_time", LocalTime.class)),
                                    row.getInt("quantity")));
                        case "TAKEN" ->
                            taken.computeIfAbsent(row.getObject("id", UUID.class), _ -> new HashMap<>())
                                    .put(row.getObject("first_day", LocalDate.class), row.getInt("quantity"));
                        default -> skills.add(row.getString("code"));
                    }
                });
        int daysAfter = house.settings().number(PreparationSettings.PARTS_DAYS);
        return new JobTerms(
                stockIsKept[0]
                        ? parts.entrySet().stream()
                                .flatMap(it -> JobTerms.shortOf(
                                        it.getValue().name(),
                                        it.getValue().quantity(),
                                        it.getValue().free(),
                                        arrivals.getOrDefault(it.getKey(), List.of()),
                                        daysAfter)
                                        .stream())
                                .toList()
                        : List.of(),
                campaigns.stream()
                        .map(it -> new JobTerms.CampaignDays(
                                it.name(),
                                it.first(),
                                it.last(),
                                it.from(),
                                it.to(),
                                it.places(),
                                taken.getOrDefault(it.id(), Map.of())))
                        .toList(),
                skills.isEmpty()
                        ? Optional.empty()
                        : jobs.stream()
                                .flatMap(it -> it.skill().stream())
                                .filter(it -> !skills.contains(it))
                                .sorted()
                                .findFirst());
    }
}
