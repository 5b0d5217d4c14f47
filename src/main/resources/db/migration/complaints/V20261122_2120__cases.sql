-- A complaint becomes a case: every channel, the path from receipt to closing, who handles it, plans, promises, clocks, crises.

alter table complaints.complaint drop constraint complaint_source_check;
alter table complaints.complaint drop constraint complaint_state_check;
alter table complaints.complaint drop constraint contacted_has_a_time;
alter table complaints.complaint alter column customer_id drop not null;
alter table complaints.complaint
    add column complainant       text not null default 'CUSTOMER' check (complainant in ('CUSTOMER', 'ANONYMOUS', 'THIRD_PARTY')),
    add column complainant_name  text,                  -- as said, where he is not in the file, or the body: 315, court, newspaper; personal
    add column complainant_phone text,                  -- E.164; personal
    add column source_no         text,                  -- the number under which the channel keeps it
    add column people            text,                  -- CP-29: who 人; personal. What 事 is the content
    add column happened          text,                  -- when 时, in words
    add column place             text,                  -- where 地
    add column object            text,                  -- which thing 物
    add column demand            text,                  -- what he asks for; personal
    add column accused_id        uuid,                  -- CP-3: who is complained about
    add column grade             text not null default 'GENERAL' check (grade in ('GENERAL', 'ESCALATED', 'IMPORTANT')),   -- CP-33, CP-34
    add column marks             text[] not null default '{}',  -- CP-34: what made the grade: AIRBAG, MEDIA …
    add column emergency         text check (emergency in ('FIRE', 'NEW_CAR_DEFECT', 'ACCIDENT', 'FLOOD')),                -- CP-17
    add column crisis_since      timestamptz,           -- while it is one
    add column matter_id         uuid,                  -- the first complaint of the same matter; none: itself
    add column nth               int not null default 1 check (nth >= 1),       -- A28: which complaint of the matter, the first included
    add column merged_into       uuid,                  -- a duplicate of that one
    add column contact_owed      boolean not null default true,                 -- false: nobody to contact, withdrawn, or merged
    add column answered_at       timestamptz,           -- CP-33: the answer in substance
    add column confirmation_owed boolean not null default false,                -- FU-29: the director of the field confirms before a handler is named
    add column confirmed_at      timestamptz,
    add column confirmed_by      uuid,
    add column handler_id        uuid,
    add column round             int not null default 1 check (round >= 1),     -- CP-12: a dissatisfied customer begins a new one
    add column goal              text,                  -- of the present round
    add column escalated_to      text check (escalated_to in ('MANAGER', 'DIRECTOR', 'GENERAL_MANAGER', 'REGIONAL_MANAGER', 'ENGINEER', 'MANUFACTURER')),
    add column standing_since    timestamptz,           -- its clocks stand still
    add column root              text check (root in ('PEOPLE', 'PRODUCT', 'PRICE')),      -- CP-19
    add column cause             text,
    add column department        text,                  -- responsible 责任部门
    add column responsible       text,                  -- primary responsible person
    add column co_responsible    text,                  -- secondary
    add column correction        text,                  -- 纠正与处罚
    add column prevention        text,
    add column remedy            text,                  -- what was really done
    add column cost_fen          bigint check (cost_fen >= 0),
    add column solved_at         timestamptz,           -- signed by the head of the department, in the present round
    add column closed_at         timestamptz,
    add column closed_by         uuid,
    add column closing           text check (closing in ('SATISFIED', 'UNREACHABLE', 'NO_AGREEMENT', 'MALICIOUS', 'WITHDRAWN', 'DUPLICATE')),
    add column closing_words     text,
    add column watched_until     date,                  -- CP-21: the channel's period of watching, last day included
    add constraint complaint_source_check check (source in
        ('FOLLOW_UP', 'OEM_HOTLINE', 'DEALER_HOTLINE', 'QUALITY_SURVEY', 'SATISFACTION_SURVEY', 'OEM_WEBSITE', 'LETTER_FAX', 'TRANSFER',
         'PHONE', 'INTERNAL_CALL', 'ON_SITE', 'LETTER', 'INTERNET', 'CAC', 'REGULATOR', 'PRESS', 'RADIO', 'EMAIL')),       -- CP-20, CP-21
    add constraint complaint_state_check check (state in
        ('RECEIVED', 'CONTACTED', 'INVESTIGATING', 'PLAN_PROPOSED', 'PLAN_AGREED', 'EXECUTING', 'SOLVED', 'FOLLOW_UP', 'REOPENED',
         'CLOSED_SATISFIED', 'CLOSED_UNRESOLVED', 'WITHDRAWN', 'MERGED')),
    add constraint received_is_not_contacted check (state <> 'RECEIVED' or contacted_at is null),
    add constraint contacted_has_a_time check (state <> 'CONTACTED' or contacted_at is not null),
    add constraint a_customer_complains check (complainant <> 'CUSTOMER' or customer_id is not null),
    add constraint ended_has_an_end check ((state in ('CLOSED_SATISFIED', 'CLOSED_UNRESOLVED', 'WITHDRAWN', 'MERGED'))
                                           = (closed_at is not null and closed_by is not null and closing is not null)),
    add constraint merged_names_the_other check ((state = 'MERGED') = (merged_into is not null)),
    add constraint cp_3_handler_is_not_the_accused check (handler_id is null or accused_id is null or handler_id <> accused_id),
    add constraint confirmed_by_somebody check ((confirmed_at is null) = (confirmed_by is null)),
    add constraint fu_29_confirmed_before_a_handler check (handler_id is null or not confirmation_owed or confirmed_at is not null),
    add constraint worked_on_by_a_handler check (handler_id is not null
        or state not in ('INVESTIGATING', 'PLAN_PROPOSED', 'PLAN_AGREED', 'EXECUTING', 'SOLVED', 'FOLLOW_UP', 'REOPENED', 'CLOSED_SATISFIED')),
    add constraint satisfied_is_complete check (state <> 'CLOSED_SATISFIED'
        or (root is not null and cause is not null and department is not null and remedy is not null and cost_fen is not null and solved_at is not null)),
    add foreign key (dealer_id, accused_id) references organisation.staff,
    add foreign key (dealer_id, handler_id) references organisation.staff,
    add foreign key (dealer_id, confirmed_by) references organisation.staff,
    add foreign key (dealer_id, closed_by) references organisation.staff,
    add foreign key (dealer_id, matter_id) references complaints.complaint,
    add foreign key (dealer_id, merged_into) references complaints.complaint;
