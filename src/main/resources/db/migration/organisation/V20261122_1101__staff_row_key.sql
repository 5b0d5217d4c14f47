-- What all staging tables have in common: the key within the file's kind, and what a row waits for.
delete from organisation.staff_staging;
alter table organisation.staff_staging
    add column row_key text not null,
    add column waits_for text,
    add column needs_store uuid,
    add column needs text,
    drop constraint staff_staging_state_check,
    add constraint staff_staging_state_check check (state in ('read', 'waiting', 'rejected', 'superseded', 'unchanged', 'new', 'changed'));
