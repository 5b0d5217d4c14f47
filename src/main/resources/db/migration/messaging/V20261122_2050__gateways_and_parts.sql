-- Real gateways: the lines of a dealer, the marks of each part that is handed over, receipts, replies and refusals of advertising.

-- A gateway account leads to its dealer: for the nodes, which hold the lines, and for what providers tell by HTTP.
create table directory.gateway (
    gateway_id uuid    not null primary key,
    dealer_id  int     not null references directory.dealer,
    version    int     not null,
    open       boolean not null,               -- whether the nodes hold its line
    door_hash  bytea   not null unique         -- of the secret address at which the provider tells
);
create index gateway_by_dealer on directory.gateway (dealer_id);
grant select, insert, update, delete on directory.gateway to opendcrc_app;

-- A line to a partner. One that was given up stays for the texts that name it.
create table messaging.gateway (
    dealer_id  int  not null references directory.dealer,
    id         uuid not null,
    name       text not null,
    kind       text not null check (kind in ('SMPP', 'CMPP20', 'CMPP30', 'HTTP')),
    state      text not null check (state in ('ON', 'OFF', 'REMOVED')),
    service    boolean not null,               -- carries service texts
    commercial boolean not null,               -- carries commercial ones
    place      int  not null check (place between 1 and 99),              -- of several the smaller one first; the next when it is down
    per_second int  not null check (per_second between 1 and 1000),       -- parts, of all nodes together
    knobs      jsonb not null,                 -- what is set up, by key; no secrets
    secret     bytea not null,                 -- sealed by the vault
    door       bytea not null,                 -- sealed: the secret address of directory.gateway
    changed_at timestamptz not null,
    changed_by uuid not null,
    version    int  not null,
    primary key (dealer_id, id),
    foreign key (dealer_id, changed_by) references organisation.staff
);

-- The pace of a line over all nodes: parts that were claimed so far are over the line at that moment.
create table messaging.gateway_pace (
    dealer_id  int  not null,
    gateway_id uuid not null,
    free_at    timestamptz not null,
    slower     int  not null default 0,        -- how often in a row the partner said that it is too fast
    primary key (dealer_id, gateway_id),
    foreign key (dealer_id, gateway_id) references messaging.gateway
);

-- How the line is at each node.
create table messaging.gateway_health (
    dealer_id  int  not null,
    gateway_id uuid not null,
    node       text not null,
    state      text not null check (state in ('NEW', 'UP', 'DOWN')),
    trouble    text,                           -- a key below gateway.trouble.
    since      timestamptz not null,
    seen_at    timestamptz not null,
    primary key (dealer_id, gateway_id, node),
    foreign key (dealer_id, gateway_id) references messaging.gateway
);

-- A message by which somebody tried a line.
create table messaging.gateway_trial (
    dealer_id  int  not null,
    id         uuid not null,
    gateway_id uuid not null,
    phone      text not null,                  -- E.164; personal
    body       text not null,
    state      text not null check (state in ('HANDED', 'ACCEPTED', 'DELIVERED', 'FAILED', 'UNKNOWN', 'NO_LINE')),
    reason     text,                           -- a key below text.reason.
    code       text,                           -- the partner's own word
    tried_at   timestamptz not null,
    tried_by   uuid not null,
    ended_at   timestamptz,
    primary key (dealer_id, id),
    foreign key (dealer_id, gateway_id) references messaging.gateway,
    foreign key (dealer_id, tried_by) references organisation.staff
);
create index gateway_trial_by_time on messaging.gateway_trial (dealer_id, gateway_id, tried_at);

-- The life of a text: waiting; claimed by a node; about to be asked or asked, no answer yet (committed before the partner hears of it);
-- taken; arrived; not sent; taken and not arrived; nobody knows.
alter table messaging.text drop constraint text_state_check;
alter table messaging.text add constraint text_state_check check (state in
    ('QUEUED', 'CLAIMED', 'HANDED', 'SENT', 'DELIVERED', 'NOT_SENT', 'UNDELIVERED', 'UNKNOWN'));
alter table messaging.text drop constraint unsent_texts_say_why;
alter table messaging.text add constraint unsent_texts_say_why check ((state in ('NOT_SENT', 'UNDELIVERED')) = (reason is not null));
-- A20 is kept when it is written; a dealer may allow long texts, which go in parts of 67.
alter table messaging.text drop constraint text_characters_check;
alter table messaging.text add constraint text_characters_check check (characters between 1 and 670);
alter table messaging.text add column urgency int not null default 2;   -- 1 a person waits for it, 2 service, 3 commercial
alter table messaging.text add column not_before timestamptz;           -- waits until then
alter table messaging.text add column waits_for text;                   -- why it still waits: a key below text.waits.
alter table messaging.text add column gateway_id uuid;                  -- the line that took it, or its first part
alter table messaging.text add column claim uuid;                       -- of the node that has it in hand
alter table messaging.text add column lease_until timestamptz;          -- until then nobody else takes it
alter table messaging.text add column code text;                        -- the partner's own word for the reason
alter table messaging.text add foreign key (dealer_id, gateway_id) references messaging.gateway;
drop index messaging.text_queued;
create index text_queued on messaging.text (dealer_id, urgency, written_at, id) where state = 'QUEUED';
create index text_in_hand on messaging.text (dealer_id, lease_until) where state in ('CLAIMED', 'HANDED');
create index text_by_phone on messaging.text (dealer_id, phone, written_at);

