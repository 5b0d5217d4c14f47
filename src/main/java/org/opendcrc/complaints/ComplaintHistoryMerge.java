package org.opendcrc.complaints;

import org.opendcrc.shared.Merge;
import org.opendcrc.shared.MergeResult;
import org.opendcrc.shared.MergeRun;
import org.opendcrc.shared.StagedRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings the rows of a file of complaints kept in another system 历史投诉 into the house. They make no deadlines. An unknown customer or car
 * is kept as text.
 */
@Component
public class ComplaintHistoryMerge implements Merge {

    private static final String STAGING = "complaints.history_staging";

    private final JdbcClient jdbc;

    ComplaintHistoryMerge(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String staging() {
        return STAGING;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public MergeResult merge(MergeRun run) {
        var rows = new StagedRows(jdbc, STAGING, run);
        resolve(rows);
        rows.supersede();
        lock(rows);
        compute(rows);
        count(rows);
        warn(rows);
        write(rows);
        return rows.result();
    }

    private void resolve(StagedRows rows) {
        rows.run("""
                update complaints.history_staging s
                   set customer_id = coalesce(c.survivor_id, c.customer_id),
                       vehicle_id = v.vehicle_id,
                       handler_id = p.staff_id
                  from complaints.history_staging r
                  left join customers.report_customer c
                    on c.dealer_id = :dealer
                   and c.customer_no = r.customer_no
                  left join vehicles.report_vehicle v
                    on v.dealer_id = :dealer
                   and v.vin = r.vin
                  left join organisation.report_staff p
                    on p.dealer_id = :dealer
                   and p.staff_no = r.handler_no
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = r.line
                   and r.dealer_id = :dealer
                   and r.run_id = :run
                """);
    }

    private void lock(StagedRows rows) {
        rows.lock("""
                select k.id
                  from complaints.history_staging s
                  join complaints.history k
                    on k.dealer_id = :dealer
                   and k.store_id = s.store_id
                   and k.complaint_no = s.complaint_no
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                 order by k.id
                   for no key update of k
                """);
    }

    private void compute(StagedRows rows) {
        rows.run("""
                update complaints.history_staging s
                   set target_id = coalesce(f.id, s.id),
                       kind = case when 'kind' = any(:given) then s.kind else f.kind end,
                       handler_id = case when 'handler_no' = any(:given) then s.handler_id else f.handler_id end,
                       handler_no = case when 'handler_no' = any(:given) then s.handler_no else f.handler_no end,
                       solved_at = case when 'solved_at' = any(:given) then s.solved_at else f.solved_at end,
                       closed_at = case when 'closed_at' = any(:given) then s.closed_at else f.closed_at end,
                       result = case when 'result' = any(:given) then s.result else f.result end,
                       customer_id = case when s.customer_no is null then f.customer_id else s.customer_id end,
                       customer_no = coalesce(s.customer_no, f.customer_no),
                       vehicle_id = case when s.vin is null then f.vehicle_id else s.vehicle_id end,
                       vin = coalesce(s.vin, f.vin)
                  from (select r.line, k.id, k.kind, k.handler_id, k.handler_no, k.solved_at, k.closed_at, k.result,
                               k.customer_id, k.customer_no, k.vehicle_id, k.vin
                          from complaints.history_staging r
                          left join complaints.history k
                            on k.dealer_id = :dealer
                           and k.store_id = r.store_id
                           and k.complaint_no = r.complaint_no
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.state = 'read') f
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = f.line
                """);
    }

    private void count(StagedRows rows) {
        rows.run("""
                update complaints.history_staging s
                   set state = f.state
                  from (select r.line,
                               case when k.dealer_id is null then 'new'
                                    when (r.received_at, r.content, r.kind, r.handler_id, r.handler_no, r.solved_at, r.closed_at,
                                          r.result, r.customer_id, r.customer_no, r.vehicle_id, r.vin)
                                         is distinct from
                                         (k.received_at, k.content, k.kind, k.handler_id, k.handler_no, k.solved_at, k.closed_at,
                                          k.result, k.customer_id, k.customer_no, k.vehicle_id, k.vin)
                                    then 'changed'
                                    else 'unchanged' end as state
                          from complaints.history_staging r
                          left join complaints.history k
                            on k.dealer_id = :dealer
                           and k.store_id = r.store_id
                           and k.complaint_no = r.complaint_no
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.state = 'read') f
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = f.line
                """);
    }

    private void warn(StagedRows rows) {
        rows.run("""
                update complaints.history_staging s
                   set warnings = s.warnings
                                  || case when s.customer_no is not null and s.customer_id is null then array['customer_no|kept-as-text'] else '{}' end
                                  || case when s.vin is not null and s.vehicle_id is null then array['vin|kept-as-text'] else '{}' end
                                  || case when s.handler_no is not null and s.handler_id is null then array['handler_no|handler-unknown'] else '{}' end
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.target_id is not null
                """);
    }

    private void write(StagedRows rows) {
        rows.run("""
                insert into complaints.history (dealer_id, id, store_id, complaint_no,
                                                received_at, content, kind, handler_id, handler_no, solved_at, closed_at, result,
                                                customer_id, customer_no, vehicle_id, vin, changed_at)
                select s.dealer_id, s.target_id, s.store_id, s.complaint_no, s.received_at, s.content, s.kind, s.handler_id, s.handler_no,
                       s.solved_at, s.closed_at, s.result, s.customer_id, s.customer_no, s.vehicle_id, s.vin, :at
                  from complaints.history_staging s
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                    on conflict (dealer_id, store_id, complaint_no)
                    do update set received_at = excluded.received_at,
                                  content = excluded.content,
                                  kind = excluded.kind,
                                  handler_id = excluded.handler_id,
                                  handler_no = excluded.handler_no,
                                  solved_at = excluded.solved_at,
                                  closed_at = excluded.closed_at,
                                  result = excluded.result,
                                  customer_id = excluded.customer_id,
                                  customer_no = excluded.customer_no,
                                  vehicle_id = excluded.vehicle_id,
                                  vin = excluded.vin,
                                  changed_at = excluded.changed_at
                """);
    }
}
