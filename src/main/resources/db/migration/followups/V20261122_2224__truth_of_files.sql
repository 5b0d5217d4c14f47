-- The check of what the file says of a buyer 客户档案真实性核实, asked in the call after the sale. Never changed.
create table followups.truth_check (
    dealer_id     int  not null,
    id            uuid not null,
    task_id       uuid not null,
    item          text not null check (item in ('NAME', 'PHONE', 'ADDRESS')),
    answer        text not null check (answer in ('YES', 'NO', 'NOT_ASKED')),
    in_file       text,                        -- what the file said then; personal
    right_value   text,                        -- what is right instead, in his words; personal
    consultant_id uuid,                        -- whose sale it was
    staff_id      uuid not null,
    at            timestamptz not null,
    primary key (dealer_id, id),
    constraint item_is_asked_once unique (dealer_id, task_id, item),
    constraint only_what_is_wrong_is_put_right check (answer = 'NO' or right_value is null),
    foreign key (dealer_id, task_id) references followups.task,
    foreign key (dealer_id, consultant_id) references organisation.staff,
    foreign key (dealer_id, staff_id) references organisation.staff
);
alter table followups.truth_check enable row level security;
create policy dealer on followups.truth_check using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert on followups.truth_check to opendcrc_app;

-- FU-6: not only numbers are wrong in files.
alter table followups.correction
    add column item text not null default 'PHONE' check (item in ('NAME', 'PHONE', 'PROVINCE', 'CITY', 'ADDRESS', 'POSTCODE')),
    add column in_file text,                   -- what the file said; personal
    add column said text,                      -- what is right, in the customer's words; personal
    add column new_value text,                 -- what it was put right to, where it is no number; personal
    alter column phone drop not null,
    drop constraint corrected_by_a_number,
    add constraint a_number_is_wrong check (item <> 'PHONE' or phone is not null),
    add constraint corrected_by_a_value check ((state = 'CORRECTED') = (num_nonnulls(new_phone, new_value) = 1));
create unique index correction_of_item_is_asked_once on followups.correction (dealer_id, customer_id, item) where state = 'OPEN' and item <> 'PHONE';

-- What is asked of nobody is seen by the advisors, of a sale by the consultants.
create or replace view followups.report_correction with (security_invoker) as
    select c.dealer_id, c.id as correction_id, c.store_id, c.advisor_id, c.task_id, c.asked_at, c.state, c.done_by, c.done_at, c.item,
           t.kind = 'SALES' as of_sale
      from followups.correction c
      join followups.task t on t.dealer_id = c.dealer_id and t.id = c.task_id;

-- RP-19: what came of the calls after sales.
create view followups.report_sale_call with (security_invoker) as
    select t.dealer_id, t.id as task_id, t.subject_id as sale_id, t.round, t.store_id, t.state, t.called_at, t.due_at, c.assigned_to
      from followups.task t
      join followups.contact c on c.dealer_id = t.dealer_id and c.id = t.contact_id
     where t.kind = 'SALES';
create view followups.report_truth with (security_invoker) as
    select k.dealer_id, k.task_id, k.item, k.answer, k.consultant_id, k.staff_id, k.at
      from followups.truth_check k;
grant select on followups.report_sale_call, followups.report_truth to opendcrc_app;
