-- What forms, the weekly summary and the manufacturer's reports read of a case: everything, the customer's words too. Reports that are counted
-- read report_complaint, which has none of them.
create view complaints.paper with (security_invoker) as
    select c.dealer_id, c.id as complaint_id, c.store_id, c.number, c.source, c.source_no, c.kind, c.grade, c.emergency, c.crisis_since, c.complainant,
           c.complainant_name, c.complainant_phone, c.customer_id, c.vehicle_id, c.order_id, c.content, c.people, c.happened, c.place, c.object, c.demand,
           c.accused_id, c.received_at, c.recorded_at, c.recorded_by, c.contact_due_at, c.contact_owed, c.contacted_at, c.contacted_by, c.state, c.handler_id,
           c.round, c.nth, c.goal, c.escalated_to, c.root, c.cause, c.department, c.responsible, c.co_responsible, c.correction, c.prevention, c.remedy,
           c.cost_fen, c.solved_at, c.closed_at, c.closed_by, c.closing, c.closing_words, c.merged_into
      from complaints.complaint c;
create view complaints.paper_plan with (security_invoker) as
    select p.dealer_id, p.complaint_id, p.round, p.position, p.title, p.pros, p.cons, p.cost_fen, p.takes, p.recommended, p.state, p.proposed_at,
           p.decided_at, p.decided_words, p.manner
      from complaints.plan p;
create view complaints.paper_signature with (security_invoker) as
    select s.dealer_id, s.complaint_id, s.round, s.what, s.staff_id, s.rank, s.at
      from complaints.signature s;
create view complaints.paper_check with (security_invoker) as
    select k.dealer_id, k.complaint_id, k.round, k.task_id, k.ending, k.at, k.staff_id, k.words
      from complaints.check_call k;
create view complaints.paper_help with (security_invoker) as
    select h.dealer_id, h.complaint_id, h.nth, h.recognised_at, h.asked_at, h.asked_whom, h.words, h.answered_at, h.answer
      from complaints.help h;
create view complaints.paper_log with (security_invoker) as
    select l.dealer_id, l.complaint_id, l.id, l.at, l.recorded_at, l.staff_id, l.what, l.words
      from complaints.log l;
create view complaints.paper_deadline with (security_invoker) as
    select d.dealer_id, d.complaint_id, d.rule, d.subject, d.minutes, d.due_at, d.met_at, d.missed_at, d.running
      from complaints.deadline d;
grant select on complaints.paper, complaints.paper_plan, complaints.paper_signature, complaints.paper_check, complaints.paper_help, complaints.paper_log,
    complaints.paper_deadline to opendcrc_app;
