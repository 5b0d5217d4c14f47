-- Tasks are made from a run's settled orders in pages by identifier; without it in the index each page went through the whole run.
drop index vehicles.order_by_settling_run;
create index order_by_settling_run on vehicles.repair_order (dealer_id, settled_in_run, id);
