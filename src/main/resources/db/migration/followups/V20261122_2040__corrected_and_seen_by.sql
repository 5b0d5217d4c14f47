-- FU-6: a call that is owed again because its customer's number was put right says so until it is made.
alter table followups.task add column corrected_at timestamptz;

-- FU-19: whoever shows an owed or a made call elsewhere must know whose it is, so that nothing leads to a page that is not there for him.
create view followups.report_restriction with (security_invoker) as
    select x.dealer_id, x.store_id, x.staff_id
      from followups.restriction x;
create or replace view followups.report_owed with (security_invoker) as
    select t.dealer_id, t.id as task_id, c.customer_id, c.vehicle_id, t.store_id, t.kind, coalesce(t.order_no, t.subject_no) as order_no,
           t.due_from, t.due_at, t.fades_at, t.state, t.attempts, c.text_only, c.assigned_to
      from followups.contact c
      join followups.task t on t.dealer_id = c.dealer_id and t.contact_id = c.id
     where t.state in ('PENDING', 'RETRY');

-- RP-14: what is left stands with whom it is assigned to. FU-28: whether the customer was told of the present services.
create or replace view followups.report_next with (security_invoker) as
    select t.dealer_id, t.id as task_id, t.kind, c.not_before, c.promised_at, c.text_only, c.assigned_to, c.assigned_at
      from followups.task t
      join followups.contact c on c.dealer_id = t.dealer_id and c.id = t.contact_id;
create or replace view followups.report_any_task with (security_invoker) as
    select t.dealer_id, t.id as task_id, t.store_id, coalesce(t.order_no, t.subject_no) as order_no, t.advisor_id, t.due_from, t.due_at, t.fades_at,
           t.state, t.called_at, t.closed_at, t.created_at, r.outcome, r.response_id, r.services_told
      from followups.task t
      left join followups.result r on r.dealer_id = t.dealer_id and r.task_id = t.id;
grant select on followups.report_restriction to opendcrc_app;

-- In a customer's history a call says whose it is and whether he was told of the present services.
create or replace view followups.story with (security_invoker) as
    select a.dealer_id, c.customer_id, c.vehicle_id, a.store_id, a.at, a.id, 'CALL' as what,
           jsonb_build_object('task', a.task_id, 'taskKind', t.kind, 'orderNo', coalesce(t.order_no, t.subject_no), 'outcome', a.outcome, 'staff', p.name,
                              'result', r.outcome, 'total', q.total, 'totalPossible', q.total_possible, 'satisfaction', q.satisfaction,
                              'servicesTold', coalesce(r.services_told, false), 'assignedTo', c.assigned_to) as facts
      from followups.contact c
      join followups.attempt a on a.dealer_id = c.dealer_id and a.contact_id = c.id
      join followups.task t on t.dealer_id = a.dealer_id and t.id = a.task_id
      left join organisation.report_staff p on p.dealer_id = a.dealer_id and p.staff_id = a.staff_id
      left join followups.result r on r.dealer_id = a.dealer_id and r.task_id = a.task_id and a.outcome = 'CONNECTED'
      left join questionnaires.report_response q on q.dealer_id = r.dealer_id and q.response_id = r.response_id
    union all
    select m.dealer_id, c.customer_id, c.vehicle_id, t.store_id, m.at, m.id, 'REMARK' as what,
           jsonb_build_object('task', m.task_id, 'taskKind', t.kind, 'orderNo', coalesce(t.order_no, t.subject_no), 'staff', p.name, 'words', m.words,
                              'assignedTo', c.assigned_to) as facts
      from followups.contact c
      join followups.task t on t.dealer_id = c.dealer_id and t.contact_id = c.id
      join followups.remark m on m.dealer_id = t.dealer_id and m.task_id = t.id
      left join organisation.report_staff p on p.dealer_id = m.dealer_id and p.staff_id = m.staff_id
    union all
    select h.dealer_id, o.customer_id, o.vehicle_id, h.store_id, h.called_at as at, h.id, 'EARLIER_CALL' as what,
           jsonb_build_object('about', o.order_no, 'outcome', h.outcome, 'staff', p.name, 'score', h.score, 'satisfaction', h.satisfaction,
                              'words', h.remark) as facts
      from vehicles.report_order o
      join followups.call_history h on h.dealer_id = o.dealer_id and h.subject_id = o.order_id and h.order_id = o.order_id
      left join organisation.report_staff p on p.dealer_id = h.dealer_id and p.staff_id = h.staff_id
    union all
    select h.dealer_id, s.customer_id, s.vehicle_id, h.store_id, h.called_at as at, h.id, 'EARLIER_CALL' as what,
           jsonb_build_object('about', s.sale_no, 'outcome', h.outcome, 'staff', p.name, 'score', h.score, 'satisfaction', h.satisfaction,
                              'words', h.remark) as facts
      from vehicles.report_sale s
      join followups.call_history h on h.dealer_id = s.dealer_id and h.subject_id = s.sale_id and h.sale_id = s.sale_id
      left join organisation.report_staff p on p.dealer_id = h.dealer_id and p.staff_id = h.staff_id;
