-- Changes of owner data that wait for somebody's word, to be counted on the desk.
create view customers.desk_owner_change with (security_invoker) as
    select o.dealer_id, o.id, o.customer_id, o.asked_at
      from customers.owner_change o
     where o.state = 'PENDING';
grant select on customers.desk_owner_change to opendcrc_app;
