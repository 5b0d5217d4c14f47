-- What is offered takes account of parts and campaigns too (AP-25).

-- The parts that a job of the price list needs.
create table appointments.job_part (
    dealer_id int  not null,
    job_id    uuid not null,
    part_no   text not null,
    name      text not null,
    quantity  numeric(12,3) not null check (quantity > 0),
    primary key (dealer_id, job_id, part_no),
    foreign key (dealer_id, job_id) references appointments.job
);

-- When parts that are not in stock are expected in a store; the file of the stock does not say so, the parts department does.
create table appointments.part_arrival (
    dealer_id   int  not null,
    store_id    uuid not null,
    part_no     text not null,
    expected_on date not null,
    quantity    numeric(12,3) not null check (quantity > 0),
    entered_at  timestamptz not null,
    entered_by  uuid not null,
    primary key (dealer_id, store_id, part_no, expected_on),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, entered_by) references organisation.staff
);

-- Campaigns 活动: on their days they take so many cars for their jobs, and within their hours these are offered first.
create table appointments.campaign (
    dealer_id  int  not null,
    id         uuid not null,
    store_id   uuid not null,
    name       text not null,
    first_day  date not null,                  -- included
    last_day   date not null,                  -- included
    from_time  time,                           -- store time, included; none: all day
    to_time    time,                           -- not included
    places     int  not null check (places between 1 and 1000),   -- a day
    active     boolean not null default true,
    changed_at timestamptz not null,
    primary key (dealer_id, id),
    constraint campaign_name_is_unique unique (dealer_id, store_id, name),
    constraint campaign_ends_after_it_begins check (first_day <= last_day),
    constraint campaign_hours_have_both_ends check ((from_time is null) = (to_time is null) and from_time < to_time),
    foreign key (dealer_id, store_id) references organisation.store
);
create table appointments.campaign_job (
    dealer_id   int  not null,
    campaign_id uuid not null,
    job_id      uuid not null,
    primary key (dealer_id, campaign_id, job_id),
    foreign key (dealer_id, campaign_id) references appointments.campaign,
    foreign key (dealer_id, job_id) references appointments.job
);
create index appointment_job_by_job on appointments.appointment_job (dealer_id, job_id);

alter table appointments.job_part enable row level security;
create policy dealer on appointments.job_part using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.part_arrival enable row level security;
create policy dealer on appointments.part_arrival using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.campaign enable row level security;
create policy dealer on appointments.campaign using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.campaign_job enable row level security;
create policy dealer on appointments.campaign_job using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update, delete on appointments.job_part, appointments.part_arrival, appointments.campaign_job to opendcrc_app;
grant select, insert, update on appointments.campaign to opendcrc_app;
