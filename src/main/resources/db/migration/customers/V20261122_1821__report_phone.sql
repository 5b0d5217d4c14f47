-- Every number of a customer, for chapters that recognise a caller; a wrong one is no sign of him.
create view customers.report_phone with (security_invoker) as
    select p.dealer_id, p.customer_id, p.e164, p.position
      from customers.phone p
     where p.wrong_since is null;
grant select on customers.report_phone to opendcrc_app;
