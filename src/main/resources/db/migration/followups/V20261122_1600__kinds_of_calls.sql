-- One queue for calls of every kind. What a call is about is its subject: a repair order, a complaint, an appointment …

-- A customer without a car can be called, too: then there is one contact for him and the store.
alter table followups.contact alter column vehicle_id drop not null;
alter table followups.contact drop constraint contact_is_one_per_car;
alter table followups.contact add constraint contact_is_one_per_car unique nulls not distinct (dealer_id, store_id, customer_id, vehicle_id);
alter table followups.contact add column barred_staff uuid[] not null default '{}';   -- who must not make an open call of it
comment on column followups.contact.dayparts_used is 'bits of Daypart in which a failed attempt would not count for the task that is due first';

alter table followups.task drop constraint task_kind_check;
alter table followups.task drop constraint order_is_owed_once_per_round;
alter table followups.task
    add column subject_id      uuid,                      -- of the order, complaint, appointment …; the kind says which
    add column subject_no      text,                      -- its number, where it is no order
    add column happened_at     timestamptz,               -- what the window is counted from, where it is no settlement
    add column barred_staff    uuid,                      -- CP-12: this person must not make the call
    add column shut_dayparts   int     not null default 0,   -- bits of Daypart in which a failed attempt would not count
    add column despite_dnd     boolean not null default false,   -- the customer expects this call though he wants no others
    alter column order_id   drop not null,
    alter column order_no   drop not null,
    alter column order_kind drop not null,
    alter column sent_in_at drop not null,
    alter column settled_at drop not null;
-- FU-27: what is still owed for a first maintenance or a warranty claim is a call of that kind; finished calls stay what they were.
update followups.task
   set subject_id = order_id,
       shut_dayparts = dayparts_used,
       kind = case when state not in ('PENDING', 'RETRY') then kind
                   when order_kind = 'FIRST_SERVICE' then 'FIRST_MAINTENANCE'
                   when order_kind = 'WARRANTY' then 'WARRANTY'
                   else kind end;
alter table followups.task drop constraint task_state_check;
alter table followups.task
    alter column subject_id set not null,
    add constraint kind_is_a_word check (kind ~ '^[A-Z][A-Z_]*$'),
    add constraint task_state_check check (state in ('PENDING', 'RETRY', 'TEXTING', 'SUCCESS_SATISFIED', 'SUCCESS_DISSATISFIED', 'SMS_DONE',
                                                     'UNREACHED', 'GIVEN_UP', 'WRONG_NUMBER', 'LINKED', 'CANCELLED')),
    add constraint subject_is_owed_once_per_round unique (dealer_id, kind, subject_id, round),
    add constraint order_brings_its_facts check (case when order_id is null
                                                      then num_nonnulls(order_no, order_kind, sent_in_at, settled_at) = 0
                                                           and num_nonnulls(subject_no, happened_at) = 2
                                                      else subject_id = order_id
                                                           and num_nonnulls(order_no, order_kind, sent_in_at, settled_at) = 4
                                                           and num_nonnulls(subject_no, happened_at) = 0 end),
    add foreign key (dealer_id, barred_staff) references organisation.staff;
create index task_by_order on followups.task (dealer_id, order_id) where order_id is not null;

-- A store that went its own way with its calls after a repair goes it with the two kinds that came out of them.
insert into organisation.setting (dealer_id, store_id, key, value, changed_at, changed_by)
select s.dealer_id, s.store_id, k.prefix || substr(s.key, length('follow-up') + 1), s.value, s.changed_at, s.changed_by
  from organisation.setting s
 cross join (values ('first-maintenance-call'), ('warranty-call')) k (prefix)
 where s.key in ('follow-up.window-days', 'follow-up.faded-days', 'follow-up.attempts', 'follow-up.claim-minutes');

-- What reports read stays what it was: calls owed for repair orders, now with their kind.
create or replace view followups.report_task with (security_invoker) as
    select t.dealer_id, t.id as task_id, t.store_id, t.order_no, t.order_kind, t.advisor_id, t.settled_at, t.due_from, t.due_at, t.fades_at,
           t.state, t.attempts, t.called_at, t.closed_at, t.created_at, r.outcome, r.response_id, r.complaint_id, t.kind
      from followups.task t
      left join followups.result r on r.dealer_id = t.dealer_id and r.task_id = t.id
     where t.order_id is not null;
create or replace view followups.report_owed with (security_invoker) as
    select t.dealer_id, t.id as task_id, c.customer_id, c.vehicle_id, t.store_id, t.kind, coalesce(t.order_no, t.subject_no) as order_no,
           t.due_from, t.due_at, t.fades_at, t.state, t.attempts, c.text_only
      from followups.contact c
      join followups.task t on t.dealer_id = c.dealer_id and t.contact_id = c.id
     where t.state in ('PENDING', 'RETRY');
-- In a customer's history a call bears the number of what it was about, order or not.
create or replace view followups.story with (security_invoker) as
    select a.dealer_id, c.customer_id, c.vehicle_id, a.store_id, a.at, a.id, 'CALL' as what,
           jsonb_build_object('task', a.task_id, 'taskKind', t.kind, 'orderNo', coalesce(t.order_no, t.subject_no), 'outcome', a.outcome, 'staff', p.name,
                              'result', r.outcome, 'total', q.total, 'totalPossible', q.total_possible, 'satisfaction', q.satisfaction) as facts
      from followups.contact c
      join followups.attempt a on a.dealer_id = c.dealer_id and a.contact_id = c.id
      join followups.task t on t.dealer_id = a.dealer_id and t.id = a.task_id
      left join organisation.report_staff p on p.dealer_id = a.dealer_id and p.staff_id = a.staff_id
      left join followups.result r on r.dealer_id = a.dealer_id and r.task_id = a.task_id and a.outcome = 'CONNECTED'
      left join questionnaires.report_response q on q.dealer_id = r.dealer_id and q.response_id = r.response_id
    union all
    select m.dealer_id, c.customer_id, c.vehicle_id, t.store_id, m.at, m.id, 'REMARK' as what,
           jsonb_build_object('task', m.task_id, 'taskKind', t.kind, 'orderNo', coalesce(t.order_no, t.subject_no), 'staff', p.name, 'words', m.words) as facts
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
