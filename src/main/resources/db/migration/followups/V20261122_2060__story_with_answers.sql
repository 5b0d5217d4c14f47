-- In a customer's history a call says what he answered, questionnaire or not.
create or replace view followups.story with (security_invoker) as
    select a.dealer_id, c.customer_id, c.vehicle_id, a.store_id, a.at, a.id, 'CALL' as what,
           jsonb_build_object('task', a.task_id, 'taskKind', t.kind, 'orderNo', coalesce(t.order_no, t.subject_no), 'outcome', a.outcome, 'staff', p.name,
                              'result', r.outcome, 'total', q.total, 'totalPossible', q.total_possible, 'satisfaction', q.satisfaction,
                              'servicesTold', coalesce(r.services_told, false), 'assignedTo', c.assigned_to, 'answer', w.answer) as facts
      from followups.contact c
      join followups.attempt a on a.dealer_id = c.dealer_id and a.contact_id = c.id
      join followups.task t on t.dealer_id = a.dealer_id and t.id = a.task_id
      left join organisation.report_staff p on p.dealer_id = a.dealer_id and p.staff_id = a.staff_id
      left join followups.result r on r.dealer_id = a.dealer_id and r.task_id = a.task_id and a.outcome = 'CONNECTED'
      left join followups.answer w on w.dealer_id = a.dealer_id and w.task_id = a.task_id and a.outcome = 'CONNECTED'
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
