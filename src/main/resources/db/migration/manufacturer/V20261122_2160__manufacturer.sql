-- Cases of the manufacturer's centre: taken in once by his number, reported on by stored terms; his people's answers; what is sent to him.
create schema manufacturer;
grant usage on schema manufacturer to opendcrc_app;

create table manufacturer.oem_case (
    dealer_id      int  not null references directory.dealer,
    id             uuid not null,
    store_id       uuid not null,
    oem_no         text not null,              -- his number; once a dealer
    complaint_id   uuid not null,              -- the case of ours
    manner         text not null check (manner in ('API', 'FILE', 'HAND')),
    arrived_at     timestamptz not null,       -- CP-27: the two hours run from here
    recorded_at    timestamptz not null,
    recorded_by    uuid not null,
    status_due_at  timestamptz not null,       -- excluded: 24:00 of the day of arrival (CP-14)
    result_due_at  timestamptz not null,       -- excluded: 24:00 of the third day after
    progress_due_at timestamptz,               -- excluded: the next progress of a long case (CP-15); none before the first
    status_at      timestamptz,                -- when it was reported
    result_at      timestamptz,
    final_at       timestamptz,
    primary key (dealer_id, id),
    constraint oem_no_is_unique unique (dealer_id, oem_no),
    constraint one_case_a_complaint unique (dealer_id, complaint_id),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, recorded_by) references organisation.staff
);
create index oem_case_by_store on manufacturer.oem_case (dealer_id, store_id, arrived_at, id);
create index oem_case_open on manufacturer.oem_case (dealer_id, result_due_at) where final_at is null;

-- A term that passed is a fact that appears once, though nobody looked.
create table manufacturer.missed_term (
    dealer_id int  not null,
    case_id   uuid not null,
    term      text not null check (term in ('STATUS', 'RESULT', 'PROGRESS')),
    due_at    timestamptz not null,
    primary key (dealer_id, case_id, term, due_at),
    foreign key (dealer_id, case_id) references manufacturer.oem_case
);

-- What was told him (附11 案件回报). Nothing is changed but whether the mail has gone.
create table manufacturer.report (
    dealer_id    int  not null,
    id           uuid not null,
    store_id     uuid not null,
    complaint_id uuid not null,
    kind         text not null check (kind in ('ANNOUNCEMENT', 'STATUS', 'RESULT', 'PROGRESS', 'FINAL')),
    words        text not null,
    satisfied    boolean,
    written_at   timestamptz not null,
    written_by   uuid not null,
    mail_to      text,                         -- none: told on the telephone or his own page
    subject      text not null,
    body         text not null,                -- as it is sent
    state        text not null check (state in ('TOLD', 'QUEUED', 'SENT', 'FAILED')),
    tries        int  not null default 0,
    next_try_at  timestamptz,
    sent_at      timestamptz,
    trouble      text,
    primary key (dealer_id, id),
    constraint mail_has_an_address check ((state = 'TOLD') = (mail_to is null)),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, written_by) references organisation.staff
);
create index report_of on manufacturer.report (dealer_id, complaint_id, written_at, id);
create index report_queued on manufacturer.report (dealer_id, next_try_at) where state = 'QUEUED';

-- What the manufacturer's people said about a case that was submitted to them.
create table manufacturer.instruction (
    dealer_id    int  not null,
    id           uuid not null,
    complaint_id uuid not null,
    words        text not null,
    at           timestamptz not null,
    staff_id     uuid not null,
    primary key (dealer_id, id),
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, staff_id) references organisation.staff
);
create index instruction_of on manufacturer.instruction (dealer_id, complaint_id, at, id);

alter table manufacturer.oem_case enable row level security;
alter table manufacturer.missed_term enable row level security;
alter table manufacturer.report enable row level security;
alter table manufacturer.instruction enable row level security;
create policy dealer on manufacturer.oem_case using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on manufacturer.missed_term using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on manufacturer.report using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on manufacturer.instruction using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on manufacturer.oem_case, manufacturer.report to opendcrc_app;
grant select, insert on manufacturer.missed_term, manufacturer.instruction to opendcrc_app;
