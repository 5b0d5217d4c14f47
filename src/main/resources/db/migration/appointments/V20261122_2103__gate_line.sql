-- An entry at the gate as it is read: who wrote it, and what was said beside it.
create view appointments.gate_line with (security_invoker) as
    select e.dealer_id, e.id, e.store_id, e.day, e.plate, e.typed, e.arrived_at, e.again, e.source, e.client_key, e.written_at,
           w.name as written_by, c.corrected_at, c.reason, k.name as corrected_by
      from appointments.gate_entry e
      join organisation.report_staff w on w.dealer_id = e.dealer_id and w.staff_id = e.written_by
      left join appointments.gate_correction c on c.dealer_id = e.dealer_id and c.entry_id = e.id
      left join organisation.report_staff k on k.dealer_id = e.dealer_id and k.staff_id = c.corrected_by;
grant select on appointments.gate_line to opendcrc_app;
