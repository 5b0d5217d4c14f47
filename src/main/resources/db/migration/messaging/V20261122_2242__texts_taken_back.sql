-- A text that its chapter took back before it went was never sent: what it was written for may be texted another time.
drop index messaging.cause_is_texted_once;
create unique index cause_is_texted_once on messaging.text (dealer_id, cause, cause_id)
    where written_by is null and reason is distinct from 'taken-back';
