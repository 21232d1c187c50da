-- A planned replacement: which code a code takes the place of (EX-8.2).
alter table access_code add column replaces text references access_code;
comment on column access_code.replaces is 'the code that ends when this one is first used, or at its own ends_at';
create unique index access_code_by_replaced on access_code (replaces) where replaces is not null;
