-- What a clerk has typed on the call page and not saved yet, so that it outlives his browser. No record of a call: gone when the call is
-- recorded, given up or too old.
create table followups.draft (
    dealer_id  int  not null,
    task_id    uuid not null,
    staff_id   uuid not null,
    typed      text not null,                  -- fields of the page as JSON; personal
    saved_at   timestamptz not null,
    expires_at timestamptz not null,
    primary key (dealer_id, task_id, staff_id),
    foreign key (dealer_id, task_id) references followups.task,
    foreign key (dealer_id, staff_id) references organisation.staff
);
create index draft_expires on followups.draft (dealer_id, expires_at);
alter table followups.draft enable row level security;
create policy dealer on followups.draft using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update, delete on followups.draft to opendcrc_app;

-- FU-28: told about the present services, data of the customer confirmed.
alter table followups.result add column services_told boolean not null default false;
