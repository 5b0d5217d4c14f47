-- What is kept about a case beside its course: papers brought to it, the weekly summary as it was posted, what was done so that it does not
-- happen again, training and what came of it, experience for the knowledge base.
create schema casebook;
grant usage on schema casebook to opendcrc_app;

-- A photo, a recording, a PDF. The bytes are sealed under the key that lies outside the database. Nothing is changed or taken away.
create table casebook.attachment (
    dealer_id    int  not null,
    id           uuid not null,
    complaint_id uuid not null,
    name         text not null,                -- as the person called it; never a path; personal
    type         text not null check (type in ('JPEG', 'PNG', 'WEBP', 'HEIC', 'PDF', 'WAV', 'MP3', 'M4A', 'OGG', 'AMR')),   -- by its content
    bytes        int  not null check (bytes > 0),
    digest       bytea not null,               -- SHA-256 of the bytes as they came
    sealed       bytea not null,
    words        text,                         -- what it shows; personal
    added_at     timestamptz not null,
    added_by     uuid not null,
    primary key (dealer_id, id),
    constraint one_paper_once unique (dealer_id, complaint_id, digest),
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, added_by) references organisation.staff
);
create index attachment_of on casebook.attachment (dealer_id, complaint_id, added_at, id);

-- The weekly summary kh-03-03 as it was known on the Monday after.
create table casebook.week (
    dealer_id int  not null,
    store_id  uuid not null,
    monday    date not null,                   -- of the week that it is about
    frozen_at timestamptz not null,            -- the planned moment
    rows      text not null,                   -- JSON; personal
    words     text,                            -- remarks of the week
    measures  text,
    primary key (dealer_id, store_id, monday),
    foreign key (dealer_id, store_id) references organisation.store
);

create table casebook.week_signature (
    dealer_id int  not null,
    store_id  uuid not null,
    monday    date not null,
    role      text not null check (role in ('CRC_MANAGER', 'SERVICE_MANAGER', 'GENERAL_MANAGER')),
    staff_id  uuid not null,
    at        timestamptz not null,
    primary key (dealer_id, store_id, monday, role),
    foreign key (dealer_id, store_id, monday) references casebook.week,
    foreign key (dealer_id, staff_id) references organisation.staff
);

-- What somebody will do until a day, because of a case or of what the figures show.
create table casebook.measure (
    dealer_id      int  not null,
    id             uuid not null,
    store_id       uuid not null,
    complaint_id   uuid,
    about          text,                       -- a kind, department or cause of the figures, as shown
    words          text not null,
    responsible_id uuid not null,
    due_on         date not null,              -- included
    state          text not null check (state in ('OPEN', 'DONE', 'DROPPED')),
    outcome        text,
    closed_at      timestamptz,
    closed_by      uuid,
    created_at     timestamptz not null,
    created_by     uuid not null,
    version        int  not null default 1,
    primary key (dealer_id, id),
    constraint closed_has_all check ((state = 'OPEN') = (closed_at is null) and (closed_at is null) = (closed_by is null)
                                     and (closed_at is null) = (outcome is null)),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, responsible_id) references organisation.staff,
    foreign key (dealer_id, closed_by) references organisation.staff,
    foreign key (dealer_id, created_by) references organisation.staff
);
create index measure_open on casebook.measure (dealer_id, store_id, due_on, id);

-- A lesson that was taught, and whether it helped: looked at again on a day.
create table casebook.training (
    dealer_id   int  not null,
    id          uuid not null,
    store_id    uuid not null,
    measure_id  uuid,
    topic       text not null,
    content     text not null,
    held_on     date not null,
    who         text not null,                 -- who took part; personal
    look_on     date not null,                 -- included: when one looks whether it helped
    result      text,
    helped      boolean,
    looked_at   timestamptz,
    looked_by   uuid,
    created_at  timestamptz not null,
    created_by  uuid not null,
    version     int  not null default 1,
    primary key (dealer_id, id),
    constraint looked_has_all check ((looked_at is null) = (result is null) and (looked_at is null) = (helped is null) and (looked_at is null) = (looked_by is null)),
    constraint looked_after_it_was_held check (look_on >= held_on),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, measure_id) references casebook.measure,
    foreign key (dealer_id, looked_by) references organisation.staff,
    foreign key (dealer_id, created_by) references organisation.staff
);
create index training_by_look on casebook.training (dealer_id, store_id, look_on, id);

-- What was learnt, as a question and its answer: a draft until there is a knowledge base to take it.
create table casebook.experience (
    dealer_id    int  not null,
    id           uuid not null,
    store_id     uuid not null,
    complaint_id uuid,
    question     text not null,
    answer       text not null,
    created_at   timestamptz not null,
    created_by   uuid not null,
    primary key (dealer_id, id),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, created_by) references organisation.staff
);
create index experience_by_store on casebook.experience (dealer_id, store_id, created_at, id);

alter table casebook.attachment enable row level security;
alter table casebook.week enable row level security;
alter table casebook.week_signature enable row level security;
alter table casebook.measure enable row level security;
alter table casebook.training enable row level security;
alter table casebook.experience enable row level security;
create policy dealer on casebook.attachment using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on casebook.week using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on casebook.week_signature using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on casebook.measure using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on casebook.training using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on casebook.experience using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert on casebook.attachment, casebook.week_signature, casebook.experience to opendcrc_app;
grant select, insert, update on casebook.week, casebook.measure, casebook.training to opendcrc_app;
