-- Vehicles 车辆, who owned them from when to when, their mileage, and the repair orders 维修委托书 of the stores.
create schema vehicles;
grant usage on schema vehicles to opendcrc_app;

create table vehicles.vehicle (
    dealer_id      int  not null references directory.dealer,
    id             uuid not null,
    vin            text not null,
    vin_doubtful   boolean not null default false,   -- wrong check digit (GB 16735): a warning, not a refusal
    plate          text,                       -- normalised: no dot, upper case, half width
    brand          text not null,
    series         text,
    model          text,
    color          text,
    engine_no      text,
    customer_id    uuid not null,              -- the present owner
    delivered_on   date,
    invoiced_on    date,
    warranty_until date,
    warranty_km    int,
    mileage_km     int,
    jd_flag        boolean not null default false,   -- FU-13: information only
    erp_changed_at timestamptz,
    created_at     timestamptz not null,
    changed_at     timestamptz not null,
    version        int not null default 1,
    primary key (dealer_id, id),
    constraint vin_is_unique unique (dealer_id, vin),
    foreign key (dealer_id, customer_id) references customers.customer
);
create index vehicle_by_plate on vehicles.vehicle (dealer_id, plate);
create index vehicle_by_owner on vehicles.vehicle (dealer_id, customer_id);

create table vehicles.ownership (
    dealer_id   int  not null,
    vehicle_id  uuid not null,
    customer_id uuid not null,
    since       timestamptz not null,          -- included
    until       timestamptz,                   -- excluded; none: the present owner
    primary key (dealer_id, vehicle_id, since),
    foreign key (dealer_id, vehicle_id) references vehicles.vehicle,
    foreign key (dealer_id, customer_id) references customers.customer
);
create unique index ownership_is_open_once on vehicles.ownership (dealer_id, vehicle_id) where until is null;

-- A plate that another car carries now, or that was taken off.
create table vehicles.former_plate (
    dealer_id  int  not null,
    vehicle_id uuid not null,
    plate      text not null,
    until      timestamptz not null,           -- excluded
    primary key (dealer_id, vehicle_id, plate, until),
    foreign key (dealer_id, vehicle_id) references vehicles.vehicle
);
create index former_plate_by_plate on vehicles.former_plate (dealer_id, plate);

create table vehicles.repair_order (
    dealer_id        int  not null,
    id               uuid not null,
    store_id         uuid not null,
    order_no         text not null,
    vehicle_id       uuid not null,
    customer_id      uuid not null,            -- who is called: the order's customer, else the owner of the car
    plate            text,
    sender_name      text,
    sender_phone     text,
    kind             text not null check (kind in ('GENERAL', 'MAINTENANCE', 'FIRST_SERVICE', 'WARRANTY', 'ACCIDENT', 'REWORK', 'INTERNAL')),
    kind_given       text not null,            -- the word of the file
    sent_in_at       timestamptz not null,
    completed_at     timestamptz,
    settled_at       timestamptz,
    mileage_km       int,
    mileage_doubtful boolean not null default false,
    advisor_id       uuid,
    advisor_no       text,
    technician       text,
    amount_fen       bigint,
    visit_no         text,
    status           text not null check (status in ('IN_REPAIR', 'COMPLETED', 'SETTLED', 'VOID')),
    settlement       int not null default 0,   -- counts settlements: a settlement after void, re-opening or INTERNAL is a new round
    created_at       timestamptz not null,
    changed_at       timestamptz not null,
    changed_in_run   uuid,                     -- the run that last changed it
    settled_in_run   uuid,                     -- the run in which the present settlement arrived
    version          int not null default 1,
    primary key (dealer_id, id),
    constraint order_no_is_unique unique (dealer_id, store_id, order_no),
    constraint settled_orders_have_a_time check (status <> 'SETTLED' or settled_at is not null),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, vehicle_id) references vehicles.vehicle,
    foreign key (dealer_id, customer_id) references customers.customer,
    foreign key (dealer_id, advisor_id) references organisation.staff
);
create index order_by_vehicle on vehicles.repair_order (dealer_id, vehicle_id, sent_in_at);
create index order_by_customer on vehicles.repair_order (dealer_id, customer_id, sent_in_at);
create index order_by_run on vehicles.repair_order (dealer_id, changed_in_run);
create index order_by_settling_run on vehicles.repair_order (dealer_id, settled_in_run);
create index order_by_visit on vehicles.repair_order (dealer_id, store_id, visit_no) where visit_no is not null;