-- A part of a text that goes by a gateway; the words are those of the text, cut.
create table messaging.text_part (
    dealer_id   int  not null,
    text_id     uuid not null,
    part        int  not null,                 -- counted from 1
    state       text not null check (state in ('WAITING', 'HANDED', 'ACCEPTED', 'DELIVERED', 'FAILED', 'UNKNOWN')),
    gateway_id  uuid,
    partner_id  text,                          -- how the partner calls it
    reason      text,                          -- a key below text.reason., where it failed
    code        text,                          -- the partner's own word
    handed_at   timestamptz,
    accepted_at timestamptz,
    ended_at    timestamptz,                   -- delivered, failed, or given up as unknown
    asked_at    timestamptz,                   -- when the partner was last asked what became of it
    asked       int  not null default 0,
    primary key (dealer_id, text_id, part),
    foreign key (dealer_id, text_id) references messaging.text
);
create index text_part_unknown on messaging.text_part (dealer_id, handed_at) where state in ('UNKNOWN', 'ACCEPTED');

-- Where the partner's answer and his receipt meet, whichever comes first: both write this row, so that neither overlooks the other.
create table messaging.partner_mark (
    dealer_id  int  not null,
    gateway_id uuid not null,
    partner_id text not null,
    text_id    uuid,
    part       int,
    trial_id   uuid,
    outcome    text check (outcome in ('DELIVERED', 'LOST')),
    reason     text,
    code       text,
    marked_at  timestamptz not null,
    primary key (dealer_id, gateway_id, partner_id),
    foreign key (dealer_id, gateway_id) references messaging.gateway
);

-- What customers answer.
create table messaging.reply (
    dealer_id   int  not null,
    id          uuid not null,
    gateway_id  uuid not null,
    partner_id  text,                          -- how the partner calls it; the same word is the same reply
    phone       text not null,                 -- E.164; personal
    body        text not null,                 -- personal
    kind        text not null check (kind in ('OPT_OUT', 'WORDS')),
    text_id     uuid,                          -- the text it answers, as far as one can know: the last one to that number
    customer_id uuid,
    store_id    uuid,
    came_at     timestamptz not null,
    read_at     timestamptz,
    read_by     uuid,
    primary key (dealer_id, id),
    foreign key (dealer_id, gateway_id) references messaging.gateway,
    foreign key (dealer_id, text_id) references messaging.text,
    foreign key (dealer_id, customer_id) references customers.customer,
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, read_by) references organisation.staff
);
create unique index reply_comes_once on messaging.reply (dealer_id, gateway_id, partner_id) where partner_id is not null;
create index reply_by_time on messaging.reply (dealer_id, came_at, id);
create index reply_by_text on messaging.reply (dealer_id, text_id) where text_id is not null;
create index reply_unread on messaging.reply (dealer_id, came_at) where read_at is null and kind = 'WORDS';

-- Numbers from which advertising was refused: counts for every store of the dealer until somebody at that number agrees again.
create table messaging.opt_out (
    dealer_id   int  not null references directory.dealer,
    phone       text not null,                 -- E.164; personal
    words       text not null,                 -- as they came
    opted_at    timestamptz not null,
    reply_id    uuid,
    primary key (dealer_id, phone)
);

alter table messaging.gateway enable row level security;
create policy dealer on messaging.gateway using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table messaging.gateway_pace enable row level security;
create policy dealer on messaging.gateway_pace using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table messaging.gateway_health enable row level security;
create policy dealer on messaging.gateway_health using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table messaging.gateway_trial enable row level security;
create policy dealer on messaging.gateway_trial using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table messaging.text_part enable row level security;
create policy dealer on messaging.text_part using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table messaging.partner_mark enable row level security;
create policy dealer on messaging.partner_mark using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table messaging.reply enable row level security;
create policy dealer on messaging.reply using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table messaging.opt_out enable row level security;
create policy dealer on messaging.opt_out using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on messaging.gateway, messaging.gateway_pace, messaging.gateway_trial, messaging.text_part,
      messaging.partner_mark, messaging.reply, messaging.opt_out to opendcrc_app;
grant select, insert, update, delete on messaging.gateway_health to opendcrc_app;
