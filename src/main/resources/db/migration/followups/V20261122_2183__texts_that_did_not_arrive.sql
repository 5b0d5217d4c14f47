-- A30: the text that was to end a call did not arrive. The end stays as it is; whoever reads the call sees it, and a letter is owed.
alter table followups.task add column text_failed_at timestamptz;
alter table followups.task add column text_failure text;           -- why: a key below text.reason.
alter table followups.task add constraint failed_texts_say_why check ((text_failed_at is null) = (text_failure is null));