create table vehicles.vehicle_staging (
    dealer_id      int  not null,
    run_id         uuid not null,
    line           int  not null,
    id             uuid not null,
    vin            text,
    vin_doubtful   boolean,
    plate          text,
    plate_cleared  boolean,                    -- the file says: no plate
    brand          text,
    series         text,
    model          text,
    color          text,
    engine_no      text,
    customer_no    text,
    delivered_on   date,
    invoiced_on    date,
    warranty_until date,
    warranty_km    int,
    mileage_km     int,
    jd_flag        boolean,
    erp_changed_at timestamptz,
    digest         text not null,
    state          text not null default 'read' check (state in ('read', 'rejected', 'superseded', 'unchanged', 'new', 'changed')),
    refused_column text,
    refused_why    text,
    warnings       text[] not null default '{}',   -- column|why|argument…
    customer_id    uuid,
    vehicle_id     uuid,
    plate_lost     text,                       -- claimed by a newer row or car
    version        int,
    primary key (dealer_id, run_id, line)
);

create table vehicles.repair_order_staging (
    dealer_id      int  not null,
    run_id         uuid not null,
    line           int  not null,
    id             uuid not null,
    order_no       text,
    vin            text,
    plate          text,
    plate_cleared  boolean,                    -- the file says: no plate
    customer_no    text,
    sender_name    text,
    sender_phone   text,
    kind           text,
    kind_given     text,
    sent_in_at     timestamptz,
    completed_at   timestamptz,
    settled_at     timestamptz,
    mileage_km     int,
    advisor_no     text,
    technician     text,
    amount_fen     bigint,
    visit_no       text,
    status         text,
    digest         text not null,
    state          text not null default 'read' check (state in ('read', 'rejected', 'superseded', 'unchanged', 'new', 'changed')),
    refused_column text,
    refused_why    text,
    warnings       text[] not null default '{}',
    store_id       uuid,
    vehicle_id     uuid,
    customer_id    uuid,
    advisor_id     uuid,
    order_id       uuid,
    settlement     int,
    settled_in_run uuid,
    version        int,
    primary key (dealer_id, run_id, line)
);

alter table vehicles.vehicle enable row level security;
alter table vehicles.ownership enable row level security;
alter table vehicles.repair_order enable row level security;
alter table vehicles.former_plate enable row level security;
create policy dealer on vehicles.vehicle using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on vehicles.ownership using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on vehicles.former_plate using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on vehicles.repair_order using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update, delete on all tables in schema vehicles to opendcrc_app;

-- What other chapters read of cars and orders.
create view vehicles.report_vehicle with (security_invoker) as
    select v.dealer_id, v.id as vehicle_id, v.customer_id, v.vin, v.plate, v.brand, v.series, v.model, v.mileage_km, v.delivered_on, v.warranty_until, v.jd_flag
      from vehicles.vehicle v;
create view vehicles.report_order with (security_invoker) as
    select o.dealer_id, o.id as order_id, o.store_id, o.order_no, o.vehicle_id, o.customer_id, o.kind, o.sent_in_at, o.completed_at, o.settled_at,
           o.mileage_km, o.advisor_id, o.technician, o.amount_fen, o.visit_no, o.status, o.settlement, o.changed_in_run, o.settled_in_run
      from vehicles.repair_order o;
grant select on vehicles.report_vehicle, vehicles.report_order to opendcrc_app;
