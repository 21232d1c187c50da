-- Ground of the house: installation, authority, departments, accounts, sessions, settings.
create table installation (
  only_row boolean primary key default true check (only_row),
  rehearsal boolean not null,
  clock_offset interval not null default interval '0',
  installed_at timestamptz not null default now()
);
comment on table installation is 'One row. A rehearsal (演练) database may move its office clock forward; any other may not (EX K10).';
comment on column installation.clock_offset is 'office time = database time + this';

create function hold_clock() returns trigger language plpgsql as $$
begin
  if new.rehearsal <> old.rehearsal then
    raise exception 'a rehearsal database is never promoted' using errcode = 'check_violation', constraint = 'installation_kind_fixed';
  end if;
  if new.clock_offset <> old.clock_offset and not old.rehearsal then
    raise exception 'only a rehearsal database moves its clock' using errcode = 'check_violation', constraint = 'installation_clock_rehearsal_only';
  end if;
  if new.clock_offset < old.clock_offset then
    raise exception 'the office clock moves forward only' using errcode = 'check_violation', constraint = 'installation_clock_forward';
  end if;
  return new;
end $$;
create trigger installation_clock before update on installation for each row execute function hold_clock();

create function office_now() returns timestamptz language sql stable as
  $$ select clock_timestamp() + clock_offset from installation $$;
comment on function office_now() is 'Office time: database time moved by the rehearsal offset.';

create table authority (
  only_row boolean primary key default true check (only_row),
  n bigint not null default 1
);
comment on table authority is 'Counter of authority changes. Its row lock makes n follow commit order (a sequence would not).';
insert into authority default values;

create table node (
  id bigint primary key generated always as identity,
  name text not null,
  started_at timestamptz not null default clock_timestamp(),
  applied bigint not null default 0,
  confirmed_at timestamptz,
  lease_seconds int not null,
  stopped_at timestamptz
);
comment on table node is 'A running gateway and the authority state it has applied. It serves only while its lease holds.';

create table department (
  code text primary key check (code ~ '^[a-z][a-z0-9-]{1,30}$'),
  name text not null unique,
  kind text not null check (kind in ('bureau', 'municipal', 'external')),
  provides boolean not null default false,
  uses boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table department is 'A department of the city (EX-3). kind external: of another level, entered by the bureau (EX-5.3b).';
create unique index department_one_bureau on department (kind) where kind = 'bureau';

create table account (
  id bigint primary key generated always as identity,
  login text not null constraint account_login_once unique check (login ~ '^[a-z0-9][a-z0-9._-]{1,40}$'),
  name text not null,
  department text not null references department,
  password text,
  state text not null default 'pending' check (state in ('pending', 'active', 'disabled', 'closed')),
  administrator text check (administrator in ('system', 'security', 'audit')),
  failures int not null default 0,
  locked_until timestamptz,
  password_set_at timestamptz,
  activation_hash bytea,
  created_by bigint references account,
  created_at timestamptz not null,
  filed_at timestamptz not null
);
comment on table account is 'Named accounts, created by the bureau alone and filed (备案) (EX-17a). One person holds at most one of the three administrator seats (三员).';

create table account_role (
  account bigint not null references account,
  role text not null check (role in (
    'bureau.account', 'bureau.catalogue', 'bureau.application', 'bureau.operation', 'bureau.audit',
    'provider.catalogue', 'provider.review', 'user.apply', 'user.receive', 'user.audit')),
  granted_by bigint references account,
  primary key (account, role)
);
comment on table account_role is 'Sub-permissions of EX §1.';

create table session (
  token_hash bytea primary key,
  account bigint not null references account,
  purpose text not null check (purpose in ('api', 'page')),
  created_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz not null
);
create index session_by_account on session (account);
comment on table session is 'Sessions in machine time; the token itself is never stored.';

create table setting (
  key text primary key,
  value text not null,
  reason text not null,
  changed_by bigint references account,
  changed_at timestamptz not null default now()
);
comment on table setting is 'Figures of ours ([CFG]), with who, when and why.';
