-- What a customer wants besides: another car for himself 新销售机会, or a car for somebody whom he names 新潜在推荐. Kept as it was said until
-- the prospects' chapter takes it over. Never changed.
create table followups.lead (
    dealer_id    int  not null,
    id           uuid not null,
    store_id     uuid not null,
    kind         text not null check (kind in ('OPPORTUNITY', 'REFERRAL')),
    customer_id  uuid not null,                -- who wants it, or who refers
    task_id      uuid not null,                -- the call in which he said so
    purchase     text check (purchase in ('ADDITIONAL', 'REPLACEMENT')),
    wish         text,                         -- model and what matters; personal
    planned      text not null check (planned in ('NOW', 'QUARTER', 'HALF_YEAR', 'YEAR', 'UNKNOWN')),
    note         text,                         -- personal
    person_name  text,                         -- of the third person; personal
    person_phone text,                         -- E.164; personal
    relation     text,                         -- to the customer
    person_knows boolean,                      -- the customer says that the person knows of it
    consent      text check (consent = 'NOT_ASKED'),   -- of the third person: he has told us nothing yet
    staff_id     uuid not null,
    at           timestamptz not null,
    primary key (dealer_id, id),
    constraint a_referral_names_somebody check ((kind = 'REFERRAL') = (num_nonnulls(person_name, person_phone, person_knows, consent) = 4)),
    constraint an_opportunity_names_nobody check (kind = 'REFERRAL' or num_nonnulls(person_name, person_phone, relation, person_knows, consent) = 0),
    constraint an_opportunity_is_for_himself check ((kind = 'OPPORTUNITY') = (purchase is not null)),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, customer_id) references customers.customer,
    foreign key (dealer_id, task_id) references followups.task,
    foreign key (dealer_id, staff_id) references organisation.staff
);
create index lead_by_store on followups.lead (dealer_id, store_id, at, id);
create index lead_by_customer on followups.lead (dealer_id, customer_id, at);
alter table followups.lead enable row level security;
create policy dealer on followups.lead using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert on followups.lead to opendcrc_app;

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
      left join organisation.report_staff p on p.dealer_id = h.dealer_id and p.staff_id = h.staff_id
    union all
    select l.dealer_id, l.customer_id, c.vehicle_id, l.store_id, l.at, l.id, 'LEAD' as what,
           jsonb_build_object('task', l.task_id, 'leadKind', l.kind, 'purchase', l.purchase, 'wish', l.wish, 'planned', l.planned,
                              'person', l.person_name, 'staff', p.name, 'assignedTo', c.assigned_to) as facts
      from followups.lead l
      join followups.task t on t.dealer_id = l.dealer_id and t.id = l.task_id
      join followups.contact c on c.dealer_id = t.dealer_id and c.id = t.contact_id
      left join organisation.report_staff p on p.dealer_id = l.dealer_id and p.staff_id = l.staff_id;
