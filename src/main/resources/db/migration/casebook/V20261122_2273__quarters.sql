-- CP-32: each quarter the causes are gone through with the general manager, and a plan follows within a week.
create table casebook.quarter (
    dealer_id          int  not null,
    store_id           uuid not null,
    begins             date not null,          -- first day of the quarter
    due_on             date not null,          -- last day of going through, included
    analysed_at        timestamptz,
    analysed_by        uuid,                   -- who wrote it down
    general_manager_id uuid,                   -- with whom
    findings           text,
    targets            text,
    plan_due_on        date,                   -- last day of the plan, included: the seventh after
    plan_at            timestamptz,
    plan_by            uuid,
    plan               text,
    analysis_missed_at timestamptz,            -- each written down once, and stays
    plan_missed_at     timestamptz,
    primary key (dealer_id, store_id, begins),
    constraint first_of_a_quarter check (extract(day from begins) = 1 and extract(month from begins)::int in (1, 4, 7, 10)),
    constraint gone_through_by_somebody check ((analysed_at is null) = (analysed_by is null)
        and (analysed_at is null) = (general_manager_id is null) and (analysed_at is null) = (plan_due_on is null)),
    constraint a_plan_follows check (plan_at is null or (analysed_at is not null and plan_by is not null and plan is not null)),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, analysed_by) references organisation.staff,
    foreign key (dealer_id, general_manager_id) references organisation.staff,
    foreign key (dealer_id, plan_by) references organisation.staff
);
alter table casebook.quarter enable row level security;
create policy dealer on casebook.quarter using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on casebook.quarter to opendcrc_app;
