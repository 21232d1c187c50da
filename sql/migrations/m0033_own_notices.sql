-- Whose act a notice tells of: it is no news to that person.
alter table notice add column caused_by bigint references account;
comment on column notice.caused_by is 'who did what the notice tells; nil: the exchange itself';
