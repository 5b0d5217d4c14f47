-- Complaints that were kept in another system; no clock of ours runs for them.
create or replace view complaints.story with (security_invoker) as
    select c.dealer_id, c.customer_id, c.vehicle_id, c.store_id, c.received_at as at, c.id, 'COMPLAINT' as what,
           jsonb_build_object('number', c.number, 'complaintKind', c.kind, 'content', c.content, 'state', c.state, 'contactDueAt', c.contact_due_at,
                              'contactedAt', c.contacted_at, 'grievanceSolved', c.grievance_solved) as facts
      from complaints.complaint c
    union all
    select h.dealer_id, h.customer_id, h.vehicle_id, h.store_id, h.received_at as at, h.id, 'EARLIER_COMPLAINT' as what,
           jsonb_build_object('number', h.complaint_no, 'kindGiven', h.kind, 'content', h.content, 'handler', p.name, 'closedAt', h.closed_at,
                              'outcome', h.result) as facts
      from complaints.history h
      left join organisation.report_staff p on p.dealer_id = h.dealer_id and p.staff_id = h.handler_id
     where h.customer_id is not null;
