-- A customer books, confirms, moves and cancels himself: then nobody of the staff has booked.
alter table appointments.appointment alter column booked_by drop not null;
alter table appointments.appointment drop constraint appointment_channel_check;
alter table appointments.appointment
    add constraint appointment_channel_check check (channel in ('PHONE', 'DESK', 'ADVISOR', 'PROGRAM', 'CUSTOMER')),
    add constraint somebody_has_booked check (booked_by is not null or channel = 'CUSTOMER');

-- Through all moves an appointment is one event of a calendar: the first of the chain gives its identifier, each move counts up.
alter table appointments.appointment
    add column series_id uuid,                 -- the first of the chain; none: it is the first itself
    add column sequence int not null default 0;
with recursive chain (dealer_id, id, first_id, moves) as (
    select a.dealer_id, a.id, a.id, 0
      from appointments.appointment a
     where a.moved_from is null
    union all
    select n.dealer_id, n.id, c.first_id, c.moves + 1
      from chain c
      join appointments.appointment n on n.dealer_id = c.dealer_id and n.moved_from = c.id)
update appointments.appointment a
   set series_id = c.first_id,
       sequence = c.moves
  from chain c
 where c.dealer_id = a.dealer_id
   and c.id = a.id
   and c.moves > 0;

-- The links by which a customer reaches his appointment without a login; only their hashes are kept.
create table appointments.self_link (
    dealer_id      int   not null,
    token_hash     bytea not null,
    appointment_id uuid  not null,
    made_at        timestamptz not null,
    expires_at     timestamptz not null,       -- not included; never behind the appointment's start
    ended_at       timestamptz,                -- when it was moved or cancelled
    primary key (dealer_id, token_hash),
    foreign key (dealer_id, appointment_id) references appointments.appointment
);
create index self_link_by_appointment on appointments.self_link (dealer_id, appointment_id);

-- That the customer himself said by his link that he comes.
create table appointments.self_confirmation (
    dealer_id      int  not null,
    appointment_id uuid not null,
    confirmed_at   timestamptz not null,
    primary key (dealer_id, appointment_id),
    foreign key (dealer_id, appointment_id) references appointments.appointment
);

-- The address of an advisor's calendar: one at a time, only its hash is kept.
create table appointments.calendar_feed (
    dealer_id int   not null,
    staff_id  uuid  not null,
    token_hash bytea not null,
    made_at   timestamptz not null,
    primary key (dealer_id, staff_id),
    foreign key (dealer_id, staff_id) references organisation.staff
);

-- Codes by which somebody on a public page shows that a number is his. By the machine's time; forgotten a day later.
create table appointments.phone_code (
    dealer_id   int   not null,
    id          uuid  not null,
    store_id    uuid  not null,
    token_hash  bytea not null,                -- of what only the browser knows that asked for the code
    phone       text  not null,                -- E.164; personal
    secret_hash bytea not null,
    tries       int   not null default 0,
    sent_at     timestamptz not null,
    expires_at  timestamptz not null,          -- not included
    verified_at timestamptz,
    used_at     timestamptz,                   -- when he booked with it
    primary key (dealer_id, id),
    constraint pass_is_unique unique (dealer_id, token_hash),
    foreign key (dealer_id, store_id) references organisation.store
);
create index phone_code_by_phone on appointments.phone_code (dealer_id, store_id, phone, sent_at);
create index phone_code_by_time on appointments.phone_code (dealer_id, sent_at);
create index appointment_by_phone on appointments.appointment (dealer_id, phone, starts_at) where channel = 'CUSTOMER';

alter table appointments.self_link enable row level security;
create policy dealer on appointments.self_link using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.self_confirmation enable row level security;
create policy dealer on appointments.self_confirmation using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.calendar_feed enable row level security;
create policy dealer on appointments.calendar_feed using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.phone_code enable row level security;
create policy dealer on appointments.phone_code using (dealer_id = current_setting('opendcrc.dealer')::int);

grant select, insert, update on appointments.self_link to opendcrc_app;
grant select, insert on appointments.self_confirmation to opendcrc_app;
grant select, insert, update, delete on appointments.calendar_feed, appointments.phone_code to opendcrc_app;
