-- When cars usually come to a store: the arrival curve (RP-21) reads some days of it.
create index order_by_arrival on vehicles.repair_order (dealer_id, store_id, sent_in_at);