create index complaint_open on complaints.complaint (dealer_id, store_id, received_at, id) where closed_at is null;
create index complaint_handled on complaints.complaint (dealer_id, handler_id, received_at, id) where closed_at is null;
create index complaint_of_matter on complaints.complaint (dealer_id, matter_id) where matter_id is not null;

-- A clock of a case: when it ends, whether it was met or missed; each missed once, whoever looks. Stands still while the case does.
create table complaints.deadline (
    dealer_id    int  not null,
    complaint_id uuid not null,
    rule         text not null,                -- CP-2, CP-21, CP-30, CP-33, CP-35 …
    subject      text not null default '',     -- which of the rule: the promise, the step of a crisis, the round
    store_id     uuid not null,
    role         text not null,                -- who is called when it is missed
    started_at   timestamptz not null,
    minutes      int  check (minutes >= 0),    -- length; none for a promise at a moment, which never stands still
    business     boolean not null,             -- counts opening hours only (A1)
    stops        boolean not null,             -- stands still while the case does
    due_at       timestamptz not null,         -- included; while it stands, where it stood
    met_at       timestamptz,
    withdrawn_at timestamptz,                  -- not owed any more
    missed_at    timestamptz,                  -- first moment after due_at; stays, whatever is recorded later
    running      boolean not null default true,-- neither met, withdrawn nor missed, and not standing
    primary key (dealer_id, complaint_id, rule, subject),
    constraint stands_with_a_length check (not stops or minutes is not null),
    constraint over_does_not_run check (not running or (met_at is null and withdrawn_at is null and missed_at is null)),
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, store_id) references organisation.store
);
create index deadline_runs on complaints.deadline (dealer_id, due_at) where running;

