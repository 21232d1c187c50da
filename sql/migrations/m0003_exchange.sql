-- The exchange: what decisions on cases created. No table here has a state column of its own.
create table catalogue (
  id bigint primary key references case_file,
  code text not null unique,
  provider text not null references department
);
comment on table catalogue is '目录 once published (EX-6a).';
create table catalogue_version (
  catalogue bigint not null references catalogue,
  version int not null,
  title text not null,
  summary text not null,
  class text not null check (class in ('unconditional', 'conditional')),
  conditions jsonb not null,
  items jsonb not null,
  materials jsonb not null,
  frequency text not null,
  published_at timestamptz not null,
  published_by bigint not null references account,
  primary key (catalogue, version)
);
comment on table catalogue_version is 'Published versions; the highest is in force.';

create table source (
  id bigint primary key generated always as identity,
  department text not null references department,
  name text not null,
  kind text not null check (kind in ('postgres', 'http', 'sftp', 'directory')),
  address jsonb not null,
  secret bytea,
  created_by bigint not null references account,
  created_at timestamptz not null,
  unique (department, name)
);
comment on table source is 'Where a provider''s data lie. address: structured settings; secret: sealed (SM4-CBC, HMAC-SM3).';

create table resource (
  id bigint primary key references case_file,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{1,60}$'),
  catalogue bigint not null references catalogue,
  provider text not null references department,
  kind text not null check (kind in ('table', 'interface', 'folder')),
  title text not null,
  frequency text,
  source bigint not null references source,
  detail jsonb not null,
  items jsonb not null,
  attached_at timestamptz not null,
  authority_n bigint not null
);
comment on table resource is '资源 once attached (EX-7). detail: table name, base path and operations, or folder path; items: declared columns.';

create table access_grant (
  id bigint primary key references case_file,
  application bigint not null unique references case_file,
  resource bigint not null references resource,
  department text not null references department,
  system text not null,
  purpose text not null,
  flow text not null,
  manner text not null,
  items text[] not null check (cardinality(items) > 0),
  scope jsonb not null default '{}',
  addresses text[] not null default '{}',
  months int not null constraint "EX-11.2a" check (months between 1 and 36),
  granted_at timestamptz not null,
  expires_at timestamptz not null,
  agreement text not null,
  agreement_hash bytea not null,
  authority_n bigint not null,
  constraint access_grant_term check (expires_at <=
    (((granted_at at time zone 'Asia/Shanghai')::date + interval '36 months' + interval '1 day') at time zone 'Asia/Shanghai'))
);
comment on table access_grant is '授权: frozen from the application (EX-11.1a). expires_at = 00:00 Shanghai after the last day by K4.';
create index access_grant_by_resource on access_grant (resource);
create index access_grant_changed on access_grant (authority_n);

create function hold_grant() returns trigger language plpgsql as $$
begin
  if (old.application, old.resource, old.department, old.system, old.purpose, old.flow, old.manner, old.items, old.scope, old.months, old.granted_at, old.expires_at, old.agreement_hash)
     is distinct from
     (new.application, new.resource, new.department, new.system, new.purpose, new.flow, new.manner, new.items, new.scope, new.months, new.granted_at, new.expires_at, new.agreement_hash) then
    raise exception 'a grant is never changed' using errcode = 'check_violation', constraint = 'EX-11.1a';
  end if;
  return new;
end $$;
create trigger access_grant_frozen before update on access_grant for each row execute function hold_grant();

create table access_code (
  key_id text primary key,
  access_grant bigint not null references access_grant,
  mac bytea not null,
  pepper int not null,
  made_at timestamptz not null,
  made_by bigint references account,
  shown boolean not null default false,
  ends_at timestamptz,
  authority_n bigint not null
);
comment on table access_code is '授权码: only HMAC-SM3(pepper, secret) is kept (EX-8.2). ends_at: end of a replaced code.';
create index access_code_by_grant on access_code (access_grant);

create table landing (
  department text primary key references department,
  host text not null,
  port int not null,
  database text not null,
  login text not null,
  secret bytea not null,
  folder text not null,
  made_at timestamptz not null
);
comment on table landing is '前置区 of a department (EX-8.1): a database and a folder. secret: sealed password of its own login role.';

create table delivery (
  id bigint primary key generated always as identity,
  access_grant bigint not null references access_grant,
  version bigint not null,
  kind text not null check (kind in ('table', 'folder')),
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('delivered', 'failed')),
  fault text,
  fault_party text check (fault_party in ('consumer', 'exchange', 'provider')),
  rows_read bigint,
  rows_landed bigint,
  bytes bigint,
  digest_read text,
  digest_landed text,
  check ((ended_at is null) = (outcome is null))
);
comment on table delivery is 'One attempt to bring a granted table or folder into the landing area.';
create index delivery_by_grant on delivery (access_grant, id);
create table delivery_receipt (
  access_grant bigint not null references access_grant,
  version bigint not null,
  delivery bigint not null references delivery,
  landed_at timestamptz not null,
  rows bigint not null,
  bytes bigint not null,
  digest text not null,
  body text not null,
  previous bytea not null,
  hash bytea not null,
  signature bytea not null,
  primary key (access_grant, version)
);
comment on table delivery_receipt is '回执: copy of what the publishing transaction wrote in the landing area; one per grant and version.';
create trigger delivery_receipt_append_only before update or delete or truncate on delivery_receipt for each statement execute function refuse_change();

create table call_log (
  journal bytea not null,
  seq bigint not null,
  day date not null,
  call_id text not null,
  at timestamptz not null,
  key_id text,
  access_grant bigint,
  resource bigint,
  department text,
  method text not null,
  path text not null,
  peer text not null,
  admitted boolean not null,
  code text,
  status int,
  bytes bigint,
  rows bigint,
  micros bigint,
  fault_party text,
  primary key (day, journal, seq)
) partition by range (day);
comment on table call_log is 'Every call (EX-8.2, EX-20), shipped from the gateways'' journals; identity = (journal, seq), partitioned by day.';
create table call_log_other partition of call_log default;
create index call_log_by_call on call_log (call_id);
create index call_log_by_grant on call_log (access_grant, at);
create index call_log_by_department on call_log (department, at);
