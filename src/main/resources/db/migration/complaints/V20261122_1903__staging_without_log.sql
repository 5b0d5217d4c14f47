-- Rows of a file live in one transaction only: nothing of them outlasts a crash, so they need no write-ahead log. Half-empty pages
-- keep the new versions of a row beside the old one while the merge computes, so that no index has to be told.
alter table complaints.history_staging set unlogged;
alter table complaints.history_staging set (fillfactor = 40);
