-- A run tells the house not only which orders came in, but also which sales.
alter table dms.file add column sales boolean not null default false;   -- it brought or changed sales; told at the end of the run
update dms.file set sales = true where kind = 'SALES' and state = 'DONE' and accepted_new + accepted_changed > 0;
