-- The mails of the reports go the way of all mails of the house; a report itself is never changed.
insert into mail.letter (dealer_id, id, cause, recipient, subject, body, written_at, state, tries, next_try_at, sent_at, trouble)
select r.dealer_id, r.id, 'manufacturer.report', r.mail_to, r.subject, r.body, r.written_at, r.state, r.tries,
       case when r.state = 'QUEUED' then coalesce(r.next_try_at, r.written_at) end,
       case when r.state = 'SENT' then coalesce(r.sent_at, r.written_at) end, r.trouble
  from manufacturer.report r
 where r.mail_to is not null;

drop index manufacturer.report_queued;
alter table manufacturer.report
    drop constraint mail_has_an_address,
    drop constraint report_state_check,
    drop constraint report_kind_check,
    drop column state,
    drop column tries,
    drop column next_try_at,
    drop column sent_at,
    drop column trouble,
    add constraint report_kind_check check (kind in ('ANNOUNCEMENT', 'SETTLED', 'STATUS', 'RESULT', 'PROGRESS', 'FINAL'));
revoke update on manufacturer.report from opendcrc_app;

-- CP-7, CP-11: what is owed to the manufacturer when a case has ended: that the dealer settled a grave one, or the last word on one of his.
create table manufacturer.owed_report (
    dealer_id    int  not null,
    complaint_id uuid not null,
    store_id     uuid not null,
    kind         text not null check (kind in ('SETTLED', 'FINAL')),
    since        timestamptz not null,
    due_at       timestamptz not null,         -- excluded: 24:00 of the day on which it ended
    told_at      timestamptz,
    missed_at    timestamptz,                  -- written down once; a later report does not undo it
    primary key (dealer_id, complaint_id),
    foreign key (dealer_id, complaint_id) references complaints.complaint,
    foreign key (dealer_id, store_id) references organisation.store
);
create index owed_report_runs on manufacturer.owed_report (dealer_id, due_at) where told_at is null and missed_at is null;
create index owed_report_open on manufacturer.owed_report (dealer_id, store_id) where told_at is null;
alter table manufacturer.owed_report enable row level security;
create policy dealer on manufacturer.owed_report using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on manufacturer.owed_report to opendcrc_app;
