-- Who received a complaint and when it was written down, for reports that are frozen: no words of customers.
create view complaints.report_received with (security_invoker) as
    select c.dealer_id, c.id as complaint_id, c.store_id, c.number, c.source, c.kind, c.grievance_solved, c.order_id, c.task_id, c.received_at,
           c.recorded_at, c.recorded_by
      from complaints.complaint c;
grant select on complaints.report_received to opendcrc_app;