-- When the clocks of a case stood still, and why.
create table complaints.standstill (
    dealer_id    int  not null,
    complaint_id uuid not null,
    from_at      timestamptz not null,
    until_at     timestamptz,
    reason       text not null check (reason in ('PARTS', 'APPOINTMENT', 'CUSTOMER')),
    words        text,
    staff_id     uuid not null,
    primary key (dealer_id, complaint_id, from_at),
    constraint ends_after_it_begins check (until_at >= from_at),
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, staff_id) references organisation.staff
);
create unique index one_standstill_at_a_time on complaints.standstill (dealer_id, complaint_id) where until_at is null;

-- What is offered to the customer, with what speaks for and against it (CP-23).
create table complaints.plan (
    dealer_id     int  not null,
    id            uuid not null,
    complaint_id  uuid not null,
    round         int  not null,
    position      int  not null,
    title         text not null,
    pros          text not null,
    cons          text not null,
    cost_fen      bigint not null check (cost_fen >= 0),
    takes         text,                        -- how long, in words
    recommended   boolean not null default false,
    state         text not null check (state in ('PROPOSED', 'AGREED', 'REFUSED', 'SUPERSEDED')),
    proposed_at   timestamptz not null,
    proposed_by   uuid not null,
    needs_rank    text,                        -- CP-5: whose authority it takes, where it is not the handler's
    approved_at   timestamptz,
    approved_by   uuid,
    decided_at    timestamptz,                 -- the customer's word
    decided_words text,
    manner        text check (manner in ('PHONE', 'IN_PERSON', 'SIGNED', 'MESSAGE')),
    decided_by    uuid,                        -- who heard it
    primary key (dealer_id, id),
    unique (dealer_id, complaint_id, round, position),
    constraint approved_by_somebody check ((approved_at is null) = (approved_by is null)),
    constraint cp_5_agreed_within_authority check (state <> 'AGREED' or needs_rank is null or approved_at is not null),
    constraint agreed_in_some_manner check (state <> 'AGREED' or (decided_at is not null and manner is not null)),
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, proposed_by) references organisation.staff,
    foreign key (dealer_id, approved_by) references organisation.staff,
    foreign key (dealer_id, decided_by) references organisation.staff
);
create unique index one_plan_is_agreed on complaints.plan (dealer_id, complaint_id, round) where state = 'AGREED';

-- Signed with the person's own login, at that moment; never changed.
create table complaints.signature (
    dealer_id    int  not null,
    complaint_id uuid not null,
    round        int  not null,
    what         text not null check (what in ('HANDLER', 'HEAD', 'CHECK', 'CLOSING')),
    staff_id     uuid not null,
    rank         text not null,
    at           timestamptz not null,
    primary key (dealer_id, complaint_id, round, what),
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, staff_id) references organisation.staff
);

-- What came of the next day's check call, once a round (kh-03-02).
create table complaints.check_call (
    dealer_id    int  not null,
    complaint_id uuid not null,
    round        int  not null,
    task_id      uuid,                         -- the call in the queue; none where nobody can be called
    ending       text not null check (ending in ('SATISFIED', 'DISSATISFIED', 'NOT_REACHED', 'NOBODY_TO_CALL')),
    at           timestamptz not null,
    staff_id     uuid,                         -- who called
    words        text,                         -- remaining wishes; personal
    primary key (dealer_id, complaint_id, round),
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, staff_id) references organisation.staff
);

-- Who handled it, one after the other.
create table complaints.handler_change (
    dealer_id    int  not null,
    id           uuid not null,
    complaint_id uuid not null,
    from_id      uuid,
    to_id        uuid not null,
    reason       text,
    at           timestamptz not null,
    staff_id     uuid not null,                -- who named him
    primary key (dealer_id, id),
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, from_id) references organisation.staff,
    foreign key (dealer_id, to_id) references organisation.staff,
    foreign key (dealer_id, staff_id) references organisation.staff
);
create index handler_change_of on complaints.handler_change (dealer_id, complaint_id, at, id);

