-- Complaints 投诉, their log and the deadlines that were missed.
create schema complaints;
grant usage on schema complaints to opendcrc_app;

create table complaints.day_number (
    dealer_id int  not null references directory.dealer,
    day       date not null,
    last      int  not null,
    primary key (dealer_id, day)
);

create table complaints.complaint (
    dealer_id      int  not null references directory.dealer,
    id             uuid not null,
    store_id       uuid not null,
    number         text not null,              -- TS-20261121-003
    source         text not null check (source in ('FOLLOW_UP')),
    kind           text not null check (kind in ('PRODUCT', 'REPAIR_SKILL', 'REPAIR_COST', 'RECEPTION', 'PURCHASE', 'PARTS', 'MULTIPLE')),   -- CP-18
    grievance_solved boolean not null,         -- a grievance that was solved in the call
    customer_id    uuid not null,
    vehicle_id     uuid,
    order_id       uuid,
    task_id        uuid,                       -- the follow-up that it was born in
    content        text not null,              -- the customer's words; personal
    received_at    timestamptz not null,       -- the clock starts here, not at recording
    recorded_at    timestamptz not null,
    recorded_by    uuid not null,
    contact_due_at timestamptz not null,       -- CP-1
    contacted_at   timestamptz,                -- true time of the first contact, perhaps recorded later
    contacted_by   uuid,
    state          text not null check (state in ('RECEIVED', 'CONTACTED')),
    version        int not null default 1,
    primary key (dealer_id, id),
    constraint number_is_unique unique (dealer_id, number),
    constraint task_has_one_complaint unique (dealer_id, task_id),
    constraint contacted_has_a_time check ((state = 'CONTACTED') = (contacted_at is not null)),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, customer_id) references customers.customer,
    foreign key (dealer_id, vehicle_id) references vehicles.vehicle,
    foreign key (dealer_id, order_id) references vehicles.repair_order,
    foreign key (dealer_id, recorded_by) references organisation.staff,
    foreign key (dealer_id, contacted_by) references organisation.staff
);
create index complaint_by_store on complaints.complaint (dealer_id, store_id, received_at, id);
create index complaint_by_customer on complaints.complaint (dealer_id, customer_id, received_at);
create index complaint_uncontacted on complaints.complaint (dealer_id, contact_due_at) where contacted_at is null;

-- One line a happening; nothing is changed or taken away.
create table complaints.log (
    dealer_id    int  not null,
    id           uuid not null,
    complaint_id uuid not null,
    at           timestamptz not null,         -- when it happened
    recorded_at  timestamptz not null,
    staff_id     uuid,                         -- none: the system
    what         text not null,                -- a key below complaint.log.
    words        text,                         -- personal
    primary key (dealer_id, id),
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, staff_id) references organisation.staff
);
create index log_by_complaint on complaints.log (dealer_id, complaint_id, at, id);

-- A missed deadline is a fact that appears once, though nobody looked.
create table complaints.missed_deadline (
    dealer_id    int  not null,
    complaint_id uuid not null,
    rule         text not null,                -- CP-1
    due_at       timestamptz not null,
    missed_at    timestamptz not null,
    primary key (dealer_id, complaint_id, rule),
    foreign key (dealer_id, complaint_id) references complaints.complaint
);

alter table complaints.day_number enable row level security;
alter table complaints.complaint enable row level security;
alter table complaints.log enable row level security;
alter table complaints.missed_deadline enable row level security;
create policy dealer on complaints.day_number using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.complaint using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.log using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.missed_deadline using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on complaints.day_number, complaints.complaint to opendcrc_app;
grant select, insert on complaints.log, complaints.missed_deadline to opendcrc_app;

-- What reports read of complaints: no words of customers.
create view complaints.report_complaint with (security_invoker) as
    select c.dealer_id, c.id as complaint_id, c.store_id, c.number, c.source, c.kind, c.grievance_solved, c.vehicle_id, c.order_id, c.task_id,
           c.received_at, c.contact_due_at, c.contacted_at, c.state,
           c.contacted_at is not null and c.contacted_at <= c.contact_due_at as contacted_in_time,   -- CP-1, by the true time
           m.missed_at as first_contact_missed_at                                                    -- and whether it was once written down as missed
      from complaints.complaint c
      left join complaints.missed_deadline m on m.dealer_id = c.dealer_id and m.complaint_id = c.id and m.rule = 'CP-1';
grant select on complaints.report_complaint to opendcrc_app;
