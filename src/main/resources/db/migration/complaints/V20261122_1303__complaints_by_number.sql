-- A complaint is looked for by the beginning of its number; byte order makes that a range.
create index complaint_by_number on complaints.complaint (dealer_id, number collate "C");
