-- The calls that check what became of a complaint, by the complaint.
create view followups.report_check with (security_invoker) as
    select t.dealer_id, t.id as task_id, t.subject_id as complaint_id, t.round, t.state
      from followups.task t
     where t.kind = 'COMPLAINT_CHECK';
grant select on followups.report_check to opendcrc_app;
