-- A customer who refuses advertising by answering a text is heard by no person.
alter table customers.consent alter column staff_id drop not null;
alter table customers.consent add constraint heard_by_somebody_or_a_message check (staff_id is not null or (not given and channel = 'MESSAGE'));

-- Since when a customer agrees to commercial texts by his own word; who never said so has no row.
create view customers.report_agreed with (security_invoker) as
    select k.dealer_id, k.customer_id, max(k.said_at) as agreed_at
      from customers.consent k
     where k.purpose = 'TEXTS'
       and k.given
     group by k.dealer_id, k.customer_id;
grant select on customers.report_agreed to opendcrc_app;
