-- Each word by which a customer agreed or took it back, for whoever has to show on what a commercial text rested.
create view customers.report_consent with (security_invoker) as
    select k.dealer_id, k.id as consent_id, k.customer_id, k.purpose, k.given, k.channel, k.evidence, k.said_at, k.staff_id
      from customers.consent k;
grant select on customers.report_consent to opendcrc_app;
