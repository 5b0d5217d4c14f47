-- The gate 保安登记: which car came in when, as the guard or a camera wrote it. What was written is never changed; a wrong one is corrected by
-- a line beside it. And what became of each appointment: matched with the gate and with the orders (AP-7, AP-8, AP-9).
create table appointments.gate_entry (
    dealer_id  int  not null,
    id         uuid not null,
    store_id   uuid not null,
    day        date not null,                  -- the store's, of arrived_at
    plate      text not null,                  -- normalised; personal
    typed      text not null,                  -- as it was typed; personal
    mark       text not null,                  -- the plate with O as 0 and I as 1, for likeness only
    arrived_at timestamptz not null,           -- exact; seconds are cut where arrivals are judged (A24)
    again      boolean not null,               -- kept although the plate had come in that day
    source     text not null check (source in ('GUARD', 'PROGRAM')),
    client_key text not null,                  -- the writer's own: the same twice is one arrival
    written_at timestamptz not null,
    written_by uuid not null,
    primary key (dealer_id, id),
    constraint gate_entry_is_written_once unique (dealer_id, store_id, client_key),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, written_by) references organisation.staff
);
create index gate_entry_by_day on appointments.gate_entry (dealer_id, store_id, day, arrived_at);

create table appointments.gate_correction (
    dealer_id    int  not null,
    entry_id     uuid not null,
    reason       text not null,                -- personal
    corrected_at timestamptz not null,
    corrected_by uuid not null,
    primary key (dealer_id, entry_id),
    foreign key (dealer_id, entry_id) references appointments.gate_entry,
    foreign key (dealer_id, corrected_by) references organisation.staff
);

-- One line an appointment, made by the reconciliation and made anew when facts come later.
create table appointments.arrival (
    dealer_id      int  not null,
    appointment_id uuid not null,
    store_id       uuid not null,
    day            date not null,
    result         text check (result in ('ON_TIME', 'EARLY', 'LATE', 'NO_SHOW')),   -- none: an arrival that was taken back, while the day goes on
    decided_by     text check (decided_by in ('GATE', 'SYSTEM')),
    off_minutes    int,                        -- minutes after the appointment by the clock that decides; negative: before
    gate_at        timestamptz,                -- whole minutes
    gate_id        uuid,                       -- the guard's entry or the gate log's line
    order_id       uuid,
    system_at      timestamptz,                -- whole minutes
    apart_minutes  int,                        -- AP-9: system minus gate, where both are known
    disagree       boolean not null,           -- AP-9: gate and system tell different stories
    time_window    text,                       -- the effective window in which it was promised, such as 12:00-13:00
    brand          text not null,              -- of the car; empty while it is not known
    excused        boolean not null,           -- moved by the dealer: does not count as missed
    state_before   text not null,              -- to go back to when an arrival is taken back
    decided_at     timestamptz not null,       -- when this result came about
    told_at        timestamptz,                -- when the others were told that the customer did not come
    primary key (dealer_id, appointment_id),
    constraint who_came_was_seen check ((result in ('ON_TIME', 'EARLY', 'LATE')) = (decided_by is not null)),
    foreign key (dealer_id, appointment_id) references appointments.appointment,
    foreign key (dealer_id, store_id) references organisation.store
);
create index arrival_by_day on appointments.arrival (dealer_id, store_id, day);

-- A repair visit 进厂辆次 (A11): one stay of a car, whatever the number of its orders.
create table appointments.visit (
    dealer_id      int  not null,
    id             uuid not null,
    store_id       uuid not null,
    day            date not null,
    came_at        timestamptz not null,       -- by the gate, else by the first order
    gate_id        uuid,                       -- the guard's entry or the gate log's line; none: the gate did not see it
    order_id       uuid,                       -- the first of the stay; none: the gate saw it, and no order is known
    vehicle_id     uuid,
    appointment_id uuid,                       -- none: a walk-in
    brand          text not null,
    advisor_id     uuid,                       -- whose appointment it was, else who received the car
    primary key (dealer_id, id),
    constraint appointment_is_kept_once unique (dealer_id, appointment_id),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, appointment_id) references appointments.appointment
);
create index visit_by_day on appointments.visit (dealer_id, store_id, day);

-- When a day was last compared, and by whom; none: by the house.
create table appointments.reconciliation (
    dealer_id int  not null,
    store_id  uuid not null,
    day       date not null,
    ran_at    timestamptz not null,
    ran_by    uuid,
    changes   int not null,                    -- lines that were not so before
    primary key (dealer_id, store_id, day),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, ran_by) references organisation.staff
);

alter table appointments.gate_entry enable row level security;
create policy dealer on appointments.gate_entry using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.gate_correction enable row level security;
create policy dealer on appointments.gate_correction using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.arrival enable row level security;
create policy dealer on appointments.arrival using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.visit enable row level security;
create policy dealer on appointments.visit using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.reconciliation enable row level security;
create policy dealer on appointments.reconciliation using (dealer_id = current_setting('opendcrc.dealer')::int);

grant select, insert on appointments.gate_entry, appointments.gate_correction to opendcrc_app;
grant select, insert, update on appointments.arrival, appointments.reconciliation to opendcrc_app;
grant select, insert, update, delete on appointments.visit to opendcrc_app;

-- What reports read: each appointment of a day with what became of it, and each visit. No words and no names of customers.
create view appointments.report_outcome with (security_invoker) as
    select a.dealer_id, a.id as appointment_id, a.store_id, a.day, a.number, a.start_time, a.starts_at, a.advisor_id, a.state, a.booked_at, a.booked_by,
           a.vehicle_id, a.moved_by_dealer, r.result, r.decided_by, r.off_minutes, r.gate_at, r.system_at, r.apart_minutes, r.disagree, r.time_window,
           r.brand, r.excused, r.decided_at
      from appointments.appointment a
      left join appointments.arrival r on r.dealer_id = a.dealer_id and r.appointment_id = a.id;
create view appointments.report_visit with (security_invoker) as
    select v.dealer_id, v.id as visit_id, v.store_id, v.day, v.came_at, v.order_id, v.vehicle_id, v.appointment_id, v.brand, v.advisor_id
      from appointments.visit v;
grant select on appointments.report_outcome, appointments.report_visit to opendcrc_app;
