-- 地址段与分配 (NET-5.2): pools that the province assigned, what of them is given to whom, and what is free.
create table address_pool (
  id bigint primary key generated always as identity,
  range cidr not null,
  source text not null,
  document text not null,
  assigned_on date not null,
  added_by bigint not null references account,
  added_at timestamptz not null,
  constraint "NET-5.2a" exclude using gist (range inet_ops with &&)
);
comment on table address_pool is '地址段: ranges assigned to the city (NET-5.2a); none overlaps another.';

create table address_allotment (
  id bigint primary key generated always as identity,
  pool bigint not null references address_pool,
  range cidr not null,
  unit text not null references department,
  access bigint not null references case_file,
  purpose text not null,
  state text not null check (state in ('reserved', 'allotted', 'reclaimed', 'cancelled')),
  made_by bigint not null references account,
  made_at timestamptz not null,
  ended_at timestamptz,
  check ((state in ('reserved', 'allotted')) = (ended_at is null)),
  constraint "NET-5.2b" exclude using gist (range inet_ops with &&) where (state in ('reserved', 'allotted'))
);
comment on table address_allotment is '地址分配 (NET-5.2b): history is kept; of what is held nothing overlaps, whoever comes at the same moment.';
create index address_allotment_by_unit on address_allotment (unit, id);
create index address_allotment_by_access on address_allotment (access) where state in ('reserved', 'allotted');

-- What is free lies in blocks that are halved when something is taken out of them and joined again when it comes back: the smallest block that is large
-- enough is found without looking at what is taken.
create table address_free (
  range cidr primary key,
  pool bigint not null references address_pool,
  length int not null
);
comment on table address_free is 'Free blocks of the pools; derived from pools and what is held.';
create index address_free_by_length on address_free (pool, length desc, range);
create index address_free_range on address_free using gist (range inet_ops);
