-- 取数密钥: with it a department's machine takes what has landed, unattended; it can do nothing else (EX-8.1).
create table landing_key (
  id bigint primary key generated always as identity,
  account bigint not null references account,
  department text not null references department,
  name text not null check (length(name) between 1 and 80),
  token_hash bytea not null unique,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  used_at timestamptz
);
comment on table landing_key is '取数密钥: acts for the account that made it, as long as that account is active, of the same department and may receive; the key itself is never stored.';
create index landing_key_by_department on landing_key (department, id);
