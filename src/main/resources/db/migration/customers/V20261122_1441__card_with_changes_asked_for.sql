-- Why and since when he does not want to be called, and changes of owner data that wait for somebody's word (A33).
create or replace view customers.card with (security_invoker) as
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
               and k.customer_id = c.id) as contacts,
           c.dnd_reason, c.dnd_since,
           (select coalesce(jsonb_agg(jsonb_build_object('field', w.field, 'value', w.new_value, 'askedAt', w.asked_at)
                                      order by w.asked_at, w.field), '[]')
              from customers.owner_change w
             where w.dealer_id = c.dealer_id
               and w.customer_id = c.id
               and w.state = 'PENDING') as pending
      from customers.customer c;
