-- The texts of a customer's history.
create index text_by_customer on messaging.text (dealer_id, customer_id, written_at);

create view messaging.story with (security_invoker) as
    select t.dealer_id, t.customer_id, null::uuid as vehicle_id, t.store_id, t.written_at as at, t.id, 'TEXT' as what,
           jsonb_build_object('body', t.body, 'phone', t.phone, 'state', t.state, 'reason', t.reason, 'channel', t.channel,
                              'cause', t.cause, 'causeId', t.cause_id) as facts
      from messaging.text t;

grant select on messaging.story to opendcrc_app;
