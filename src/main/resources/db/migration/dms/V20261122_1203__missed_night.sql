-- A night on which no file came though files had been coming: noticed in the morning, told until the next run is done.
create table dms.missed_night (
    dealer_id  int  not null references directory.dealer,
    night      date not null,                  -- the evening's day, in the first store's zone
    noticed_at timestamptz not null,
    primary key (dealer_id, night)
);
alter table dms.missed_night enable row level security;
create policy dealer on dms.missed_night using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update, delete on dms.missed_night to opendcrc_app;
