-- Bulk import of catalogues, and the cascade file to and from the platforms above.
create table catalogue_import (
  id bigint primary key generated always as identity,
  department text not null references department,
  account bigint not null references account,
  file_name text not null,
  kind text not null check (kind in ('csv', 'xlsx')),
  sha256 bytea not null,
  body bytea not null check (octet_length(body) between 1 and 20971520),
  rows int not null,
  faults jsonb not null default '[]',
  made_at timestamptz not null,
  confirmed_at timestamptz,
  undone_at timestamptz,
  check (undone_at is null or confirmed_at is not null)
);
comment on table catalogue_import is '目录导入: a sheet as it was sent, with what confirming it would do (EX-6a).';
comment on column catalogue_import.faults is 'faults of rows that belong to no catalogue: row, column, reason';
comment on column catalogue_import.undone_at is 'within 24 hours of the confirmation the drafts that nobody touched can be given up again';
create index catalogue_import_by_department on catalogue_import (department, id);

create table catalogue_import_line (
  import bigint not null references catalogue_import on delete cascade,
  n int not null,
  code text not null,
  title text not null,
  first_row int not null,
  outcome text not null check (outcome in ('new', 'changed', 'unchanged', 'published', 'under-way', 'wrong')),
  fields jsonb not null,
  faults jsonb not null default '[]',
  case_id bigint references case_file,
  version int,
  before jsonb,
  primary key (import, n)
);
comment on table catalogue_import_line is 'One catalogue of an import.';
comment on column catalogue_import_line.version is 'the draft''s version right after the confirmation: a later one was touched by someone';
comment on column catalogue_import_line.before is 'what a draft held before it was filled anew';

-- Imports and publications look a catalogue up by its code (EX-6a).
create index case_file_catalogue_code on case_file ((fields ->> 'code')) where procedure = 'exchange.catalogue';

create table upstream_catalogue (
  code text primary key,
  title text not null,
  summary text not null,
  class text not null check (class in ('unconditional', 'conditional')),
  conditions jsonb not null,
  frequency text not null,
  provider_name text not null,
  level text not null check (level in ('国家', '省级')),
  items jsonb not null,
  imported_at timestamptz not null,
  imported_by bigint not null references account
);
comment on table upstream_catalogue is '上级目录: a catalogue of the province or the nation as the last cascade file had it (EX-2, EX-11.4b).';

create table catalogue_report (
  catalogue bigint primary key references catalogue,
  upstream_code text,
  state text not null check (state in ('已上报', '上级退回')),
  reason text,
  at timestamptz not null,
  check (state <> '已上报' or upstream_code is not null)
);
comment on table catalogue_report is '级联状态: what the level above answered to one of our catalogues; no row means 未上报 (EX-2).';
