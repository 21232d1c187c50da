-- 请求编号: what somebody was refused, so that both sides can look it up by the number that the page shows.
create table refused_request (
  id text primary key check (id ~ '^[0-9a-f]{16}$'),
  at timestamptz not null,
  account bigint not null references account,
  method text not null,
  path text not null,
  status int not null,
  problem jsonb not null
);
comment on table refused_request is 'Refusals that a person was shown, kept for 90 days; what was sent is not kept.';
create index refused_request_by_account on refused_request (account, at);
create index refused_request_by_time on refused_request (at);
