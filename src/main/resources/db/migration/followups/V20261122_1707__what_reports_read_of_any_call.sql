-- Owed calls of every kind, about repair orders and about other things: for the lists that count people's work.
create view followups.report_any_task with (security_invoker) as
    select t.dealer_id, t.id as task_id, t.store_id, coalesce(t.order_no, t.subject_no) as order_no, t.advisor_id, t.due_from, t.due_at, t.fades_at,
           t.state, t.called_at, t.closed_at, t.created_at, r.outcome, r.response_id
      from followups.task t
      left join followups.result r on r.dealer_id = t.dealer_id and r.task_id = t.id;
grant select on followups.report_any_task to opendcrc_app;
