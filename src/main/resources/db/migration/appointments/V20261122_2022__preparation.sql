-- Preparation 备货准备: the three copies of the form on their way (AP-19, AP-26), what parts, workshop, advisor and service manager have made
-- ready (AP-21, AP-22), whether it was in time, and the draft of the repair order (AP-23).

-- §4d: not prepared in time; none: it is, or its line is not reached. The row's state stays what it is, since the customer is expected all the same.
alter table appointments.appointment add column not_ready_at timestamptz;

-- Copies 2 to 4 of a form that the service manager has handed on; copy 1 stays with the centre. No row: it still lies with him.
create table appointments.copy (
    dealer_id      int  not null,
    appointment_id uuid not null,
    reader         text not null check (reader in ('ADVISOR', 'PARTS', 'WORKSHOP')),
    handed_at      timestamptz not null,
    handed_by      uuid not null,
    read_at        timestamptz,
    read_by        uuid,
    primary key (dealer_id, appointment_id, reader),
    constraint read_has_a_reader check ((read_at is null) = (read_by is null)),
    foreign key (dealer_id, appointment_id) references appointments.appointment,
    foreign key (dealer_id, handed_by) references organisation.staff,
    foreign key (dealer_id, read_by) references organisation.staff
);

-- What was said about a step, and by whom; only ever added. The last line of a step is how it stands.
create table appointments.prep_fact (
    dealer_id      int  not null,
    id             uuid not null,
    appointment_id uuid not null,
    step           text not null check (step in ('PARTS', 'WORKSHOP', 'ADVISOR', 'MANAGER', 'CUSTOMER')),
    kind           text not null check (kind in ('DONE', 'SHORT', 'INFORMED', 'UNDONE')),
    at             timestamptz not null,
    staff_id       uuid not null,
    no_parts       boolean not null default false,
    shelf          text,
    label          text,                       -- the plate on the parts; personal
    part           text,                       -- what is short
    expected_on    date,                       -- when it comes
    technician     text,
    bay            text,
    tools          text,
    note           text not null default '',   -- personal
    fell_with      text check (fell_with in ('PARTS', 'WORKSHOP', 'ADVISOR', 'MANAGER')),   -- the step that took this one back with it
    primary key (dealer_id, id),
    constraint parts_lie_in_a_marked_place check (step <> 'PARTS' or kind <> 'DONE' or no_parts or num_nulls(shelf, label) = 0),   -- AP-21
    constraint the_workshop_says_who_where_and_with_what check (step <> 'WORKSHOP' or kind <> 'DONE' or num_nulls(technician, bay, tools) = 0),
    constraint only_parts_are_short check (kind <> 'SHORT' or (step = 'PARTS' and part is not null)),
    constraint only_customers_are_informed check (kind <> 'INFORMED' or (step = 'CUSTOMER' and note <> '')),
    foreign key (dealer_id, appointment_id) references appointments.appointment,
    foreign key (dealer_id, staff_id) references organisation.staff
);
create index prep_fact_by_appointment on appointments.prep_fact (dealer_id, appointment_id, at, id);

-- By when an appointment has to be ready, and whether it was. Its row is locked before a step is taken.
create table appointments.readiness (
    dealer_id      int  not null,
    appointment_id uuid not null,
    store_id       uuid not null,
    due_at         timestamptz,                -- the last moment in time, included; none: booked too late for any
    ready_at       timestamptz,                -- since when it is ready; none: it is not
    outcome        text check (outcome in ('READY', 'NOT_READY', 'GONE')),   -- at the line, once and for ever; GONE: moved or cancelled before
    decided_at     timestamptz,
    round          int  not null default 0,    -- how often the centre was asked to call
    primary key (dealer_id, appointment_id),
    constraint decided_has_a_time check ((outcome is null) = (decided_at is null)),
    foreign key (dealer_id, appointment_id) references appointments.appointment,
    foreign key (dealer_id, store_id) references organisation.store
);
create index readiness_to_decide on appointments.readiness (dealer_id, due_at) where outcome is null and due_at is not null;
insert into appointments.readiness (dealer_id, appointment_id, store_id, due_at)
select a.dealer_id, a.id, a.store_id, case when a.booked_at <= a.starts_at - interval '24 hours' then a.starts_at - interval '24 hours'
                                          when a.booked_at <= a.starts_at - interval '2 hours' then a.starts_at - interval '2 hours' end
  from appointments.appointment a
 where a.state in ('BOOKED', 'CONFIRMED_72', 'CONFIRMED_24', 'CONFIRMED_1');

-- The draft of the repair order 任务委托书, made with the appointment, edited by the advisor (AP-23).
create table appointments.draft (
    dealer_id      int  not null,
    appointment_id uuid not null,
    mileage_km     int check (mileage_km between 0 and 2000000),
    needs          text not null,              -- personal
    diagnosis      text[] not null,            -- personal
    documents      text[] not null,
    remark         text not null default '',   -- personal
    changed_at     timestamptz not null,
    changed_by     uuid not null,
    filed_at       timestamptz,                -- when it last went into a file for the dealer system
    version        int not null default 1,
    primary key (dealer_id, appointment_id),
    foreign key (dealer_id, appointment_id) references appointments.appointment,
    foreign key (dealer_id, changed_by) references organisation.staff
);
create table appointments.draft_line (
    dealer_id      int  not null,
    appointment_id uuid not null,
    position       int  not null,
    kind           text not null check (kind in ('LABOUR', 'PART')),
    code           text not null,
    name           text not null,
    quantity       numeric(12,3) not null check (quantity > 0),   -- hours of a job, pieces of a part
    amount_fen     bigint not null check (amount_fen >= 0),
    primary key (dealer_id, appointment_id, position),
    foreign key (dealer_id, appointment_id) references appointments.draft
);

alter table appointments.copy enable row level security;
create policy dealer on appointments.copy using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.prep_fact enable row level security;
create policy dealer on appointments.prep_fact using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.readiness enable row level security;
create policy dealer on appointments.readiness using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.draft enable row level security;
create policy dealer on appointments.draft using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.draft_line enable row level security;
create policy dealer on appointments.draft_line using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on appointments.copy, appointments.readiness, appointments.draft to opendcrc_app;
grant select, insert on appointments.prep_fact to opendcrc_app;
grant select, insert, delete on appointments.draft_line to opendcrc_app;

-- What reports read: whether appointments were ready in time (preparation rate).
create view appointments.report_readiness with (security_invoker) as
    select r.dealer_id, r.appointment_id, r.store_id, r.due_at, r.ready_at, r.outcome, r.decided_at
      from appointments.readiness r;
grant select on appointments.report_readiness to opendcrc_app;
