-- The address of a customer, for forms that go to him or to the file.
create view customers.paper_address with (security_invoker) as
    select c.dealer_id, c.id as customer_id, c.province, c.city, c.address, c.postcode
      from customers.customer c;
grant select on customers.paper_address to opendcrc_app;
