-- The complaints of a customer's history.
create view complaints.story with (security_invoker) as
    select c.dealer_id, c.customer_id, c.vehicle_id, c.store_id, c.received_at as at, c.id, 'COMPLAINT' as what,
           jsonb_build_object('number', c.number, 'complaintKind', c.kind, 'content', c.content, 'state', c.state, 'contactDueAt', c.contact_due_at,
                              'contactedAt', c.contacted_at, 'grievanceSolved', c.grievance_solved) as facts
      from complaints.complaint c;

grant select on complaints.story to opendcrc_app;
