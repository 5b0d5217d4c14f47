-- Where cars are met and repaired in a store 工位; appointments and the workshop will count by them. One that is given up stays, inactive.
create table organisation.bay (
    dealer_id int  not null,
    id        uuid not null,
    store_id  uuid not null,
    name      text not null,
    position  int  not null,                   -- order on the screens, from 1
    active    boolean not null default true,
    primary key (dealer_id, id),
    foreign key (dealer_id, store_id) references organisation.store,
    constraint bay_is_named_once unique (dealer_id, store_id, name)
);

-- What a brand 品牌 asks of a store for a figure of the reports 目标值, in percent of its denominator.
create table organisation.target (
    dealer_id int  not null,
    store_id  uuid not null,
    brand     text not null,
    figure    text not null,                   -- the figure's rule number, such as RP-8
    percent   int  not null,
    primary key (dealer_id, store_id, brand, figure),
    foreign key (dealer_id, store_id, brand) references organisation.brand,
    constraint target_is_a_share check (percent between 0 and 100)
);

alter table organisation.bay enable row level security;
alter table organisation.target enable row level security;
create policy dealer on organisation.bay using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on organisation.target using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update, delete on organisation.bay, organisation.target to opendcrc_app;
