package org.opendcrc.followups;

import java.time.Instant;
import java.util.EnumSet;
import java.util.UUID;
import org.opendcrc.shared.Merge;
import org.opendcrc.shared.MergeResult;
import org.opendcrc.shared.MergeRun;
import org.opendcrc.shared.StagedRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings the rows of a file of calls made in another system 历史回访 into the house. A call about an unknown order or sale waits for it. No
 * row makes a task; an order whose customer answered or was written to owes no call any more, so its unanswered task is withdrawn; a sale alike.
 */
@Component
public class CallHistoryMerge implements Merge {

    private static final String STAGING = "followups.call_history_staging";

    private final JdbcClient jdbc;
    private final OwedCallBook book;

    CallHistoryMerge(JdbcClient jdbc, OwedCallBook book) {
        this.jdbc = jdbc;
        this.book = book;
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
        awaitSubjects(rows);
        lock(rows);
        compute(rows);
        count(rows);
        warn(rows);
        write(rows);
        withdraw(rows, run.at());
        return rows.result();
    }

    /** The order counts where both are named. */
    private void resolve(StagedRows rows) {
        rows.run("""
                update followups.call_history_staging s
                   set order_id = o.order_id,
                       sale_id = a.sale_id,
                       subject_id = coalesce(o.order_id, a.sale_id),
                       staff_id = p.staff_id
                  from followups.call_history_staging r
                  left join vehicles.report_order o
                    on o.dealer_id = :dealer
                   and o.store_id = r.store_id
                   and o.order_no = r.order_no
                  left join vehicles.report_sale a
                    on a.dealer_id = :dealer
                   and a.store_id = r.store_id
                   and a.sale_no = r.sale_no
                   and r.order_no is null
                  left join organisation.report_staff p
                    on p.dealer_id = :dealer
                   and p.staff_no = r.staff_no
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = r.line
                   and r.dealer_id = :dealer
                   and r.run_id = :run
                """);
    }

    private void awaitSubjects(StagedRows rows) {
        rows.run("""
                update followups.call_history_staging s
                   set state = 'waiting',
                       refused_column = case when s.order_no is null then 'sale_no' else 'order_no' end,
                       refused_why = case when s.order_no is null then 'sale-unknown' else 'order-unknown' end,
                       waits_for = case when s.order_no is null then 'sale' else 'order' end,
                       needs_store = s.store_id,
                       needs = coalesce(s.order_no, s.sale_no)
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                   and s.subject_id is null
                """);
    }

    private void lock(StagedRows rows) {
        rows.lock("""
                select k.id
                  from followups.call_history_staging s
                  join followups.call_history k
                    on k.dealer_id = :dealer
                   and k.subject_id = s.subject_id
                   and k.called_at = s.called_at
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                 order by k.id
                   for no key update of k
                """);
    }

    private void compute(StagedRows rows) {
        rows.run("""
                update followups.call_history_staging s
                   set target_id = coalesce(f.id, s.id),
                       staff_id = case when 'staff_no' = any(:given) then s.staff_id else f.staff_id end,
                       staff_no = case when 'staff_no' = any(:given) then s.staff_no else f.staff_no end,
                       score = case when 'score' = any(:given) then s.score else f.score end,
                       satisfaction = case when 'satisfaction' = any(:given) then s.satisfaction else f.satisfaction end,
                       remark = case when 'remark' = any(:given) then s.remark else f.remark end
                  from (select r.line, k.id, k.staff_id, k.staff_no, k.score, k.satisfaction, k.remark
                          from followups.call_history_staging r
                          left join followups.call_history k
                            on k.dealer_id = :dealer
                           and k.subject_id = r.subject_id
                           and k.called_at = r.called_at
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
                update followups.call_history_staging s
                   set state = f.state
                  from (select r.line,
                               case when k.id is null then 'new'
                                    when (r.outcome, r.staff_id, r.staff_no, r.score, r.satisfaction, r.remark)
                                         is distinct from
                                         (k.outcome, k.staff_id, k.staff_no, k.score, k.satisfaction, k.remark)
                                    then 'changed'
                                    else 'unchanged' end as state
                          from followups.call_history_staging r
                          left join followups.call_history k
                            on k.dealer_id = :dealer
                           and k.id = r.target_id
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
                update followups.call_history_staging s
                   set warnings = array_append(s.warnings, 'staff_no|staff-unknown')
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.target_id is not null
                   and s.staff_no is not null
                   and s.staff_id is null
                """);
    }

    private void write(StagedRows rows) {
        rows.run("""
                insert into followups.call_history (dealer_id, id, store_id, subject_id, order_id, sale_id, called_at, staff_id, staff_no,
                                                    outcome, score, satisfaction, remark, changed_at)
                select s.dealer_id, s.target_id, s.store_id, s.subject_id, s.order_id, s.sale_id, s.called_at, s.staff_id, s.staff_no,
                       s.outcome, s.score, s.satisfaction, s.remark, :at
                  from followups.call_history_staging s
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                    on conflict (dealer_id, subject_id, called_at)
                    do update set outcome = excluded.outcome,
                                  staff_id = excluded.staff_id,
                                  staff_no = excluded.staff_no,
                                  score = excluded.score,
                                  satisfaction = excluded.satisfaction,
                                  remark = excluded.remark,
                                  changed_at = excluded.changed_at
                """);
    }

    /** Who is making tasks of the dealer's orders just now is done before; who begins later sees these rows. */
    private void withdraw(StagedRows rows, Instant at) {
        var answered = rows.statement("""
                        select distinct s.subject_id
                          from followups.call_history_staging s
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                           and s.state in ('new', 'changed', 'unchanged')
                           and s.target_id is not null
                           and s.outcome in ('SATISFIED', 'DISSATISFIED', 'SMS')
                        """).query(UUID.class).list();
        var kinds = EnumSet.copyOf(CallKind.afterService());
        kinds.add(CallKind.SALES); // FU-17
        book.withdraw(kinds, answered, at);
    }
}
