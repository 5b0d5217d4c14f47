-- A customer with his numbers and contacts in one row, as a page shows him.
create view customers.card with (security_invoker) as
    select c.dealer_id, c.id as customer_id, c.survivor_id, c.customer_no, c.kind, c.name, c.sex, c.id_no_tail, c.province, c.city, c.address,
           c.postcode, c.dnd, c.sms_consent, c.survey_consent,
           (select coalesce(jsonb_agg(jsonb_build_object('e164', p.e164, 'wrongSince', p.wrong_since)
                                      order by p.wrong_since is not null, p.position, p.e164), '[]')
              from customers.phone p
             where p.dealer_id = c.dealer_id
               and p.customer_id = c.id) as phones,
           (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'phone', k.phone, 'relation', k.relation)
                                      order by k.name), '[]')
              from customers.contact k
             where k.dealer_id = c.dealer_id
               and k.customer_id = c.id) as contacts
      from customers.customer c;

grant select on customers.card to opendcrc_app;
