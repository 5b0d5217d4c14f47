-- Where an appointment stands is one truth for every reader: expected and not prepared in time is NOT_READY (§4d), whatever was confirmed; and
-- whether the customer is still expected is one word, so that no list of states is written a second time.
alter table appointments.appointment
    add column standing text not null generated always as (   -- the state for every reader: NOT_READY where it is expected and not prepared in time
        case when not_ready_at is not null and state in ('BOOKED', 'CONFIRMED_72', 'CONFIRMED_24', 'CONFIRMED_1') then 'NOT_READY' else state end) stored,
    add column ahead boolean not null generated always as (   -- whether the customer is still expected
        state in ('BOOKED', 'CONFIRMED_72', 'CONFIRMED_24', 'CONFIRMED_1')) stored;

create or replace view appointments.report_appointment with (security_invoker) as
    select a.dealer_id, a.id as appointment_id, a.store_id, a.day, a.number, a.start_time, a.starts_at, a.advisor_id, a.bay_id, a.insertion,
           a.standing as state, a.customer_id, a.vehicle_id, a.plate, a.channel, a.booked_at, a.moved_to, a.moved_from, a.moved_by_dealer, a.ended_at,
           a.ahead
      from appointments.appointment a;
create or replace view appointments.story with (security_invoker) as
    select a.dealer_id, a.customer_id, a.vehicle_id, a.store_id, a.booked_at as at, a.id, 'APPOINTMENT' as what,
           jsonb_build_object('number', a.number, 'startsAt', a.starts_at, 'state', a.standing, 'needs', a.needs) as facts
      from appointments.appointment a;
create or replace view appointments.report_outcome with (security_invoker) as
    select a.dealer_id, a.id as appointment_id, a.store_id, a.day, a.number, a.start_time, a.starts_at, a.advisor_id, a.standing as state, a.booked_at,
           a.booked_by, a.vehicle_id, a.moved_by_dealer, r.result, r.decided_by, r.off_minutes, r.gate_at, r.system_at, r.apart_minutes, r.disagree,
           r.time_window, r.brand, r.excused, r.decided_at
      from appointments.appointment a
      left join appointments.arrival r on r.dealer_id = a.dealer_id and r.appointment_id = a.id;
