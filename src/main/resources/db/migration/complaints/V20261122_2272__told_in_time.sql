-- People outside the house and what went out to them; what the customer was told and when; how cases stood; who looked through the open ones.

-- Whom the house calls: the manufacturer's people, the lawyer. Its own line is printed on the notice.
create table complaints.outside (
    dealer_id   int  not null,
    id          uuid not null,
    store_id    uuid not null,
    role        text not null check (role in ('REGIONAL_MANAGER', 'ENGINEER', 'MANUFACTURER', 'HOTLINE', 'RECALL_OFFICE', 'LAWYER', 'HOUSE_LINE')),
    name        text not null,
    phone       text,                          -- as it is dialled
    email       text,
    valid_from  date not null,
    valid_until date,                          -- last day, included
    added_by    uuid not null,
    primary key (dealer_id, id),
    constraint somehow_reached check (phone is not null or email is not null),
    constraint ends_after_it_begins check (valid_until >= valid_from - 1),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, added_by) references organisation.staff
);
create index outside_of on complaints.outside (dealer_id, store_id, role, valid_from);

-- What went out to them, or that somebody has to call; the step itself stays open until a person records it.
create table complaints.notice (
    dealer_id    int  not null,
    id           uuid not null,                -- of the mail as well, if one was written
    complaint_id uuid not null,
    cause        text not null check (cause in ('CRISIS', 'HELP', 'ESCALATION')),
    role         text not null,
    outside_id   uuid,                         -- none: nobody is written down
    name         text not null default '',
    phone        text not null default '',
    email        text not null default '',
    at           timestamptz not null,
    state        text not null check (state in ('QUEUED', 'SENT', 'FAILED', 'CALL')),
    sent_at      timestamptz,
    trouble      text,                         -- what the mail server said, or NO_CONTACT, NO_ADDRESS, NO_SERVER
    primary key (dealer_id, id),
    constraint sent_at_a_time check ((state = 'SENT') = (sent_at is not null)),
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, outside_id) references complaints.outside
);
create index notice_of on complaints.notice (dealer_id, complaint_id, at, id);

alter table complaints.complaint
    add column told_at         timestamptz,    -- CP-10: the last word to the customer, by its true time
    add column outcome_told_at timestamptz,    -- CP-11: he was told how it ended
    add column outcome_manner  text check (outcome_manner in ('PHONE', 'IN_PERSON', 'WRITTEN', 'EMAIL', 'THROUGH_CHANNEL')),
    add constraint outcome_told_somehow check ((outcome_told_at is null) = (outcome_manner is null));
update complaints.complaint set told_at = contacted_at;

alter table complaints.check_call
    add column speed    int check (speed between 1 and 5),      -- GB/T 19012: how fast he was dealt with, five is best
    add column attitude int check (attitude between 1 and 5);   -- and how

-- How a case stood from a moment on; never changed, so that the week can be told as it ended.
create table complaints.case_state (
    dealer_id    int  not null,
    complaint_id uuid not null,
    at           timestamptz not null,
    id           uuid not null,
    state        text not null,
    round        int  not null,
    department   text,
    result       text,                         -- remedy, or the words of the end
    primary key (dealer_id, complaint_id, at, id),
    foreign key (dealer_id, complaint_id) references complaints.complaint
);
insert into complaints.case_state (dealer_id, complaint_id, at, id, state, round, department, result)
select c.dealer_id, c.id, coalesce(c.closed_at, c.solved_at, c.contacted_at, c.recorded_at), gen_random_uuid(), c.state, c.round, c.department,
       coalesce(c.remedy, c.closing_words)
  from complaints.complaint c;
create view complaints.paper_state with (security_invoker) as
    select s.dealer_id, s.complaint_id, s.at, s.id, s.state, s.round, s.department, s.result
      from complaints.case_state s;

-- CP-24: who looked through the open cases of a store on a day.
create table complaints.daily_look (
    dealer_id int  not null,
    store_id  uuid not null,
    day       date not null,
    staff_id  uuid not null,
    at        timestamptz not null,
    open      int  not null check (open >= 0),             -- so many he saw
    unanswered int not null check (unanswered >= 0),
    words     text,
    primary key (dealer_id, store_id, day, staff_id),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, staff_id) references organisation.staff
);

alter table complaints.outside enable row level security;
alter table complaints.notice enable row level security;
alter table complaints.case_state enable row level security;
alter table complaints.daily_look enable row level security;
create policy dealer on complaints.outside using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.notice using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.case_state using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.daily_look using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on complaints.outside, complaints.notice to opendcrc_app;
grant select, insert on complaints.case_state, complaints.daily_look to opendcrc_app;
grant select on complaints.paper_state to opendcrc_app;

create or replace view complaints.paper_check with (security_invoker) as
    select k.dealer_id, k.complaint_id, k.round, k.task_id, k.ending, k.at, k.staff_id, k.words, k.speed, k.attitude
      from complaints.check_call k;
create or replace view complaints.paper with (security_invoker) as
    select c.dealer_id, c.id as complaint_id, c.store_id, c.number, c.source, c.source_no, c.kind, c.grade, c.emergency, c.crisis_since, c.complainant,
           c.complainant_name, c.complainant_phone, c.customer_id, c.vehicle_id, c.order_id, c.content, c.people, c.happened, c.place, c.object, c.demand,
           c.accused_id, c.received_at, c.recorded_at, c.recorded_by, c.contact_due_at, c.contact_owed, c.contacted_at, c.contacted_by, c.state, c.handler_id,
           c.round, c.nth, c.goal, c.escalated_to, c.root, c.cause, c.department, c.responsible, c.co_responsible, c.correction, c.prevention, c.remedy,
           c.cost_fen, c.solved_at, c.closed_at, c.closed_by, c.closing, c.closing_words, c.merged_into, c.outcome_told_at, c.outcome_manner
      from complaints.complaint c;
