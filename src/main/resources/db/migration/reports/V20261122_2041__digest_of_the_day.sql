-- RP-8: a digest over the rows of a frozen day, as its lists have one. Days that were frozen before have none: they never change.
alter table reports.frozen add column digest bytea;         -- SHA-256 over the rows by order number and task
