-- Answered calls of every kind, for the figures of satisfaction: when, by whom, about what; no words of customers.
create view followups.report_answered with (security_invoker) as
    select t.dealer_id, t.id as task_id, t.store_id, t.kind, t.subject_id, coalesce(t.order_no, t.subject_no) as number, t.advisor_id,
           r.staff_id, t.called_at, r.recorded_at, r.outcome, r.response_id
      from followups.task t
      join followups.result r on r.dealer_id = t.dealer_id and r.task_id = t.id
     where t.called_at is not null;
grant select on followups.report_answered to opendcrc_app;
