-- A backlog of old calls is closed by text 积压结清: prepared, looked at, approved by the manager, done in portions, stopped at any moment.
create table followups.closing (
    dealer_id    int  not null,
    id           uuid not null,
    store_id     uuid not null,
    settled_from date,                         -- of the orders, store's days; included; none: from the beginning
    settled_to   date not null,                -- included
    per_portion  int  not null check (per_portion between 1 and 500),
    pause_minutes int not null check (pause_minutes between 1 and 1440),
    state        text not null check (state in ('PREPARED', 'RUNNING', 'STOPPED', 'DONE', 'DROPPED')),
    next_at      timestamptz,                  -- when the next portion is done, while it runs
    made_by      uuid not null,
    made_at      timestamptz not null,
    approved_by  uuid,
    approved_at  timestamptz,
    ended_by     uuid,                         -- who stopped or dropped it; none: all was done, or he may no longer
    ended_at     timestamptz,
    primary key (dealer_id, id),
    constraint nobody_closes_without_approval check (state in ('PREPARED', 'DROPPED') or approved_by is not null),
    constraint running_closings_have_a_time check ((state = 'RUNNING') = (next_at is not null)),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, made_by) references organisation.staff,
    foreign key (dealer_id, approved_by) references organisation.staff,
    foreign key (dealer_id, ended_by) references organisation.staff
);
create index closing_by_time on followups.closing (dealer_id, store_id, made_at, id);
create index closing_running on followups.closing (dealer_id, next_at) where state = 'RUNNING';

-- One owed call of it.
create table followups.closing_row (
    dealer_id  int  not null,
    closing_id uuid not null,
    no         int  not null,                  -- from 1, what is due first at the front
    task_id    uuid not null,
    state      text not null check (state in ('READY', 'LEFT_OUT', 'TEXTED', 'STOPPED', 'UNDONE')),
    reason     text,                           -- why it is left out: a key below followups.closing.reason.
    was        text,                           -- the state of the call before its text, to which it is set back
    decided_at timestamptz not null,           -- when it came into this state
    primary key (dealer_id, closing_id, no),
    constraint a_call_is_closed_once unique (dealer_id, closing_id, task_id),
    constraint who_is_left_out_hears_why check ((state = 'LEFT_OUT') = (reason is not null)),
    constraint texted_calls_know_what_they_were check ((state in ('TEXTED', 'UNDONE')) = (was is not null)),
    foreign key (dealer_id, closing_id) references followups.closing,
    foreign key (dealer_id, task_id) references followups.task
);
create index closing_row_by_state on followups.closing_row (dealer_id, closing_id, state, no);

alter table followups.closing enable row level security;
alter table followups.closing_row enable row level security;
create policy dealer on followups.closing using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on followups.closing_row using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on followups.closing, followups.closing_row to opendcrc_app;
