-- FU-19: who is to call a contact 维修回访分配. The contact is assigned, so that all tasks of one visit stay with one clerk.
alter table followups.contact
    add column assigned_to uuid,
    add column assigned_at timestamptz,
    add constraint assigned_to_staff foreign key (dealer_id, assigned_to) references organisation.staff,
    add constraint assignment_has_a_moment check ((assigned_to is null) = (assigned_at is null));
create index contact_assigned on followups.contact (dealer_id, assigned_to, store_id, due_at, id) where assigned_to is not null;

-- The special function: whoever stands here sees in that store only what is assigned to him.
create table followups.restriction (
    dealer_id  int  not null,
    store_id   uuid not null,
    staff_id   uuid not null,
    changed_by uuid not null,
    changed_at timestamptz not null,
    primary key (dealer_id, staff_id, store_id),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, staff_id) references organisation.staff,
    foreign key (dealer_id, changed_by) references organisation.staff
);

-- Which clerk calls the customers of which advisor 固定搭档.
create table followups.pairing (
    dealer_id  int  not null,
    store_id   uuid not null,
    advisor_id uuid not null,
    staff_id   uuid not null,
    primary key (dealer_id, store_id, advisor_id),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, advisor_id) references organisation.staff,
    foreign key (dealer_id, staff_id) references organisation.staff
);

-- A step that a manager took with many rows at once, and what became of each. Never changed.
create table followups.bulk_step (
    dealer_id int  not null,
    id        uuid not null,
    kind      text not null check (kind in ('ASSIGN', 'ROUND', 'BY_ADVISOR', 'TAKE_BACK', 'COVER', 'TEXT')),
    staff_id  uuid not null,
    at        timestamptz not null,
    primary key (dealer_id, id),
    foreign key (dealer_id, staff_id) references organisation.staff
);
create index bulk_step_by_time on followups.bulk_step (dealer_id, at);
create table followups.bulk_row (
    dealer_id  int  not null,
    step_id    uuid not null,
    no         int  not null,                  -- order of the rows, from 1
    task_id    uuid not null,
    store_id   uuid not null,
    outcome    text not null check (outcome in ('DONE', 'SAME', 'HELD', 'FINISHED', 'NOT_THERE', 'NO_PAIRING', 'NO_CALLS', 'CALLS_ALLOWED',
                                                'NO_NUMBER', 'NOT_YET_DUE', 'REFUSED')),
    from_staff uuid,                           -- whose it was
    to_staff   uuid,                           -- whose it is now; who has it open, where it is held
    primary key (dealer_id, step_id, no),
    foreign key (dealer_id, step_id) references followups.bulk_step,
    foreign key (dealer_id, task_id) references followups.task,
    foreign key (dealer_id, from_staff) references organisation.staff,
    foreign key (dealer_id, to_staff) references organisation.staff
);

-- What a person wants to see again with one key.
create table followups.saved_view (
    dealer_id int  not null,
    id        uuid not null,
    staff_id  uuid not null,
    name      text not null,
    filter    text not null,                   -- as the address carries it
    standard  boolean not null default false,  -- opens instead of the orders of three days ago
    saved_at  timestamptz not null,
    primary key (dealer_id, id),
    foreign key (dealer_id, staff_id) references organisation.staff,
    constraint saved_view_is_named_once unique (dealer_id, staff_id, name)
);
create unique index saved_view_has_one_standard on followups.saved_view (dealer_id, staff_id) where standard;

-- Each filter's own order (FU-16).
create index task_by_settlement on followups.task (dealer_id, store_id, (coalesce(settled_at, happened_at)), id);
create index task_by_sending_in on followups.task (dealer_id, store_id, sent_in_at);
create index task_by_completion on followups.task (dealer_id, store_id, completed_at) where completed_at is not null;
create index task_by_advisor on followups.task (dealer_id, store_id, advisor_id, settled_at);
create index task_by_order_no on followups.task (dealer_id, order_no collate "C");

alter table followups.restriction enable row level security;
alter table followups.pairing enable row level security;
alter table followups.bulk_step enable row level security;
alter table followups.bulk_row enable row level security;
alter table followups.saved_view enable row level security;
create policy dealer on followups.restriction using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on followups.pairing using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on followups.bulk_step using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on followups.bulk_row using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on followups.saved_view using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update, delete on followups.restriction, followups.pairing, followups.saved_view to opendcrc_app;
grant select, insert on followups.bulk_step, followups.bulk_row to opendcrc_app;
