-- The book of a part in a store. A part is wanted on many days, whose books are locked apart; so its own row is locked before it is counted, and
-- of two who promise the last one on different days one waits and then finds it promised (AP-25). What is promised is counted from the
-- appointments themselves.
create table appointments.part_book (
    dealer_id int  not null,
    store_id  uuid not null,
    part_no   text not null,
    primary key (dealer_id, store_id, part_no),
    foreign key (dealer_id, store_id) references organisation.store
);
alter table appointments.part_book enable row level security;
create policy dealer on appointments.part_book using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on appointments.part_book to opendcrc_app;
