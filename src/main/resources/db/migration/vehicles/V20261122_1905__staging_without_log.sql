-- Rows of a file live in one transaction only: nothing of them outlasts a crash, so they need no write-ahead log. Half-empty pages
-- keep the new versions of a row beside the old one while the merge computes, so that no index has to be told.
alter table vehicles.sale_staging set unlogged;
alter table vehicles.sale_staging set (fillfactor = 40);
alter table vehicles.repair_line_staging set unlogged;
alter table vehicles.repair_line_staging set (fillfactor = 40);
alter table vehicles.recommendation_staging set unlogged;
alter table vehicles.recommendation_staging set (fillfactor = 40);
alter table vehicles.part_stock_staging set unlogged;
alter table vehicles.part_stock_staging set (fillfactor = 40);
alter table vehicles.gate_record_staging set unlogged;
alter table vehicles.gate_record_staging set (fillfactor = 40);
alter table vehicles.vehicle_staging set unlogged;
alter table vehicles.vehicle_staging set (fillfactor = 40);
alter table vehicles.repair_order_staging set unlogged;
alter table vehicles.repair_order_staging set (fillfactor = 40);

-- Nobody looks for a visit among orders; followups keeps what it needs.
drop index vehicles.order_by_visit;
