-- Who is called because his appointment is not ready may keep it all the same (AP-22).
alter table followups.answer drop constraint answer_answer_check;
alter table followups.answer
    add constraint answer_answer_check
        check (answer in ('CONFIRMED', 'KEPT', 'MOVED', 'CANCELLED', 'NEW_APPOINTMENT', 'NO_WISH', 'COMPLAINT'));
