-- What came of the confirmations of an appointment (AP-14, AP-16, AP-17): facts with time and person, one for each step. Never changed.
create table appointments.confirmation (
    dealer_id      int  not null,
    id             uuid not null,
    appointment_id uuid not null,
    step           text not null check (step in ('H72', 'H24', 'H1')),
    result         text not null check (result in ('CONFIRMED', 'MOVED', 'CANCELLED', 'NOT_REACHED')),
    at             timestamptz not null,       -- of the call
    staff_id       uuid,                       -- who called; none: nobody was reached and a text went
    recorded_at    timestamptz not null,
    primary key (dealer_id, id),
    constraint step_is_taken_once unique (dealer_id, appointment_id, step),
    foreign key (dealer_id, appointment_id) references appointments.appointment,
    foreign key (dealer_id, staff_id) references organisation.staff
);
alter table appointments.confirmation enable row level security;
create policy dealer on appointments.confirmation using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert on appointments.confirmation to opendcrc_app;

create view appointments.report_confirmation with (security_invoker) as
    select c.dealer_id, c.appointment_id, c.step, c.result, c.at, c.staff_id, c.recorded_at
      from appointments.confirmation c;
grant select on appointments.report_confirmation to opendcrc_app;
