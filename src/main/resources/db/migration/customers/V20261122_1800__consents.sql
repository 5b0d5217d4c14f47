-- What a customer agreed to and took back, word for word: append-only, for it is evidence. The word in force stands on the customer.
create table customers.consent (
    dealer_id   int  not null references directory.dealer,
    id          uuid not null,
    customer_id uuid not null,
    purpose     text not null check (purpose in ('CALLS', 'TEXTS', 'SURVEYS')),
    given       boolean not null,
    channel     text not null check (channel in ('PHONE', 'IN_PERSON', 'WRITTEN', 'MESSAGE')),
    evidence    text,                          -- personal: what he said or signed, and where it is kept
    said_at     timestamptz not null,
    staff_id    uuid not null,                 -- who heard it
    primary key (dealer_id, id),
    constraint given_with_evidence check (not given or purpose = 'CALLS' or evidence is not null),
    foreign key (dealer_id, customer_id) references customers.customer,
    foreign key (dealer_id, staff_id) references organisation.staff
);
create index consent_of_customer on customers.consent (dealer_id, customer_id, purpose, said_at);

alter table customers.consent enable row level security;
create policy dealer on customers.consent using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert on customers.consent to opendcrc_app;

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
               and w.state = 'PENDING') as pending,
           (select coalesce(jsonb_agg(jsonb_build_object('purpose', l.purpose, 'channel', l.channel, 'evidence', coalesce(l.evidence, ''),
                                                         'saidAt', l.said_at)), '[]')
              from (select distinct on (s.purpose) s.purpose, s.channel, s.evidence, s.said_at
                      from customers.consent s
                     where s.dealer_id = c.dealer_id
                       and s.customer_id = c.id
                     order by s.purpose, s.said_at desc, s.id desc) l) as said
      from customers.customer c;
