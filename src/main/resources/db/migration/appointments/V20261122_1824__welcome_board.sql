-- The welcome board 欢迎看板: who was expected on a day when the board was made the evening before (AP-18). Nothing is changed afterwards:
-- what was booked later is shown beside it as added. Of a customer no more than surname and title.
create table appointments.board (
    dealer_id int  not null,
    store_id  uuid not null,
    day       date not null,
    made_at   timestamptz not null,
    primary key (dealer_id, store_id, day),
    foreign key (dealer_id, store_id) references organisation.store
);

create table appointments.board_row (
    dealer_id      int  not null,
    store_id       uuid not null,
    day            date not null,
    position       int  not null,
    appointment_id uuid not null,
    start_time     time not null,
    guest          text not null,              -- surname and title; personal
    plate          text,                       -- personal
    car            text not null,
    advisor        text not null,
    purpose        text not null,
    primary key (dealer_id, store_id, day, position),
    constraint appointment_stands_once unique (dealer_id, appointment_id),
    foreign key (dealer_id, store_id, day) references appointments.board,
    foreign key (dealer_id, appointment_id) references appointments.appointment
);

alter table appointments.board enable row level security;
create policy dealer on appointments.board using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table appointments.board_row enable row level security;
create policy dealer on appointments.board_row using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert on appointments.board, appointments.board_row to opendcrc_app;
