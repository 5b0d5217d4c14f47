-- The appointment summary (RP-5) is frozen like the other lists; both rates (RP-6, RP-7) are counted from its rows.
alter table reports.list drop constraint list_report_check;
alter table reports.list add constraint list_report_check check (report in ('RP-5', 'RP-9', 'RP-10', 'RP-14'));
