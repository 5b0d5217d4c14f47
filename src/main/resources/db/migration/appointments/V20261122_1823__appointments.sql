-- Appointments 预约: the book of a store's day, the places promised in it, who is there to meet the cars, and the list of jobs.
create schema appointments;
grant usage on schema appointments to opendcrc_app;

-- When an advisor works, by day of the week; who has no shift at all works while the store is open.
create table appointments.shift (
    dealer_id int  not null,
    store_id  uuid not null,
    staff_id  uuid not null,
    weekday   int  not null check (weekday between 1 and 7),   -- 1 = Monday
    from_time time not null,                   -- store time, included
    to_time   time not null,                   -- not included
    primary key (dealer_id, store_id, staff_id, weekday, from_time),
    constraint shift_ends_after_it_begins check (from_time < to_time),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, staff_id) references organisation.staff
);

-- Leave and absences; one that was ended early keeps its line.
create table appointments.absence (
    dealer_id  int  not null,
    id         uuid not null,
    store_id   uuid not null,
    staff_id   uuid not null,
    kind       text not null check (kind in ('LEAVE', 'ABSENCE')),
    since      timestamptz not null,           -- included
    until      timestamptz not null,           -- not included
    note       text not null default '',       -- personal
    entered_at timestamptz not null,
    entered_by uuid not null,
    primary key (dealer_id, id),
    constraint absence_ends_not_before_it_begins check (since <= until),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, staff_id) references organisation.staff,
    foreign key (dealer_id, entered_by) references organisation.staff
);
create index absence_by_end on appointments.absence (dealer_id, store_id, until);

create table appointments.skill (
    dealer_id int  not null,
    store_id  uuid not null,
    staff_id  uuid not null,
    skill     text not null,
    primary key (dealer_id, store_id, staff_id, skill),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, staff_id) references organisation.staff
);

-- The dealer's price list of jobs (AP-24). A job that is given up stays for the appointments that name it.
create table appointments.job (
    dealer_id int  not null references directory.dealer,
    id        uuid not null,
    code      text not null,
    name      text not null,
    minutes   int  not null check (minutes between 1 and 10000),
    price_fen bigint not null check (price_fen >= 0),
    skill     text,                            -- asked of the advisor; none: everybody's
    active    boolean not null default true,
    changed_at timestamptz not null,
    primary key (dealer_id, id),
    constraint job_code_is_unique unique (dealer_id, code)
);

-- The book of one store and day. Its row is locked before anything is decided about that day.
create table appointments.book (
    dealer_id   int  not null,
    store_id    uuid not null,
    day         date not null,
    last_number int  not null,                 -- of the forms of that day
    changes     int  not null,                 -- rises with each change, so that a page knows whether it is the latest
    primary key (dealer_id, store_id, day),
    foreign key (dealer_id, store_id) references organisation.store
);

