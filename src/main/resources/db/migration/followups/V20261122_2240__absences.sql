-- RP-14: since when a clerk has a call in his hand. Meant only while claimed_by stands.
alter table followups.contact add column claimed_at timestamptz;

-- Who makes no calls in a store for a while, and who makes his meanwhile. Kept: it says later why a call went from hand to hand.
create table followups.absence (
    dealer_id int    not null,
    id        uuid   not null,
    store_id  uuid   not null,
    staff_id  uuid   not null,
    covers    uuid[] not null,                 -- who gets his calls, in this order, in turn; none: nobody in particular
    from_at   timestamptz not null,            -- included
    until_at  timestamptz not null,            -- excluded
    named_by  uuid   not null,
    named_at  timestamptz not null,
    ended_at  timestamptz,                     -- he came back earlier, or it was a mistake
    ended_by  uuid,
    primary key (dealer_id, id),
    constraint absence_ends_after_it_began check (until_at > from_at),
    constraint nobody_covers_for_himself check (not (staff_id = any(covers))),
    constraint ended_by_somebody check ((ended_at is null) = (ended_by is null)),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, staff_id) references organisation.staff,
    foreign key (dealer_id, named_by) references organisation.staff,
    foreign key (dealer_id, ended_by) references organisation.staff
);
create index absence_by_end on followups.absence (dealer_id, store_id, until_at) where ended_at is null;

alter table followups.absence enable row level security;
create policy dealer on followups.absence using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on followups.absence to opendcrc_app;

-- A row that was not given to somebody because he is away.
alter table followups.bulk_row drop constraint bulk_row_outcome_check;
alter table followups.bulk_row
    add constraint bulk_row_outcome_check
        check (outcome in ('DONE', 'SAME', 'HELD', 'FINISHED', 'NOT_THERE', 'AWAY', 'NO_PAIRING', 'NO_CALLS', 'CALLS_ALLOWED', 'NO_NUMBER',
                           'NOT_YET_DUE', 'REFUSED'));
