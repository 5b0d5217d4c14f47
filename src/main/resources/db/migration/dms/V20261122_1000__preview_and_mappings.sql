-- A file that came by the page is shown before it is brought in: it waits as a preview until somebody brings it in or discards it.
alter table dms.file drop constraint file_state_check;
alter table dms.file add constraint file_state_check
    check (state in ('PREVIEW', 'WAITING', 'RUNNING', 'DONE', 'REFUSED', 'DISCARDED'));

-- What the file was found to be, for the log of the run.
alter table dms.file add column form text check (form in ('TEXT', 'XLSX', 'XLS'));
alter table dms.file add column charset text;        -- of a text
alter table dms.file add column separator text;      -- of a text: comma, semicolon or tab
alter table dms.file add column sheet text;          -- of a workbook
alter table dms.file add column heading_line int;
alter table dms.file add column lines_expected int not null default 0;  -- a guess, for the progress; 0: not known
alter table dms.file add column phase text check (phase in ('READING', 'MERGING', 'REPORTING'));

create index file_preview on dms.file (dealer_id, state) where state = 'PREVIEW';

-- A dealer's own headings and what they mean to us.
create table dms.heading (
    dealer_id   int  not null references directory.dealer,
    kind        text not null,                 -- of the file
    plain       text not null,                 -- as it is compared: no white space, small letters
    written     text not null,
    decision    text not null check (decision in ('OPEN', 'MAPPED', 'NOT_READ')),
    column_name text,                          -- ours
    seen_at     timestamptz not null,          -- when a file last had it
    decided_by  uuid,
    decided_at  timestamptz,
    primary key (dealer_id, kind, plain),
    foreign key (dealer_id, decided_by) references organisation.staff,
    check ((decision = 'MAPPED') = (column_name is not null)),
    check ((decision = 'OPEN') = (decided_at is null))
);

-- A dealer's own words for kinds of orders and brands, and what they mean to us; without a meaning it waits for a decision.
create table dms.word (
    dealer_id   int  not null references directory.dealer,
    topic       text not null check (topic in ('ORDER_KIND', 'BRAND')),
    plain       text not null,
    written     text not null,
    meaning     text,
    seen_at     timestamptz not null,
    decided_by  uuid,
    decided_at  timestamptz,
    primary key (dealer_id, topic, plain),
    foreign key (dealer_id, decided_by) references organisation.staff,
    check ((meaning is null) = (decided_at is null))
);

alter table dms.heading enable row level security;
alter table dms.word enable row level security;
create policy dealer on dms.heading using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on dms.word using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update, delete on dms.heading, dms.word to opendcrc_app;
