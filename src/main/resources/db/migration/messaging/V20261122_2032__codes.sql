-- A code is texted to a number of which nobody knows yet whose it is; all other texts go to a customer.
alter table messaging.text alter column customer_id drop not null;
alter table messaging.text add constraint only_a_code_has_no_customer check (customer_id is not null or cause = 'phone-code');
