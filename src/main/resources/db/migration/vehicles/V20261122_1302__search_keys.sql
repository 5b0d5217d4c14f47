-- What cars are found by: plate without its province, plate and VIN from behind, so that a tail of any length is a range.
create table vehicles.lookup (
    dealer_id  int  not null,
    key        text collate "C" not null,
    vehicle_id uuid not null,
    primary key (dealer_id, key, vehicle_id),
    foreign key (dealer_id, vehicle_id) references vehicles.vehicle
);
create index lookup_by_vehicle on vehicles.lookup (dealer_id, vehicle_id);

alter table vehicles.lookup enable row level security;
create policy dealer on vehicles.lookup using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, delete on vehicles.lookup to opendcrc_app;

create index order_by_number on vehicles.repair_order (dealer_id, order_no collate "C");

create view vehicles.report_lookup with (security_invoker) as
    select l.dealer_id, l.key, l.vehicle_id
      from vehicles.lookup l;
grant select on vehicles.report_lookup to opendcrc_app;

-- Cars that are there already.
insert into vehicles.lookup (dealer_id, key, vehicle_id)
select v.dealer_id, 'v' || reverse(v.vin), v.id
  from vehicles.vehicle v
 union
select v.dealer_id, 'p' || substr(v.plate, 3), v.id
  from vehicles.vehicle v
 where v.plate is not null
 union
select v.dealer_id, 't' || reverse(v.plate), v.id
  from vehicles.vehicle v
 where v.plate is not null;
