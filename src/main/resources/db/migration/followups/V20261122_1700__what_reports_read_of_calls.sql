-- What reports read of calls beside the tasks: each call with who made it, once for each task that it served; and of each task what kind of
-- call is owed and when the queue offers it next.
create view followups.report_try with (security_invoker) as
    select a.dealer_id, a.id as attempt_id, a.store_id, a.day, a.at, a.recorded_at, a.outcome, a.daypart, a.staff_id, x.task_id, x.counted
      from followups.attempt a
      join followups.attempt_task x on x.dealer_id = a.dealer_id and x.attempt_id = a.id;
create view followups.report_next with (security_invoker) as
    select t.dealer_id, t.id as task_id, t.kind, c.not_before, c.promised_at, c.text_only
      from followups.task t
      join followups.contact c on c.dealer_id = t.dealer_id and c.id = t.contact_id;
grant select on followups.report_try, followups.report_next to opendcrc_app;
