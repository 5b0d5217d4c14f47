-- Questionnaires 问卷: versions, their questions and options, and what customers answered. Answers are only ever added.
create schema questionnaires;
grant usage on schema questionnaires to opendcrc_app;

create table questionnaires.questionnaire (
    dealer_id int  not null references directory.dealer,
    id        uuid not null,
    code      text not null,                   -- 'service': the call after a repair
    version   int  not null,
    valid_from timestamptz not null,
    primary key (dealer_id, id),
    constraint version_is_unique unique (dealer_id, code, version)
);

create table questionnaires.question (
    dealer_id        int  not null,
    questionnaire_id uuid not null,
    key              text not null,            -- 'car-in-order', … : what reports speak of
    position         int  not null,
    kind             text not null check (kind in ('CHOICE', 'ADVISOR', 'SATISFACTION', 'REMARK')),
    short_zh         text not null,            -- as in the list
    short_en         text not null,
    ask_zh           text not null,            -- read aloud; {customer} and {advisor} are filled in
    ask_en           text not null,
    points           int  not null,            -- most points to be had; 0 where it does not count
    primary key (dealer_id, questionnaire_id, key),
    constraint position_is_unique unique (dealer_id, questionnaire_id, position),
    foreign key (dealer_id, questionnaire_id) references questionnaires.questionnaire
);

create table questionnaires.option (
    dealer_id        int  not null,
    questionnaire_id uuid not null,
    question_key     text not null,
    value            text not null,
    position         int  not null,            -- the digit that chooses it (0 = tenth)
    label_zh         text not null,
    label_en         text not null,
    points           int  not null,
    grievance        boolean not null,         -- counted among the grievances of the day
    primary key (dealer_id, questionnaire_id, question_key, value),
    foreign key (dealer_id, questionnaire_id, question_key) references questionnaires.question
);

create table questionnaires.response (
    dealer_id        int  not null,
    id               uuid not null,
    questionnaire_id uuid not null,
    subject_id       uuid not null,            -- the task that asked
    answered_at      timestamptz not null,
    recorded_by      uuid not null,
    total            int  not null,            -- FU-25: points of the questionnaire …
    total_possible   int  not null,            -- … of those that the answered questions could give
    satisfaction     int check (satisfaction between 1 and 10),   -- FU-25: … and the customer's own mark, a figure of its own
    complete         boolean not null,         -- FU-4: all seven answered or declined
    digest           bytea not null,           -- SHA-256 over the answers; of a remark only its own digest, so that it may be blanked
    primary key (dealer_id, id),
    constraint subject_is_answered_once unique (dealer_id, subject_id),
    foreign key (dealer_id, questionnaire_id) references questionnaires.questionnaire
);

create table questionnaires.answer (
    dealer_id    int  not null,
    response_id  uuid not null,
    question_key text not null,
    value        text,                         -- of an option; none where declined
    declined     boolean not null,
    grievance    boolean not null,
    note         text,                         -- the customer's words; may hold personal data
    note_digest  bytea,                        -- SHA-256 of the note; stays when the law makes us blank the note
    primary key (dealer_id, response_id, question_key),
    constraint notes_have_a_digest check (note is null or note_digest is not null),
    foreign key (dealer_id, response_id) references questionnaires.response,
    constraint answered_or_declined check (declined = (value is null))
);

alter table questionnaires.questionnaire enable row level security;
alter table questionnaires.question enable row level security;
alter table questionnaires.option enable row level security;
alter table questionnaires.response enable row level security;
alter table questionnaires.answer enable row level security;
create policy dealer on questionnaires.questionnaire using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on questionnaires.question using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on questionnaires.option using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on questionnaires.response using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on questionnaires.answer using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert on all tables in schema questionnaires to opendcrc_app;

-- What reports read of answers: no words of customers.
create view questionnaires.report_response with (security_invoker) as
    select r.dealer_id, r.id as response_id, r.subject_id, r.total, r.total_possible, r.satisfaction, r.complete
      from questionnaires.response r;
create view questionnaires.report_answer with (security_invoker) as
    select a.dealer_id, a.response_id, a.question_key, a.value, a.declined, a.grievance
      from questionnaires.answer a;
grant select on questionnaires.report_response, questionnaires.report_answer to opendcrc_app;