-- Who acts for whom while he is away.
create table complaints.cover (
    dealer_id int  not null references directory.dealer,
    id        uuid not null,
    staff_id  uuid not null,
    by_id     uuid not null,
    from_at   timestamptz not null,
    until_at  timestamptz not null,            -- not included
    named_by  uuid not null,
    ended_at  timestamptz,                     -- taken back earlier
    primary key (dealer_id, id),
    constraint somebody_else check (staff_id <> by_id),
    constraint ends_after_it_begins check (until_at > from_at),
    foreign key (dealer_id, staff_id) references organisation.staff,
    foreign key (dealer_id, by_id) references organisation.staff,
    foreign key (dealer_id, named_by) references organisation.staff
);
create index cover_of on complaints.cover (dealer_id, staff_id, until_at);
create index cover_by on complaints.cover (dealer_id, by_id, until_at);

-- Handed upwards: by authority, by time, after three refusals, or by hand.
create table complaints.escalation (
    dealer_id    int  not null,
    id           uuid not null,
    complaint_id uuid not null,
    rank         text not null,                -- to whom
    why          text not null check (why in ('AUTHORITY', 'TIME', 'REFUSALS', 'GRAVITY', 'BY_HAND')),
    words        text,
    at           timestamptz not null,
    staff_id     uuid,                         -- none: the system
    primary key (dealer_id, id),
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, staff_id) references organisation.staff
);
create index escalation_of on complaints.escalation (dealer_id, complaint_id, at, id);

-- The manufacturer's help (CP-2).
create table complaints.help (
    dealer_id     int  not null,
    complaint_id  uuid not null,
    nth           int  not null,
    recognised_at timestamptz not null,
    asked_at      timestamptz,
    asked_by      uuid,
    asked_whom    text check (asked_whom in ('REGIONAL_MANAGER', 'ENGINEER', 'MANUFACTURER')),
    words         text,
    answered_at   timestamptz,
    answer        text,
    primary key (dealer_id, complaint_id, nth),
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, asked_by) references organisation.staff
);

-- An answer promised by a moment; it is due even if it is "no answer yet" (CP-30).
create table complaints.promise (
    dealer_id    int  not null,
    id           uuid not null,
    complaint_id uuid not null,
    answer_by    timestamptz not null,         -- included
    words        text not null,
    made_at      timestamptz not null,
    made_by      uuid not null,
    kept_at      timestamptz,                  -- by its true time
    kept_by      uuid,
    kept_words   text,
    primary key (dealer_id, id),
    constraint kept_by_somebody check ((kept_at is null) = (kept_by is null)),
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, made_by) references organisation.staff,
    foreign key (dealer_id, kept_by) references organisation.staff
);
create index promise_of on complaints.promise (dealer_id, complaint_id, answer_by);

-- The steps of a crisis (CP-17): who has to be told, when the engineer comes, that the owner knows, that the car has its place.
create table complaints.crisis_step (
    dealer_id    int  not null,
    complaint_id uuid not null,
    step         text not null check (step in ('CAC_TOLD', 'REGION_TOLD', 'HOTLINE_TOLD', 'ENGINEER_COMES', 'OWNER_TOLD', 'CAR_BOOKED', 'ENGINEER_THERE')),
    done_at      timestamptz not null,         -- by its true time
    recorded_at  timestamptz not null,
    staff_id     uuid not null,
    arrives_at   timestamptz,                  -- the engineer
    words        text,
    primary key (dealer_id, complaint_id, step),
    constraint an_engineer_comes_at_a_time check (step <> 'ENGINEER_COMES' or arrives_at is not null),
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, staff_id) references organisation.staff
);

-- What a store expects of a channel, where it is not the default (CP-21).
create table complaints.channel (
    dealer_id    int  not null,
    store_id     uuid not null,
    source       text not null,
    reply_hours  int  not null check (reply_hours between 1 and 720),
    manner       text not null check (manner in ('PHONE', 'IN_PERSON', 'WRITTEN', 'EMAIL', 'THROUGH_CHANNEL')),
    watch_days   int  not null check (watch_days between 0 and 365),
    primary key (dealer_id, store_id, source),
    foreign key (dealer_id, store_id) references organisation.store
);

