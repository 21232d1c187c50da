-- 上传表: a department without a database of its own keeps its tables here, version by version, from the sheets that it uploads (EX-7b).
alter table source drop constraint source_kind_check;
alter table source add constraint source_kind_check check (kind in ('postgres', 'odbc', 'upload', 'http', 'sftp', 'ftps', 'ftp', 'directory'));

create table upload (
  id bigint primary key generated always as identity,
  source bigint not null references source,
  table_name text not null,
  file text not null,
  bytes bigint not null check (bytes >= 0),
  sm3 bytea not null check (length(sm3) = 32),
  rows bigint not null check (rows >= 0),
  inserted bigint not null,
  updated bigint not null,
  deleted bigint not null,
  uploaded_by bigint not null references account,
  uploaded_at timestamptz not null
);
comment on table upload is '上传记录: which file became which version of an uploaded table, by whom and when. The rows themselves lie beside the landing areas.';
create index upload_by_source on upload (source, id desc);
