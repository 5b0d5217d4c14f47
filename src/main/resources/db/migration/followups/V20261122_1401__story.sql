-- The calls and remarks of a customer's history.
create view followups.story with (security_invoker) as
    select a.dealer_id, c.customer_id, c.vehicle_id, a.store_id, a.at, a.id, 'CALL' as what,
           jsonb_build_object('task', a.task_id, 'taskKind', t.kind, 'orderNo', t.order_no, 'outcome', a.outcome, 'staff', p.name,
                              'result', r.outcome, 'total', q.total, 'totalPossible', q.total_possible, 'satisfaction', q.satisfaction) as facts
      from followups.contact c
      join followups.attempt a on a.dealer_id = c.dealer_id and a.contact_id = c.id
      join followups.task t on t.dealer_id = a.dealer_id and t.id = a.task_id
      left join organisation.report_staff p on p.dealer_id = a.dealer_id and p.staff_id = a.staff_id
      left join followups.result r on r.dealer_id = a.dealer_id and r.task_id = a.task_id and a.outcome = 'CONNECTED'
      left join questionnaires.report_response q on q.dealer_id = r.dealer_id and q.response_id = r.response_id
    union all
    select m.dealer_id, c.customer_id, c.vehicle_id, t.store_id, m.at, m.id, 'REMARK' as what,
           jsonb_build_object('task', m.task_id, 'taskKind', t.kind, 'orderNo', t.order_no, 'staff', p.name, 'words', m.words) as facts
      from followups.contact c
      join followups.task t on t.dealer_id = c.dealer_id and t.contact_id = c.id
      join followups.remark m on m.dealer_id = t.dealer_id and m.task_id = t.id
      left join organisation.report_staff p on p.dealer_id = m.dealer_id and p.staff_id = m.staff_id;

grant select on followups.story to opendcrc_app;
