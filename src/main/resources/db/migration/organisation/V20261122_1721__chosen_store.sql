-- In which of his stores somebody works at present: lists and reports begin with it. None: all of them.
alter table organisation.staff add column chosen_store uuid;
alter table organisation.staff add foreign key (dealer_id, chosen_store) references organisation.store;
