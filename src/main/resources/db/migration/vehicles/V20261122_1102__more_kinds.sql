-- Sales, the lines of orders, recommendations, parts in stock and the gate log.
create table vehicles.sale (
    dealer_id     int  not null,
    id            uuid not null,
    store_id      uuid not null,
    sale_no       text not null,
    vehicle_id    uuid not null,
    customer_id   uuid not null,               -- the buyer: the file's customer, else the owner of the car
    dealt_on      date not null,
    delivered_on  date,                        -- may be planned
    consultant_id uuid,
    consultant_no text,
    price_fen     bigint,
    status        text not null check (status in ('VALID', 'RETURNED')),
    created_at    timestamptz not null,
    changed_at    timestamptz not null,
    changed_in_run uuid,
    version       int not null default 1,
    primary key (dealer_id, id),
    constraint sale_no_is_unique unique (dealer_id, store_id, sale_no),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, vehicle_id) references vehicles.vehicle,
    foreign key (dealer_id, customer_id) references customers.customer,
    foreign key (dealer_id, consultant_id) references organisation.staff
);
create index sale_by_vehicle on vehicles.sale (dealer_id, vehicle_id, dealt_on);
create index sale_by_customer on vehicles.sale (dealer_id, customer_id, dealt_on);
create index sale_by_day on vehicles.sale (dealer_id, store_id, dealt_on, id);

create table vehicles.repair_line (
    dealer_id  int  not null,
    id         uuid not null,
    order_id   uuid not null,
    line_no    text not null,
    kind       text not null check (kind in ('LABOUR', 'PART')),
    kind_given text,                           -- the word of the file, where it is none of ours
    code       text,
    name       text not null,
    quantity   numeric(12,3),
    amount_fen bigint,
    changed_at timestamptz not null,
    primary key (dealer_id, id),
    constraint line_no_is_unique unique (dealer_id, order_id, line_no),
    foreign key (dealer_id, order_id) references vehicles.repair_order
);

create table vehicles.recommendation (
    dealer_id    int  not null,
    id           uuid not null,
    order_id     uuid not null,
    item         text not null,
    usable_until date,
    usable_km    int,
    accepted     boolean,                      -- none: not said
    changed_at   timestamptz not null,
    primary key (dealer_id, id),
    constraint item_is_recommended_once unique (dealer_id, order_id, item),
    foreign key (dealer_id, order_id) references vehicles.repair_order
);

create table vehicles.part_stock (
    dealer_id  int  not null,
    store_id   uuid not null,
    part_no    text not null,
    name       text,
    quantity   numeric(12,3) not null,
    shelf      text,
    changed_at timestamptz not null,
    primary key (dealer_id, store_id, part_no),
    foreign key (dealer_id, store_id) references organisation.store
);

create table vehicles.gate_record (
    dealer_id  int  not null,
    id         uuid not null,
    store_id   uuid not null,
    plate      text not null,
    in_at      timestamptz not null,
    out_at     timestamptz,
    guard      text,                           -- personal
    changed_at timestamptz not null,
    primary key (dealer_id, id),
    constraint car_comes_in_once_at_a_time unique (dealer_id, store_id, plate, in_at),
    foreign key (dealer_id, store_id) references organisation.store
);
create index gate_record_by_time on vehicles.gate_record (dealer_id, store_id, in_at);

alter table vehicles.sale enable row level security;
create policy dealer on vehicles.sale using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table vehicles.repair_line enable row level security;
create policy dealer on vehicles.repair_line using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table vehicles.recommendation enable row level security;
create policy dealer on vehicles.recommendation using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table vehicles.part_stock enable row level security;
create policy dealer on vehicles.part_stock using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table vehicles.gate_record enable row level security;
create policy dealer on vehicles.gate_record using (dealer_id = current_setting('opendcrc.dealer')::int);

create table vehicles.sale_staging (
    dealer_id      int  not null,
    run_id         uuid not null,
    line           int  not null,
    id             uuid not null,
    row_key        text not null,
    digest         text not null,
    store_id       uuid not null,
    sale_no        text not null,
    vin            text not null,
    customer_no    text not null,
    dealt_on       date not null,
    delivered_on   date,
    consultant_no  text,
    price_fen      bigint,
    status         text,
    vehicle_id     uuid,
    customer_id    uuid,
    consultant_id  uuid,
    sale_id        uuid,
    version        int,
    state          text not null default 'read' check (state in ('read', 'waiting', 'rejected', 'superseded', 'unchanged', 'new', 'changed')),
    refused_column text,
    refused_why    text,
    warnings       text[] not null default '{}',   -- column|why|argument…
    waits_for      text,                       -- customer, vehicle, order or sale
    needs_store    uuid,                       -- of the order or sale
    needs          text,                       -- its number, or the VIN
    primary key (dealer_id, run_id, line)
);

create table vehicles.repair_line_staging (
    dealer_id      int  not null,
    run_id         uuid not null,
    line           int  not null,
    id             uuid not null,
    row_key        text not null,
    digest         text not null,
    store_id       uuid not null,
    order_no       text not null,
    line_no        text not null,
    kind           text not null,
    kind_given     text,
    code           text,
    name           text not null,
    quantity       numeric(12,3),
    amount_fen     bigint,
    order_id       uuid,
    target_id      uuid,
    state          text not null default 'read' check (state in ('read', 'waiting', 'rejected', 'superseded', 'unchanged', 'new', 'changed')),
    refused_column text,
    refused_why    text,
    warnings       text[] not null default '{}',   -- column|why|argument…
    waits_for      text,                       -- customer, vehicle, order or sale
    needs_store    uuid,                       -- of the order or sale
    needs          text,                       -- its number, or the VIN
    primary key (dealer_id, run_id, line)
);

