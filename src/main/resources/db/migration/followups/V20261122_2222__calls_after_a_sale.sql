-- FU-17: calls after a sale are looked for by the day of the deal or by the day of the pick-up.
alter table followups.task add column picked_up_at timestamptz;   -- beginning of the pick-up day, store time; none: not picked up, or no sale
create index task_of_sales on followups.task (dealer_id, store_id, due_at, id) where kind = 'SALES' and state in ('PENDING', 'RETRY');
create index task_of_sale_by_subject on followups.task (dealer_id, subject_id) where kind = 'SALES';
create index task_by_subject_no on followups.task (dealer_id, subject_no collate "C") where subject_no is not null;   -- looked for by the number of a sale
