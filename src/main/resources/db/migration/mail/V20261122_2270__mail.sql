-- Mails of the house: written in the transaction of their cause, sent afterwards, once.
create schema mail;
grant usage on schema mail to opendcrc_app;

create table mail.letter (
    dealer_id   int  not null references directory.dealer,
    id          uuid not null,
    cause       text not null,                 -- the word of the chapter that wrote it
    recipient   text not null,                 -- an address
    subject     text not null,
    body        text not null,                 -- as it is sent
    written_at  timestamptz not null,
    state       text not null check (state in ('QUEUED', 'SENT', 'FAILED')),
    tries       int  not null default 0 check (tries >= 0),
    next_try_at timestamptz,
    sent_at     timestamptz,
    trouble     text,                          -- what the server said last
    primary key (dealer_id, id),
    constraint waits_for_a_try check ((state = 'QUEUED') = (next_try_at is not null)),
    constraint sent_at_a_time check ((state = 'SENT') = (sent_at is not null))
);
create index letter_queued on mail.letter (dealer_id, next_try_at, id) where state = 'QUEUED';

alter table mail.letter enable row level security;
create policy dealer on mail.letter using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on mail.letter to opendcrc_app;

-- How it went, for the chapters that wrote them.
create view mail.report_letter with (security_invoker) as
    select l.dealer_id, l.id as letter_id, l.cause, l.state, l.tries, l.sent_at, l.trouble
      from mail.letter l;
grant select on mail.report_letter to opendcrc_app;
