-- A report of an old day asks for what was due then, and the queue's last view for what was closed since midnight: both read rows of
-- a few days and must not walk through years of finished tasks.
create index task_by_due on followups.task (dealer_id, store_id, due_at, id);
create index task_by_end on followups.task (dealer_id, store_id, closed_at, id) where closed_at is not null;
