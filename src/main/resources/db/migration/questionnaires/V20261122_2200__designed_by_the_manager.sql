-- Questionnaires that a manager designs: several for one kind of call, each valid for some cars and orders, in versions that never change.

-- 1 A version says for which calls it is meant and what is said first and last.
alter table questionnaires.questionnaire
    add column variant      text not null default 'general',   -- the questionnaires of one code; versions count within each
    add column name_zh      text not null default '',
    add column name_en      text not null default '',
    add column brand        text,                               -- none: every brand
    add column order_kind   text check (order_kind in ('GENERAL', 'MAINTENANCE', 'FIRST_SERVICE', 'WARRANTY', 'ACCIDENT', 'REWORK')),
    add column mileage_from int check (mileage_from >= 0),      -- km, included; none: from the first on
    add column mileage_to   int,                                -- km, included (FU-20); none: without end
    add column opening_zh   text not null default '',           -- what is said first; fields between braces; empty: the house's words
    add column opening_en   text not null default '',
    add column closing_zh   text not null default '',           -- what is said last
    add column closing_en   text not null default '',
    add column published_by uuid,                               -- none: shipped with the product
    add constraint mileage_ends_after_it_begins check (mileage_from is null or mileage_to is null or mileage_from <= mileage_to),
    drop constraint version_is_unique,
    add constraint version_is_unique unique (dealer_id, code, variant, version),
    add foreign key (dealer_id, published_by) references organisation.staff;

-- 2 More kinds of questions; weights; what the manufacturer's survey asks (FU-21).
alter table questionnaires.question
    drop constraint question_kind_check,
    add constraint question_kind_check
        check (kind in ('CHOICE', 'MULTIPLE', 'SCALE', 'TEXT', 'NUMBER', 'ADVISOR', 'SATISFACTION', 'REMARK')),
    add column weight    int not null default 1 check (weight between 0 and 100),
    add column required  boolean not null default true,         -- FU-4: without it the sheet is incomplete
    add column indicator text check (indicator in ('OVERALL', 'REPAIR_QUALITY', 'FIRST_TIME_FIX', 'ADVISOR_ATTITUDE',
                                                   'CONVENIENT_HOURS', 'FOLLOW_UP_CALL')),
    add column least     int,                                   -- of a scale or number, included
    add column most      int,
    add column low_zh    text not null default '',              -- words at the ends of a scale
    add column low_en    text not null default '',
    add column high_zh   text not null default '',
    add column high_en   text not null default '',
    add column unit_zh   text not null default '',              -- of a number
    add column unit_en   text not null default '',
    add constraint bounds_of_scales_and_numbers check ((kind in ('SCALE', 'NUMBER')) = (least is not null and most is not null)),
    add constraint most_is_above_least check (least < most);
create unique index one_question_for_each_indicator
    on questionnaires.question (dealer_id, questionnaire_id, indicator) where indicator is not null;

-- Whether an answer speaks for the house in RP-11; NEUTRAL stands in no denominator.
alter table questionnaires.option
    add column favour text not null default 'NO' check (favour in ('YES', 'NO', 'NEUTRAL'));

-- 3 What was shipped so far says so, too.
update questionnaires.questionnaire set name_zh = '三日电访', name_en = 'Call after a repair' where code = 'service';
update questionnaires.question
   set indicator = case key when 'satisfaction' then 'OVERALL'
                            when 'car-in-order' then 'REPAIR_QUALITY'
                            when 'fixed-first-time' then 'FIRST_TIME_FIX'
                            when 'advisor-attitude' then 'ADVISOR_ATTITUDE' end
 where key in ('satisfaction', 'car-in-order', 'fixed-first-time', 'advisor-attitude');
update questionnaires.option
   set favour = 'YES'
 where (question_key, value) in (('satisfaction', '9'), ('satisfaction', '10'), ('car-in-order', 'yes'), ('fixed-first-time', 'yes'),
                                 ('advisor-attitude', 'very-good'));
update questionnaires.option set favour = 'NEUTRAL' where question_key = 'fixed-first-time' and value = 'not-concerned';

-- 4 Out of use from then on; what was answered with it stays.
create table questionnaires.withdrawal (
    dealer_id        int  not null,
    questionnaire_id uuid not null,
    withdrawn_at     timestamptz not null,
    withdrawn_by     uuid not null,
    primary key (dealer_id, questionnaire_id),
    foreign key (dealer_id, questionnaire_id) references questionnaires.questionnaire,
    foreign key (dealer_id, withdrawn_by) references organisation.staff
);

-- 5 What is being designed. No call reads it: what a call uses stands in the tables above.
create table questionnaires.draft (
    dealer_id  int  not null references directory.dealer,
    code       text not null,
    variant    text not null,
    edition    int  not null,                  -- 409 where two edit
    content    text not null,                  -- as JSON
    changed_at timestamptz not null,
    changed_by uuid not null,
    primary key (dealer_id, code, variant),
    foreign key (dealer_id, changed_by) references organisation.staff
);

alter table questionnaires.withdrawal enable row level security;
alter table questionnaires.draft enable row level security;
create policy dealer on questionnaires.withdrawal using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on questionnaires.draft using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert on questionnaires.withdrawal to opendcrc_app;
grant select, insert, update, delete on questionnaires.draft to opendcrc_app;