create table vehicles.recommendation_staging (
    dealer_id      int  not null,
    run_id         uuid not null,
    line           int  not null,
    id             uuid not null,
    row_key        text not null,
    digest         text not null,
    store_id       uuid not null,
    order_no       text not null,
    item           text not null,
    usable_until   date,
    usable_km      int,
    accepted       boolean,
    order_id       uuid,
    target_id      uuid,
    state          text not null default 'read' check (state in ('read', 'waiting', 'rejected', 'superseded', 'unchanged', 'new', 'changed')),
    refused_column text,
    refused_why    text,
    warnings       text[] not null default '{}',   -- column|why|argument…
    waits_for      text,                       -- customer, vehicle, order or sale
    needs_store    uuid,                       -- of the order or sale
    needs          text,                       -- its number, or the VIN
    primary key (dealer_id, run_id, line)
);

create table vehicles.part_stock_staging (
    dealer_id      int  not null,
    run_id         uuid not null,
    line           int  not null,
    id             uuid not null,
    row_key        text not null,
    digest         text not null,
    store_id       uuid not null,
    part_no        text not null,
    name           text,
    quantity       numeric(12,3) not null,
    shelf          text,
    state          text not null default 'read' check (state in ('read', 'waiting', 'rejected', 'superseded', 'unchanged', 'new', 'changed')),
    refused_column text,
    refused_why    text,
    warnings       text[] not null default '{}',   -- column|why|argument…
    waits_for      text,                       -- customer, vehicle, order or sale
    needs_store    uuid,                       -- of the order or sale
    needs          text,                       -- its number, or the VIN
    primary key (dealer_id, run_id, line)
);

create table vehicles.gate_record_staging (
    dealer_id      int  not null,
    run_id         uuid not null,
    line           int  not null,
    id             uuid not null,
    row_key        text not null,
    digest         text not null,
    store_id       uuid not null,
    plate          text not null,
    in_at          timestamptz not null,
    out_at         timestamptz,
    guard          text,
    target_id      uuid,
    state          text not null default 'read' check (state in ('read', 'waiting', 'rejected', 'superseded', 'unchanged', 'new', 'changed')),
    refused_column text,
    refused_why    text,
    warnings       text[] not null default '{}',   -- column|why|argument…
    waits_for      text,                       -- customer, vehicle, order or sale
    needs_store    uuid,                       -- of the order or sale
    needs          text,                       -- its number, or the VIN
    primary key (dealer_id, run_id, line)
);

grant select, insert, update, delete on vehicles.sale, vehicles.repair_line, vehicles.recommendation, vehicles.part_stock, vehicles.gate_record,
    vehicles.sale_staging, vehicles.repair_line_staging, vehicles.recommendation_staging, vehicles.part_stock_staging,
    vehicles.gate_record_staging to opendcrc_app;

-- What all staging tables have in common: the key within the file's kind, and what a row waits for.
delete from vehicles.vehicle_staging;
alter table vehicles.vehicle_staging
    add column row_key text not null,
    add column waits_for text,
    add column needs_store uuid,
    add column needs text,
    drop constraint vehicle_staging_state_check,
    add constraint vehicle_staging_state_check check (state in ('read', 'waiting', 'rejected', 'superseded', 'unchanged', 'new', 'changed'));
delete from vehicles.repair_order_staging;
alter table vehicles.repair_order_staging
    add column row_key text not null,
    add column waits_for text,
    add column needs_store uuid,
    add column needs text,
    drop constraint repair_order_staging_state_check,
    add constraint repair_order_staging_state_check check (state in ('read', 'waiting', 'rejected', 'superseded', 'unchanged', 'new', 'changed'));

-- A car carries a plate from when to when.
alter table vehicles.vehicle add column plate_since timestamptz;         -- of the present plate; none: since it is known
alter table vehicles.former_plate add column since timestamptz;          -- included; none: since it is known

-- FU-12: computed after each finished follow-up.
alter table vehicles.vehicle add column next_maintenance_on date;
alter table vehicles.vehicle add column next_maintenance_by text check (next_maintenance_by in ('TIME', 'MILEAGE'));

create or replace view vehicles.report_vehicle with (security_invoker) as
    select v.dealer_id, v.id as vehicle_id, v.customer_id, v.vin, v.plate, v.brand, v.series, v.model, v.mileage_km, v.delivered_on, v.warranty_until, v.jd_flag,
           v.next_maintenance_on
      from vehicles.vehicle v;
create view vehicles.report_sale with (security_invoker) as
    select s.dealer_id, s.id as sale_id, s.store_id, s.sale_no, s.vehicle_id, s.customer_id, s.dealt_on, s.delivered_on, s.consultant_id, s.status, s.changed_in_run
      from vehicles.sale s;
create view vehicles.report_recommendation with (security_invoker) as
    select r.dealer_id, r.id as recommendation_id, r.order_id, r.item, r.usable_until, r.usable_km, r.accepted
      from vehicles.recommendation r;
create view vehicles.report_line with (security_invoker) as
    select l.dealer_id, l.id as line_id, l.order_id, l.line_no, l.kind, l.code, l.name, l.quantity, l.amount_fen
      from vehicles.repair_line l;
create view vehicles.report_part_stock with (security_invoker) as
    select p.dealer_id, p.store_id, p.part_no, p.name, p.quantity, p.shelf, p.changed_at
      from vehicles.part_stock p;
create view vehicles.report_gate with (security_invoker) as
    select g.dealer_id, g.id as gate_id, g.store_id, g.plate, g.in_at, g.out_at
      from vehicles.gate_record g;
grant select on vehicles.report_sale, vehicles.report_recommendation, vehicles.report_line, vehicles.report_part_stock, vehicles.report_gate to opendcrc_app;
