-- What a line bills, day by day; what went wrong with it lately; texts of which no receipt came; what the report of a batch looks up.

-- From which day on, of the store's calendar, a line bills so much for one short message. A day is corrected, never taken away.
create table messaging.gateway_price (
    dealer_id  int  not null,
    gateway_id uuid not null,
    class      text not null check (class in ('SERVICE', 'COMMERCIAL')),
    from_on    date not null,                  -- the first day on which it holds, until the next one
    price_li   int  not null check (price_li between 0 and 10000),   -- of one part, in li 厘, a thousandth of a yuan
    set_at     timestamptz not null,
    set_by     uuid not null,
    primary key (dealer_id, gateway_id, class, from_on),
    foreign key (dealer_id, gateway_id) references messaging.gateway,
    foreign key (dealer_id, set_by) references organisation.staff
);

-- A line opened or broke at a node.
create table messaging.gateway_news (
    dealer_id  int  not null,
    id         uuid not null,
    gateway_id uuid not null,
    node       text not null,
    state      text not null check (state in ('UP', 'DOWN')),
    trouble    text,                           -- a key below gateway.trouble.
    at         timestamptz not null,
    primary key (dealer_id, id),
    foreign key (dealer_id, gateway_id) references messaging.gateway
);
create index gateway_news_by_time on messaging.gateway_news (dealer_id, gateway_id, at, id);

alter table messaging.gateway_price enable row level security;
create policy dealer on messaging.gateway_price using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table messaging.gateway_news enable row level security;
create policy dealer on messaging.gateway_news using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on messaging.gateway_price to opendcrc_app;
grant select, insert on messaging.gateway_news to opendcrc_app;

-- Lines faster than a thousand parts a second.
alter table messaging.gateway drop constraint gateway_per_second_check;
alter table messaging.gateway add constraint gateway_per_second_check check (per_second between 1 and 10000);

alter table messaging.text add column silent_at timestamptz;            -- since then nobody expects a receipt any more
create index text_unheard_of on messaging.text (dealer_id, store_id, decided_at)
    where state = 'SENT' and silent_at is null and gateway_id is not null;
create index text_part_failed on messaging.text_part (dealer_id, gateway_id, ended_at) where state = 'FAILED';
create index reply_by_phone on messaging.reply (dealer_id, phone, came_at);
