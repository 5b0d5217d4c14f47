-- The queue of owed calls 回访. What a clerk takes is a contact: one car of one customer in one store with all its open tasks.
create schema followups;
grant usage on schema followups to opendcrc_app;

create table followups.contact (
    dealer_id     int  not null references directory.dealer,
    id            uuid not null,
    store_id      uuid not null,
    customer_id   uuid not null,
    vehicle_id    uuid not null,
    open_tasks    int  not null check (open_tasks >= 0),
    open_from     timestamptz,                 -- earliest beginning of an open task's window
    due_at        timestamptz,                 -- earliest end of an open task's window
    not_before    timestamptz,                 -- after a failed call: the next day; after a promise: the promised moment
    promised_at   timestamptz,                 -- the customer asked to be called then
    dayparts_used int  not null default 0,     -- bits of Daypart, of counting attempts of the task that is due first
    text_only     boolean not null default false,   -- FU-14: the customer does not want calls
    claimed_by    uuid,
    claimed_until timestamptz,
    version       int  not null default 1,
    primary key (dealer_id, id),
    constraint contact_is_one_per_car unique (dealer_id, store_id, customer_id, vehicle_id),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, customer_id) references customers.customer,
    foreign key (dealer_id, vehicle_id) references vehicles.vehicle,
    foreign key (dealer_id, claimed_by) references organisation.staff,
    constraint claim_has_an_end check ((claimed_by is null) = (claimed_until is null)),
    constraint open_contacts_have_a_window check (open_tasks = 0 or (open_from is not null and due_at is not null))
);
create index contact_in_queue on followups.contact (dealer_id, store_id, due_at, id) where open_tasks > 0;
create index contact_by_clerk on followups.contact (dealer_id, claimed_by) where claimed_by is not null;

create table followups.task (
    dealer_id       int  not null,
    id              uuid not null,
    contact_id      uuid not null,
    store_id        uuid not null,
    kind            text not null check (kind in ('SERVICE')),
    order_id        uuid not null,
    round           int  not null,             -- a settlement after void, re-opening or INTERNAL starts a new one
    order_no        text not null,
    order_kind      text not null,
    visit_no        text,
    advisor_id      uuid,
    mileage_km      int,
    sent_in_at      timestamptz not null,
    completed_at    timestamptz,
    settled_at      timestamptz not null,
    due_from        timestamptz not null,      -- FU-15: 00:00 of the day after settlement, store time; included
    due_at          timestamptz not null,      -- FU-1: 24:00 of the third day after settlement; excluded
    fades_at        timestamptz not null,      -- FU-2: 24:00 of the fifth day after settlement
    state           text not null check (state in ('PENDING', 'RETRY', 'TEXTING', 'SUCCESS_SATISFIED', 'SUCCESS_DISSATISFIED',
                                                   'SMS_DONE', 'UNREACHED', 'WRONG_NUMBER', 'LINKED', 'CANCELLED')),
    attempts        int  not null default 0,   -- counting ones (A25)
    dayparts_used   int  not null default 0,
    counted_on      date[] not null default '{}',   -- A25: days of the store that have a counting attempt
    linked_to       uuid,                      -- FU-11: the called task of the same visit
    called_at       timestamptz,               -- of the call that closed it
    closed_at       timestamptz,               -- when that was recorded
    overdue_since   timestamptz,               -- written once by the job, though nobody looked
    faded_since     timestamptz,
    created_at      timestamptz not null,
    version         int  not null default 1,
    primary key (dealer_id, id),
    constraint order_is_owed_once_per_round unique (dealer_id, kind, order_id, round),
    constraint linked_points_to_the_called_one check ((state = 'LINKED') = (linked_to is not null)),
    foreign key (dealer_id, contact_id) references followups.contact,
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, order_id) references vehicles.repair_order,
    foreign key (dealer_id, advisor_id) references organisation.staff,
    foreign key (dealer_id, linked_to) references followups.task
);
create index task_open_of_contact on followups.task (dealer_id, contact_id) where state in ('PENDING', 'RETRY');
create index task_by_contact on followups.task (dealer_id, contact_id, settled_at);
create index task_open_by_due on followups.task (dealer_id, store_id, due_at, id) where state in ('PENDING', 'RETRY');
create index task_becomes_overdue on followups.task (dealer_id, due_at) where state in ('PENDING', 'RETRY') and overdue_since is null;
create index task_fades on followups.task (dealer_id, fades_at) where state in ('PENDING', 'RETRY') and faded_since is null;
create index task_by_window on followups.task (dealer_id, store_id, due_from, due_at);
create index task_by_call on followups.task (dealer_id, store_id, called_at);

