-- Which calls are owed to a customer: for pages that show him and are no queue.
create index contact_by_customer on followups.contact (dealer_id, customer_id);
create view followups.report_owed with (security_invoker) as
    select t.dealer_id, t.id as task_id, c.customer_id, c.vehicle_id, t.store_id, t.kind, t.order_no, t.due_from, t.due_at, t.fades_at, t.state, t.attempts,
           c.text_only
      from followups.contact c
      join followups.task t on t.dealer_id = c.dealer_id and t.contact_id = c.id
     where t.state in ('PENDING', 'RETRY');
grant select on followups.report_owed to opendcrc_app;