-- What somebody has typed of a new complaint and not saved yet (A29).
create table complaints.draft (
    dealer_id  int  not null,
    staff_id   uuid not null,
    typed      text not null,                  -- fields of the page as JSON; personal
    saved_at   timestamptz not null,
    expires_at timestamptz not null,
    primary key (dealer_id, staff_id),
    foreign key (dealer_id, staff_id) references organisation.staff
);
create index draft_expires on complaints.draft (dealer_id, expires_at);

-- An alarm is of a clock: the first contact's, or any other's. Whoever has one of its roles in the store is called.
alter table complaints.alarm drop constraint alarm_pkey;
alter table complaints.alarm drop constraint alarm_step_check;
alter table complaints.alarm drop constraint alarm_role_check;
alter table complaints.alarm
    add column subject text not null default '',
    add primary key (dealer_id, complaint_id, step, role, subject),
    add constraint alarm_step_check check (step in ('WARNING', 'MISSED', 'SERVICE_MANAGER', 'GENERAL_MANAGER',
                                                    'CLOCK_MISSED', 'ESCALATED', 'CRISIS', 'TO_CONFIRM', 'TO_ASSIGN', 'HANDLER_GONE')),
    add constraint alarm_role_check check (role in ('CRC_MANAGER', 'SERVICE_MANAGER', 'SALES_MANAGER', 'SERVICE_DIRECTOR', 'SALES_DIRECTOR', 'GENERAL_MANAGER'));

-- One row a missed clock: a rule can have several of them, such as promises.
alter table complaints.missed_deadline drop constraint missed_deadline_pkey;
alter table complaints.missed_deadline
    add column subject text not null default '',
    add primary key (dealer_id, complaint_id, rule, subject);
create or replace view complaints.desk_breach with (security_invoker) as
    select c.dealer_id, c.id, c.store_id, c.recorded_by, m.missed_at
      from complaints.missed_deadline m
      join complaints.complaint c on c.dealer_id = m.dealer_id and c.id = m.complaint_id
     where m.rule = 'CP-1';

alter table complaints.deadline enable row level security;
alter table complaints.standstill enable row level security;
alter table complaints.plan enable row level security;
alter table complaints.signature enable row level security;
alter table complaints.check_call enable row level security;
alter table complaints.handler_change enable row level security;
alter table complaints.cover enable row level security;
alter table complaints.escalation enable row level security;
alter table complaints.help enable row level security;
alter table complaints.promise enable row level security;
alter table complaints.crisis_step enable row level security;
alter table complaints.channel enable row level security;
alter table complaints.draft enable row level security;
create policy dealer on complaints.deadline using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.standstill using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.plan using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.signature using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.check_call using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.handler_change using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.cover using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.escalation using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.help using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.promise using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.crisis_step using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.channel using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on complaints.draft using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on complaints.deadline, complaints.standstill, complaints.plan, complaints.cover, complaints.help, complaints.promise,
    complaints.channel to opendcrc_app;
grant select, insert on complaints.signature, complaints.check_call, complaints.handler_change, complaints.escalation, complaints.crisis_step
    to opendcrc_app;
grant select, insert, update, delete on complaints.draft to opendcrc_app;

-- Reports see how a case stands; no words of customers.
create or replace view complaints.report_complaint with (security_invoker) as
    select c.dealer_id, c.id as complaint_id, c.store_id, c.number, c.source, c.kind, c.grievance_solved, c.vehicle_id, c.order_id, c.task_id,
           c.received_at, c.contact_due_at, c.contacted_at, c.state,
           c.contacted_at is not null and c.contacted_at <= c.contact_due_at as contacted_in_time,   -- CP-1, by the true time
           m.missed_at as first_contact_missed_at,                                                   -- and whether it was once written down as missed
           c.contact_owed, c.grade, c.root, c.department, c.cause, c.cost_fen, c.round, c.nth, c.solved_at, c.closed_at, c.closing, c.crisis_since,
           c.escalated_to, c.handler_id, c.customer_id, c.merged_into
      from complaints.complaint c
      left join complaints.missed_deadline m on m.dealer_id = c.dealer_id and m.complaint_id = c.id and m.rule = 'CP-1';
