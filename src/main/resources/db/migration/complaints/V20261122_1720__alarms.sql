-- Who is called when a customer waits too long for his first contact: planned at receipt with its moment, raised once when that moment
-- comes and nobody has contacted the customer, acknowledged by somebody of the role. A contact takes what was not raised off the plan.
create table complaints.alarm (
    dealer_id       int  not null,
    complaint_id    uuid not null,
    step            text not null check (step in ('WARNING', 'MISSED', 'SERVICE_MANAGER', 'GENERAL_MANAGER')),
    store_id        uuid not null,
    role            text not null check (role in ('CRC_MANAGER', 'SERVICE_MANAGER', 'GENERAL_MANAGER')),
    due_at          timestamptz not null,      -- included
    raised_at       timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    primary key (dealer_id, complaint_id, step),
    constraint acknowledged_was_raised check (acknowledged_at is null or raised_at is not null),
    constraint acknowledged_by_somebody check ((acknowledged_at is null) = (acknowledged_by is null)),
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, acknowledged_by) references organisation.staff
);
create index alarm_to_raise on complaints.alarm (dealer_id, due_at) where raised_at is null;
create index alarm_to_acknowledge on complaints.alarm (dealer_id, store_id, role) where raised_at is not null and acknowledged_at is null;

alter table complaints.alarm enable row level security;
create policy dealer on complaints.alarm using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update, delete on complaints.alarm to opendcrc_app;

create index complaint_missed on complaints.missed_deadline (dealer_id, rule, complaint_id);
create index complaint_recorded_by on complaints.complaint (dealer_id, recorded_by, received_at, id);

-- Complaints that wait at this moment get the alarms of a new one, by the defaults.
insert into complaints.alarm (dealer_id, complaint_id, step, store_id, role, due_at)
select c.dealer_id, c.id, a.step, c.store_id, a.role, c.contact_due_at + a.later
  from complaints.complaint c
 cross join (values ('MISSED', 'CRC_MANAGER', interval '1 microsecond'),
                    ('SERVICE_MANAGER', 'SERVICE_MANAGER', interval '1 hour'),
                    ('GENERAL_MANAGER', 'GENERAL_MANAGER', interval '2 hours')) a (step, role, later)
 where c.contacted_at is null;

-- Missed first contacts by who took the complaint in, to be counted on the desk.
create view complaints.desk_breach with (security_invoker) as
    select c.dealer_id, c.id, c.store_id, c.recorded_by, m.missed_at
      from complaints.missed_deadline m
      join complaints.complaint c on c.dealer_id = m.dealer_id and c.id = m.complaint_id;
grant select on complaints.desk_breach to opendcrc_app;
