-- What the sides of a case say to each other, without any effect on its clocks (EX K7).
create table case_message (
  id bigint primary key generated always as identity,
  case_id bigint not null references case_file,
  account bigint not null references account,
  party text not null,
  text text not null,
  at timestamptz not null
);
comment on table case_message is 'Messages between reviewer and applicant (EX K7): they stop and start no clock.';
create index case_message_by_case on case_message (case_id, id);
create trigger case_message_append_only before update or delete or truncate on case_message for each statement execute function refuse_change();
