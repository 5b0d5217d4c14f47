-- What the desk shows of a clerk's day: calls that he made, and what he has in his hand. No names of customers.
create view followups.desk_call with (security_invoker) as
    select a.dealer_id, a.store_id, a.day, a.staff_id, a.outcome
      from followups.attempt a;
create view followups.desk_claim with (security_invoker) as
    select c.dealer_id, c.store_id, c.claimed_by, c.claimed_until
      from followups.contact c
     where c.claimed_by is not null
       and c.open_tasks > 0;
grant select on followups.desk_call, followups.desk_claim to opendcrc_app;