-- A call that was tried. Never changed.
create table followups.attempt (
    dealer_id   int  not null,
    id          uuid not null,
    contact_id  uuid not null,
    task_id     uuid not null,                 -- the task that was called for
    store_id    uuid not null,
    at          timestamptz not null,
    day         date not null,                 -- of the store
    daypart     text,                          -- none: outside every daypart (A25)
    outcome     text not null check (outcome in ('CONNECTED', 'NO_ANSWER', 'BUSY', 'SWITCHED_OFF', 'OUT_OF_AREA', 'REJECTED', 'INCONVENIENT', 'WRONG_NUMBER')),
    staff_id    uuid not null,
    recorded_at timestamptz not null,
    primary key (dealer_id, id),
    foreign key (dealer_id, contact_id) references followups.contact,
    foreign key (dealer_id, task_id) references followups.task,
    foreign key (dealer_id, staff_id) references organisation.staff
);
create index attempt_by_contact on followups.attempt (dealer_id, contact_id, at);
create index attempt_by_day on followups.attempt (dealer_id, store_id, day, at);

-- Which open tasks one attempt served, and for which of them it counted (A25, A26).
create table followups.attempt_task (
    dealer_id  int  not null,
    attempt_id uuid not null,
    task_id    uuid not null,
    counted    boolean not null,
    primary key (dealer_id, attempt_id, task_id),
    foreign key (dealer_id, attempt_id) references followups.attempt,
    foreign key (dealer_id, task_id) references followups.task
);
create index attempt_of_task on followups.attempt_task (dealer_id, task_id);

-- What came of the call that closed a task. Never changed: the original result is kept (FU-9).
create table followups.result (
    dealer_id    int  not null,
    task_id      uuid not null,
    outcome      text not null check (outcome in ('SATISFIED', 'DISSATISFIED')),
    response_id  uuid not null,
    complaint_id uuid,
    called_at    timestamptz not null,
    staff_id     uuid not null,
    recorded_at  timestamptz not null,
    primary key (dealer_id, task_id),
    constraint dissatisfied_becomes_a_complaint check ((outcome = 'DISSATISFIED') = (complaint_id is not null)),   -- FU-10
    foreign key (dealer_id, task_id) references followups.task,
    foreign key (dealer_id, response_id) references questionnaires.response,
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, staff_id) references organisation.staff
);

-- The only correction that there is: words added later.
create table followups.remark (
    dealer_id int  not null,
    id        uuid not null,
    task_id   uuid not null,
    words     text not null,                   -- personal
    staff_id  uuid not null,
    at        timestamptz not null,
    primary key (dealer_id, id),
    foreign key (dealer_id, task_id) references followups.task,
    foreign key (dealer_id, staff_id) references organisation.staff
);
create index remark_by_task on followups.remark (dealer_id, task_id, at);

alter table followups.contact enable row level security;
alter table followups.task enable row level security;
alter table followups.attempt enable row level security;
alter table followups.attempt_task enable row level security;
alter table followups.result enable row level security;
alter table followups.remark enable row level security;
create policy dealer on followups.contact using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on followups.task using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on followups.attempt using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on followups.attempt_task using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on followups.result using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on followups.remark using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on followups.contact, followups.task to opendcrc_app;
grant select, insert on followups.attempt, followups.attempt_task, followups.result, followups.remark to opendcrc_app;

-- What reports read: tasks without names.
create view followups.report_task with (security_invoker) as
    select t.dealer_id, t.id as task_id, t.store_id, t.order_no, t.order_kind, t.advisor_id, t.settled_at, t.due_from, t.due_at, t.fades_at,
           t.state, t.attempts, t.called_at, t.closed_at, t.created_at, r.outcome, r.response_id, r.complaint_id
      from followups.task t
      left join followups.result r on r.dealer_id = t.dealer_id and r.task_id = t.id;
create view followups.report_attempt with (security_invoker) as
    select a.dealer_id, a.store_id, a.day, a.at, a.outcome, a.daypart, a.staff_id, x.task_id, x.counted, a.recorded_at
      from followups.attempt a
      join followups.attempt_task x on x.dealer_id = a.dealer_id and x.attempt_id = a.id;
grant select on followups.report_task, followups.report_attempt to opendcrc_app;
