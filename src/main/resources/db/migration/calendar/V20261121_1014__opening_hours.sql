-- When a store is open: by the week, and the dealer's own word on single days. The state's days are files of the program.
create schema calendar;
grant usage on schema calendar to opendcrc_app;

create table calendar.opening_hours (
    dealer_id int  not null,
    store_id  uuid not null,
    weekday   int  not null,                   -- 1 Monday … 7 Sunday; a day without a row is closed
    opens     time not null,                   -- store time, included
    closes    time not null,                   -- store time, not included
    primary key (dealer_id, store_id, weekday),
    foreign key (dealer_id, store_id) references organisation.store,
    constraint weekday_is_one_of_seven check (weekday between 1 and 7),
    constraint week_opens_before_it_closes check (opens < closes)
);

create table calendar.own_day (
    dealer_id int  not null,
    store_id  uuid not null,
    day       date not null,
    opens     time,                            -- both null: closed
    closes    time,
    note      text not null,                   -- why, for the page
    primary key (dealer_id, store_id, day),
    foreign key (dealer_id, store_id) references organisation.store,
    constraint own_day_has_both_times_or_none check ((opens is null) = (closes is null)),
    constraint own_day_opens_before_it_closes check (opens < closes)
);

alter table calendar.opening_hours enable row level security;
alter table calendar.own_day enable row level security;
create policy dealer on calendar.opening_hours using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on calendar.own_day using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update, delete on all tables in schema calendar to opendcrc_app;