create table appointments.appointment (
    dealer_id     int  not null,
    id            uuid not null,
    store_id      uuid not null,
    day           date not null,
    number        text not null,               -- YY-20261120-003, by store and day
    start_time    time not null,               -- store time, whole minutes
    starts_at     timestamptz not null,        -- the same as a moment
    advisor_id    uuid not null,
    bay_id        uuid not null,
    bay_place     int  not null check (bay_place between 1 and 20),   -- which of the bay's places at that start
    insertion     boolean not null,            -- between two neighbours (AP-6)
    state         text not null check (state in ('BOOKED', 'CONFIRMED_72', 'CONFIRMED_24', 'CONFIRMED_1', 'ARRIVED', 'ORDER_OPEN', 'CLOSED',
                                                 'NO_SHOW', 'RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER')),
    customer_id   uuid not null,
    vehicle_id    uuid,                        -- none: a car that is not on file
    plate         text,                        -- as the customer said it; personal
    phone         text not null,               -- where he is reached about this appointment, E.164; personal
    bought_here   boolean,                     -- AP-27; none: not asked
    mileage_km    int check (mileage_km between 0 and 2000000),
    needs         text not null,               -- what he wants done, in his words; personal
    diagnosis     text[] not null default '{}',   -- what is to be looked for; personal
    documents     text[] not null default '{}',   -- that he was asked to bring (AP-24)
    minutes       int  not null,               -- estimate, sum of the jobs (AP-24)
    price_fen     bigint not null,             -- estimate, sum of the jobs (AP-24)
    channel       text not null check (channel in ('PHONE', 'DESK', 'ADVISOR', 'PROGRAM')),
    booked_at     timestamptz not null,
    booked_by     uuid not null,
    moved_to      uuid,                        -- the appointment that took its place
    moved_from    uuid,
    moved_by_dealer boolean,                   -- who wished the move
    ended_at      timestamptz,                 -- when it was cancelled or moved
    ended_by      uuid,
    cancel_reason text,                        -- personal
    version       int not null default 1,
    primary key (dealer_id, id),
    constraint appointment_number_is_unique unique (dealer_id, store_id, number),
    constraint cancelled_says_why check ((state in ('CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER')) = (cancel_reason is not null)),
    constraint moved_leads_on check ((state = 'RESCHEDULED') = (moved_to is not null)),
    foreign key (dealer_id, store_id, day) references appointments.book,
    foreign key (dealer_id, advisor_id) references organisation.staff,
    foreign key (dealer_id, bay_id) references organisation.bay,
    foreign key (dealer_id, customer_id) references customers.customer,
    foreign key (dealer_id, vehicle_id) references vehicles.vehicle,
    foreign key (dealer_id, moved_to) references appointments.appointment deferrable initially deferred,
    foreign key (dealer_id, moved_from) references appointments.appointment,
    foreign key (dealer_id, booked_by) references organisation.staff,
    foreign key (dealer_id, ended_by) references organisation.staff
);
create index appointment_by_book on appointments.appointment (dealer_id, store_id, day, start_time, id);
create index appointment_by_customer on appointments.appointment (dealer_id, customer_id, starts_at);
create index appointment_by_advisor on appointments.appointment (dealer_id, advisor_id, day);
-- The second guard of AP-3 and AP-4: whatever the program decided, a place is given once. Cancelled and moved ones give theirs back.
create unique index ap_3_one_car_per_advisor_and_start on appointments.appointment (dealer_id, advisor_id, starts_at)
    where state not in ('RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER');
create unique index ap_4_a_place_of_a_bay_is_given_once on appointments.appointment (dealer_id, bay_id, starts_at, bay_place)
    where state not in ('RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER');

-- The jobs of an appointment as they were priced when it was booked.
create table appointments.appointment_job (
    dealer_id      int  not null,
    appointment_id uuid not null,
    position       int  not null,
    job_id         uuid not null,
    name           text not null,
    minutes        int  not null,
    price_fen      bigint not null,
    skill          text,
    primary key (dealer_id, appointment_id, position),
    foreign key (dealer_id, appointment_id) references appointments.appointment,
    foreign key (dealer_id, job_id) references appointments.job
);

alter table appointments.shift enable row level security;
create policy dealer on appointments.shift using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.absence enable row level security;
create policy dealer on appointments.absence using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.skill enable row level security;
create policy dealer on appointments.skill using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.job enable row level security;
create policy dealer on appointments.job using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.book enable row level security;
create policy dealer on appointments.book using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.appointment enable row level security;
create policy dealer on appointments.appointment using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.appointment_job enable row level security;
create policy dealer on appointments.appointment_job using (dealer_id = current_setting('opendcrc.dealer')::int);

grant select, insert, update, delete on appointments.shift, appointments.skill to opendcrc_app;
grant select, insert, update on appointments.absence, appointments.job, appointments.book, appointments.appointment to opendcrc_app;
grant select, insert on appointments.appointment_job to opendcrc_app;

-- What other chapters read of appointments: no words of customers.
create view appointments.report_appointment with (security_invoker) as
    select a.dealer_id, a.id as appointment_id, a.store_id, a.day, a.number, a.start_time, a.starts_at, a.advisor_id, a.bay_id, a.insertion,
           a.state, a.customer_id, a.vehicle_id, a.plate, a.channel, a.booked_at, a.moved_to, a.moved_from, a.moved_by_dealer, a.ended_at
      from appointments.appointment a;
-- The appointments of a customer's history.
create view appointments.story with (security_invoker) as
    select a.dealer_id, a.customer_id, a.vehicle_id, a.store_id, a.booked_at as at, a.id, 'APPOINTMENT' as what,
           jsonb_build_object('number', a.number, 'startsAt', a.starts_at, 'state', a.state, 'needs', a.needs) as facts
      from appointments.appointment a;
grant select on appointments.report_appointment, appointments.story to opendcrc_app;
