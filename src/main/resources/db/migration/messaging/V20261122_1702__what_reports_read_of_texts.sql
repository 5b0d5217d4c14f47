-- Which texts were written for what: no numbers and no words.
create index text_by_cause_and_time on messaging.text (dealer_id, store_id, cause, written_at);
create view messaging.report_written with (security_invoker) as
    select x.dealer_id, x.id as text_id, x.store_id, x.cause, x.cause_id, x.state, x.written_at
      from messaging.text x;
grant select on messaging.report_written to opendcrc_app;
