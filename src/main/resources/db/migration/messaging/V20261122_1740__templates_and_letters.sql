-- What the house writes: wordings with their versions, texts written by hand, and letters for those whom no text reached.

-- A wording 短信模板 as it stood from one change to the next; nothing is overwritten, so that an old text can be explained.
create table messaging.template_version (
    dealer_id  int  not null references directory.dealer,
    key        text not null,                  -- the word of a shipped template, or own-… for one that the dealer made
    version    int  not null check (version > 0),   -- counted from 1; the shipped wording is 0 and has no row
    name       text not null,
    channel    text not null check (channel in ('TEXT', 'LETTER')),
    class      text not null check (class in ('SERVICE', 'COMMERCIAL')),
    body_zh    text not null,                  -- without signature and opt-out, which are added
    body_en    text not null,                  -- may be empty: then the Chinese one counts
    origin     text not null check (origin in ('OWN', 'SHIPPED', 'RETIRED')),   -- written here; set back to the shipped wording; used no more
    changed_at timestamptz not null,
    changed_by uuid not null,
    primary key (dealer_id, key, version),
    foreign key (dealer_id, changed_by) references organisation.staff
);

alter table messaging.template_version enable row level security;
create policy dealer on messaging.template_version using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert on messaging.template_version to opendcrc_app;

alter table messaging.text add column template_key text;           -- the template it was written from; empty for free words
alter table messaging.text add column template_version int;        -- and its version, 0 for the shipped wording
alter table messaging.text add column written_by uuid;             -- the person who wrote it; empty if the house did
alter table messaging.text add column decided_by uuid;             -- the person who said what became of it, where the channel could not
alter table messaging.text add foreign key (dealer_id, written_by) references organisation.staff;
alter table messaging.text add foreign key (dealer_id, decided_by) references organisation.staff;

-- A36: what the channel could not tell waits for a person and is never sent again by itself.
alter table messaging.text drop constraint text_state_check;
alter table messaging.text add constraint text_state_check check (state in ('QUEUED', 'SENT', 'NOT_SENT', 'UNKNOWN'));
create index text_by_state on messaging.text (dealer_id, store_id, state, written_at, id);

-- The house texts a cause once; a person may write as often as the customer needs it.
alter table messaging.text drop constraint cause_is_texted_once;
create unique index cause_is_texted_once on messaging.text (dealer_id, cause, cause_id) where written_by is null;

-- A30: a letter 信函 to somebody whom neither call nor text reached.
create table messaging.letter (
    dealer_id        int  not null references directory.dealer,
    id               uuid not null,
    store_id         uuid not null,
    customer_id      uuid not null,
    text_id          uuid,                     -- the text that was not sent; empty if none could be written
    cause            text not null,            -- which chapter wanted to text
    cause_id         uuid not null,            -- and for what
    reason           text not null,            -- why no text: a key below text.reason.
    owed_at          timestamptz not null,
    state            text not null check (state in ('OWED', 'PRINTED', 'SENT', 'DROPPED')),
    body             text,                     -- personal; what was printed, so that it is printed again alike
    template_version int,                      -- of the template letter-unreached
    printing_id      uuid,                     -- letters printed together
    printed_at       timestamptz,
    printed_by       uuid,
    closed_at        timestamptz,              -- when it was sent or dropped
    closed_by        uuid,
    primary key (dealer_id, id),
    constraint cause_owes_one_letter unique (dealer_id, cause, cause_id),
    constraint printed_letters_say_what check ((printed_at is null) = (body is null)),
    constraint closed_letters_say_who check ((state in ('SENT', 'DROPPED')) = (closed_by is not null)),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, customer_id) references customers.customer,
    foreign key (dealer_id, text_id) references messaging.text,
    foreign key (dealer_id, printed_by) references organisation.staff,
    foreign key (dealer_id, closed_by) references organisation.staff
);
create index letter_by_state on messaging.letter (dealer_id, store_id, state, owed_at, id);
create index letter_by_printing on messaging.letter (dealer_id, printing_id) where printing_id is not null;
create index letter_by_text on messaging.letter (dealer_id, text_id) where text_id is not null;

alter table messaging.letter enable row level security;
create policy dealer on messaging.letter using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on messaging.letter to opendcrc_app;

-- Texts that failed before there was a list.
insert into messaging.letter (dealer_id, id, store_id, customer_id, text_id, cause, cause_id, reason, owed_at, state)
select t.dealer_id, t.id, t.store_id, t.customer_id, t.id, t.cause, t.cause_id, t.reason, t.decided_at, 'OWED'
  from messaging.text t
 where t.state = 'NOT_SENT'
   and t.class = 'SERVICE';
