-- The three guarantees 三包: what people say about a car's repairs, substitutes while it is in repair, demands to exchange or return it, and
-- the alarms before and at each limit. Days and counts are worked out from the repair orders and are not kept.
create schema guarantees;
grant usage on schema guarantees to opendcrc_app;

create table guarantees.problem (
    dealer_id  int  not null references directory.dealer,
    id         uuid not null,
    vehicle_id uuid not null,
    name       text not null,
    nature     text not null check (nature in ('ORDINARY', 'SAFETY', 'ASSEMBLY', 'MAIN_PART')),
    created_at timestamptz not null,
    created_by uuid not null,
    primary key (dealer_id, id),
    constraint problem_has_one_name unique (dealer_id, vehicle_id, name),
    foreign key (dealer_id, vehicle_id) references vehicles.vehicle,
    foreign key (dealer_id, created_by) references organisation.staff
);

create table guarantees.problem_repair (
    dealer_id  int  not null,
    problem_id uuid not null,
    order_id   uuid not null,
    linked_at  timestamptz not null,
    linked_by  uuid not null,
    primary key (dealer_id, problem_id, order_id),
    foreign key (dealer_id, problem_id) references guarantees.problem,
    foreign key (dealer_id, order_id) references vehicles.repair_order,
    foreign key (dealer_id, linked_by) references organisation.staff
);
create index problem_repair_by_order on guarantees.problem_repair (dealer_id, order_id);

-- What a person decided about one repair, against what its kind says.
create table guarantees.repair_mark (
    dealer_id           int  not null,
    order_id            uuid not null,
    vehicle_id          uuid not null,
    quality             boolean not null,      -- a defect of the product: the repair counts
    not_counted_minutes int  not null check (not_counted_minutes >= 0),   -- transport of parts made for the car, of a battery, way of a rescue
    reason              text not null,
    marked_at           timestamptz not null,
    marked_by           uuid not null,
    version             int  not null default 1,
    primary key (dealer_id, order_id),
    foreign key (dealer_id, order_id) references vehicles.repair_order,
    foreign key (dealer_id, vehicle_id) references vehicles.vehicle,
    foreign key (dealer_id, marked_by) references organisation.staff
);
create index repair_mark_by_vehicle on guarantees.repair_mark (dealer_id, vehicle_id);

create table guarantees.substitute (
    dealer_id  int  not null,
    order_id   uuid not null,                  -- one a repair
    vehicle_id uuid not null,
    kind       text not null check (kind in ('CAR', 'MONEY')),
    from_at    timestamptz not null,           -- included
    until_at   timestamptz,                    -- excluded; none: as long as the repair
    day_fen    bigint check (day_fen > 0),     -- transport money a day
    words      text not null,
    given_at   timestamptz not null,
    given_by   uuid not null,
    primary key (dealer_id, order_id),
    constraint money_is_said check ((kind = 'MONEY') = (day_fen is not null)),
    foreign key (dealer_id, order_id) references vehicles.repair_order,
    foreign key (dealer_id, vehicle_id) references vehicles.vehicle,
    foreign key (dealer_id, given_by) references organisation.staff
);

create table guarantees.demand (
    dealer_id     int  not null references directory.dealer,
    id            uuid not null,
    store_id      uuid not null,
    vehicle_id    uuid not null,
    customer_id   uuid not null,
    complaint_id  uuid,
    wants         text not null check (wants in ('EXCHANGE', 'RETURN')),
    words         text not null,               -- personal
    demanded_on   date not null,
    answer_due_at timestamptz not null,        -- excluded: 24:00 of the tenth working day
    done_due_at   timestamptz not null,        -- excluded: 24:00 of the twentieth
    state         text not null check (state in ('ASKED', 'AGREED', 'REFUSED', 'DONE', 'WITHDRAWN')),
    answer        text,                        -- personal
    answered_at   timestamptz,
    answered_by   uuid,
    closed_at     timestamptz,                 -- done or withdrawn
    closing       text,
    recorded_at   timestamptz not null,
    recorded_by   uuid not null,
    version       int  not null default 1,
    primary key (dealer_id, id),
    constraint answered_has_all check ((answered_at is null) = (answer is null) and (answered_at is null) = (answered_by is null)),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, vehicle_id) references vehicles.vehicle,
    foreign key (dealer_id, customer_id) references customers.customer,
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, answered_by) references organisation.staff,
    foreign key (dealer_id, recorded_by) references organisation.staff
);
create unique index one_demand_is_open on guarantees.demand (dealer_id, vehicle_id) where state in ('ASKED', 'AGREED');
create index demand_by_store on guarantees.demand (dealer_id, store_id, answer_due_at, id) where state in ('ASKED', 'AGREED');
create index demand_by_vehicle on guarantees.demand (dealer_id, vehicle_id, demanded_on);

-- Planned with its moment, raised once when that comes, acknowledged by somebody who works on guarantees in the store.
create table guarantees.alarm (
    dealer_id       int  not null,
    vehicle_id      uuid not null,
    kind            text not null check (kind in ('SUBSTITUTE_SOON', 'SUBSTITUTE_OWED', 'DAYS_SOON', 'DAYS_OVER', 'REPAIRS_SOON', 'REPAIRS_OVER',
                                                  'ANSWER_SOON', 'ANSWER_MISSED', 'DONE_SOON', 'DONE_MISSED')),
    subject         uuid not null,             -- the order, the problem, the car or the demand
    store_id        uuid not null,
    due_at          timestamptz not null,      -- included
    raised_at       timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    primary key (dealer_id, vehicle_id, kind, subject),
    constraint acknowledged_was_raised check (acknowledged_at is null or raised_at is not null),
    constraint acknowledged_by_somebody check ((acknowledged_at is null) = (acknowledged_by is null)),
    foreign key (dealer_id, vehicle_id) references vehicles.vehicle,
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, acknowledged_by) references organisation.staff
);
create index alarm_to_raise on guarantees.alarm (dealer_id, due_at) where raised_at is null;
create index alarm_to_acknowledge on guarantees.alarm (dealer_id, store_id, due_at, vehicle_id) where raised_at is not null and acknowledged_at is null;

alter table guarantees.problem enable row level security;
alter table guarantees.problem_repair enable row level security;
alter table guarantees.repair_mark enable row level security;
alter table guarantees.substitute enable row level security;
alter table guarantees.demand enable row level security;
alter table guarantees.alarm enable row level security;
create policy dealer on guarantees.problem using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on guarantees.problem_repair using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on guarantees.repair_mark using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on guarantees.substitute using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on guarantees.demand using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on guarantees.alarm using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on guarantees.problem, guarantees.repair_mark, guarantees.substitute, guarantees.demand to opendcrc_app;
grant select, insert, delete on guarantees.problem_repair to opendcrc_app;
grant select, insert, update, delete on guarantees.alarm to opendcrc_app;
