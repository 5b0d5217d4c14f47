package org.opendcrc.workbench;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads for the desk what several chapters publish. */
@Repository
class DeskReader {

    private static final String PERSON = "PERSON";
    private static final String OWNER_CHANGES = "OWNER_CHANGES";
    private static final String CORRECTIONS = "CORRECTIONS";

    private final JdbcClient jdbc;

    DeskReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param people who called, holds a call or missed a deadline today, by name */
    record Today(List<DeskDay.ClerkDay> people, DeskDay.ToDo toDo) {

        Today {
            people = List.copyOf(people);
        }
    }

    private record Row(String what, DeskDay.ClerkDay person) {}

    /** @param everybody all people of the stores, or only the person himself */
    Today today(Actor actor, Optional<UUID> store, boolean everybody, Instant now) {
        var rows = jdbc.sql("""
                        select 'PERSON' as what, p.staff_id, p.name, sum(d.calls) as calls, sum(d.reached) as reached, sum(d.held) as held,
                               sum(d.breaches) as breaches
                          from (select a.staff_id, 1 as calls, case when a.outcome = 'CONNECTED' then 1 else 0 end as reached, 0 as held,
                                       0 as breaches
                                  from organisation.report_store s
                                  join followups.desk_call a
                                    on a.dealer_id = :dealer
                                   and a.store_id = s.store_id
                                   and a.day = (cast(:now as timestamptz) at time zone s.zone)::date
                                 where s.dealer_id = :dealer
                                   and s.store_id = any(:stores)
                                   and (:everybody or a.staff_id = :staff)
                                union all
                                select c.claimed_by, 0, 0, 1, 0
                                  from followups.desk_claim c
                                 where c.dealer_id = :dealer
                                   and c.store_id = any(:stores)
                                   and c.claimed_until > :now
                                   and (:everybody or c.claimed_by = :staff)
                                union all
                                select b.recorded_by, 0, 0, 0, 1
                                  from organisation.report_store r
                                  join complaints.desk_breach b
                                    on b.dealer_id = :dealer
                                   and b.store_id = r.store_id
                                   and b.missed_at >= ((cast(:now as timestamptz) at time zone r.zone)::date)::timestamp at time zone r.zone
                                 where r.dealer_id = :dealer
                                   and r.store_id = any(:stores)
                                   and (:everybody or b.recorded_by = :staff)) d
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = d.staff_id
                         group by p.staff_id, p.name
                        union all
                        select 'OWNER_CHANGES', null, '', count(*), 0, 0, 0
                          from customers.desk_owner_change o
                         where o.dealer_id = :dealer
                           and :decides
                        union all
                        select 'CORRECTIONS', null, '', count(*), 0, 0, 0
                          from followups.report_correction w
                         where w.dealer_id = :dealer
                           and w.store_id = any(:corrects)
                           and w.state = 'OPEN'
                           and (w.store_id = any(:calls)
                                or w.advisor_id = :staff
                                or (w.advisor_id is null
                                    and case when w.of_sale then w.store_id = any(:ofSales) else w.store_id = any(:ofService) end))
                         order by what, name, staff_id
                        """)
                .param("dealer", actor.dealerId())
                .param("stores", stores(actor, UseCase.READ_FOLLOW_UPS, store))
                .param("staff", actor.staffId())
                .param("everybody", everybody)
                .param("decides", actor.may(UseCase.APPROVE_OWNER_CHANGES))
                .param("corrects", stores(actor, UseCase.CORRECT_NUMBERS, store))
                .param("calls", stores(actor, UseCase.MAKE_FOLLOW_UP_CALLS, store))
                .param("ofSales", stores(actor, UseCase.CORRECT_SALES_DATA, store))
                .param("ofService", stores(actor, UseCase.MAKE_OWN_CALLS, store))
                .param("now", Timestamp.from(now))
                .query((row, _) -> new Row(
                        row.getString("what"),
                        new DeskDay.ClerkDay(
                                Optional.ofNullable(row.getObject("staff_id", UUID.class))
                                        .orElseGet(actor::staffId),
                                row.getString("name"),
                                row.getInt("calls"),
                                row.getInt("reached"),
                                row.getInt("held"),
                                row.getInt("breaches"))))
                .list();
        return new Today(
                rows.stream()
                        .filter(it -> it.what().equals(PERSON))
                        .map(Row::person)
                        .toList(),
                new DeskDay.ToDo(count(rows, OWNER_CHANGES), count(rows, CORRECTIONS)));
    }

    private static int count(List<Row> rows, String what) {
        return rows.stream()
                .filter(it -> it.what().equals(what))
                .mapToInt(it -> it.person().calls())
                .sum();
    }

    private static UUID[] stores(Actor actor, UseCase useCase, Optional<UUID> only) {
        return actor.storesFor(useCase).stream()
                .filter(it -> only.isEmpty() || only.get().equals(it))
                .toArray(UUID[]::new);
    }
}
