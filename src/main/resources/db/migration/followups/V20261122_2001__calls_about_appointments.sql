-- Calls at an hour, before and after an appointment: some are made by one person only, and after their hour they are worth nothing.

-- A call that only one person makes (the advisor's, AP-17) is a contact of its own, so that nobody else is offered it.
alter table followups.contact drop constraint contact_is_one_per_car;
alter table followups.contact
    add column for_staff uuid,                 -- who alone makes its calls; none: the team
    add column hour_from timestamptz,          -- when an open call at an hour is to be made next, whatever the daypart
    add constraint contact_is_one_per_car unique nulls not distinct (dealer_id, store_id, customer_id, vehicle_id, for_staff),
    add constraint contact_for_staff_fkey foreign key (dealer_id, for_staff) references organisation.staff;
create index contact_for_staff on followups.contact (dealer_id, for_staff, store_id, due_at, id) where for_staff is not null and open_tasks > 0;

alter table followups.task add column at_hour boolean not null default false;   -- made at an hour; lapses when the window has faded
alter table followups.task drop constraint task_state_check;
alter table followups.task drop constraint kind_is_a_word;
alter table followups.task
    add constraint kind_is_a_word check (kind ~ '^[A-Z][A-Z0-9_]*$'),
    add constraint task_state_check check (state in ('PENDING', 'RETRY', 'TEXTING', 'SUCCESS_SATISFIED', 'SUCCESS_DISSATISFIED', 'ANSWERED',
                                                     'SMS_DONE', 'UNREACHED', 'GIVEN_UP', 'WRONG_NUMBER', 'LINKED', 'CANCELLED', 'LAPSED'));
create index task_lapses on followups.task (dealer_id, fades_at) where at_hour and state in ('PENDING', 'RETRY');

-- What the customer answered where no questionnaire asks. Never changed.
create table followups.answer (
    dealer_id      int  not null,
    task_id        uuid not null,
    answer         text not null check (answer in ('CONFIRMED', 'MOVED', 'CANCELLED', 'NEW_APPOINTMENT', 'NO_WISH', 'COMPLAINT')),
    appointment_id uuid,                       -- where he is expected instead
    complaint_id   uuid,
    called_at      timestamptz not null,
    staff_id       uuid not null,
    recorded_at    timestamptz not null,
    primary key (dealer_id, task_id),
    constraint appointment_is_named check ((answer in ('MOVED', 'NEW_APPOINTMENT')) = (appointment_id is not null)),
    constraint complaint_is_named check ((answer = 'COMPLAINT') = (complaint_id is not null)),
    foreign key (dealer_id, task_id) references followups.task,
    foreign key (dealer_id, appointment_id) references appointments.appointment,
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, staff_id) references organisation.staff
);
alter table followups.answer enable row level security;
create policy dealer on followups.answer using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert on followups.answer to opendcrc_app;
