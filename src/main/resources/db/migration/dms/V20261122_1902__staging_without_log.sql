-- Rows of a file live in one transaction only: nothing of them outlasts a crash, so they need no write-ahead log.
alter table dms.finding_staging set unlogged;
