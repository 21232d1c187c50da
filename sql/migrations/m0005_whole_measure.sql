-- The whole exchange measure: cases with further departments and an origin, clocks that are shifted, announced stops.
alter table case_file add column addressees text[] not null default '{}';
comment on column case_file.addressees is 'further departments of the case: whom a bulletin names (EX-21), the third side of a dispute (EX-16)';
alter table case_file add column origin bigint references case_file;
comment on column case_file.origin is 'the case whose effect opened this one: the demand of an application (EX-13b), the grant of a violation (EX-5.5)';
create index case_file_by_origin on case_file (origin) where origin is not null;
create index case_file_addressed on case_file using gin (addressees) where addressees <> '{}';

alter table case_clock add column shifted int not null default 0;
comment on column case_clock.shifted is 'working days by which reviews moved the due date (EX-6b)';

create table stop_window (
  id bigint primary key references case_file,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  title text not null,
  is_off boolean not null default false,
  authority_n bigint not null,
  check (starts_at < ends_at)
);
comment on table stop_window is 'Announced windows in which the service stops (EX-17c). is_off: cancelled, or ended before its time. Judged at each call (K9).';
