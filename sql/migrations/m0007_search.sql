-- Searching the index of published catalogues and no-share filings, and the lists of cases that people work by.
alter table catalogue add column if not exists origin text not null default 'city' check (origin in ('city', 'province', 'nation'));
comment on column catalogue.origin is '来源 (EX-4c): data of the city itself, or what the province or the state offers through the platform.';
create index resource_by_catalogue on resource (catalogue, id);

create table search_entry (
  case_id bigint primary key references case_file,
  provider text not null references department,
  shown boolean not null,
  state text not null,
  class text,
  kinds text[] not null,
  frequency text,
  origin text not null,
  lexemes tsvector not null
) with (toast_tuple_target = 128);
comment on table search_entry is 'What the search looks through: one row per catalogue or no-share filing that anybody may find (EX §1, EX-5.1c). Derived; made anew by a rebuild.';
comment on column search_entry.shown is 'true: every department finds it; false: its own department alone, before it is published';
comment on column search_entry.lexemes is 'pairs of characters, words and readings, each led by its field: t title and code, i items, s the rest';
-- Lists and counts read rows without their lexemes: those lie apart.
alter table search_entry alter column lexemes set storage external;
create index search_entry_lexemes on search_entry using gin (lexemes) with (fastupdate = off);
create index search_entry_by_provider on search_entry (provider, case_id);

create table search_mark (
  id bigint primary key generated always as identity,
  entry bigint not null references case_file
);
comment on table search_mark is 'Entries of the search whose text is to be made anew. A change adds a row and never waits for one that is being worked off.';

-- What leaves the index, or enters it, does so with the act itself; the text follows by its mark.
create function mark_search() returns trigger language plpgsql as $$
begin
  if new.procedure = 'exchange.resource' then
    if new.parent is not null and (tg_op = 'INSERT' or new.state is distinct from old.state) then
      insert into search_mark (entry) values (new.parent);
    end if;
    return null;
  end if;
  if tg_op = 'UPDATE' then
    if new.state is not distinct from old.state and new.fields is not distinct from old.fields then return null; end if;
    if search_holds(new.procedure, new.state) then
      update search_entry set state = new.state, shown = search_shows(new.procedure, new.state) where case_id = new.id;
    else
      delete from search_entry where case_id = new.id;
    end if;
  end if;
  insert into search_mark (entry) values (new.id);
  return null;
end $$;
create trigger case_file_search after insert or update of state, fields on case_file for each row
  when (new.procedure in ('exchange.catalogue', 'exchange.no-share', 'exchange.resource')) execute function mark_search();

create function mark_version() returns trigger language plpgsql as $$
begin
  insert into search_mark (entry) values (new.catalogue);
  return null;
end $$;
create trigger catalogue_version_search after insert on catalogue_version for each row execute function mark_version();
insert into search_mark (entry) select id from case_file where procedure in ('exchange.catalogue', 'exchange.no-share');

-- Lists of cases. What a person recognises a case by, and whether it is urgent, stand apart from the whole form.
alter table case_file add column title text generated always as (coalesce(fields ->> 'name', fields ->> 'title', fields ->> 'system')) stored;
alter table case_file add column urgent boolean not null generated always as (coalesce(fields ->> 'urgent', 'false') = 'true') stored;
comment on column case_file.title is 'the name under which people look for a case in a list';
comment on column case_file.urgent is '紧急 (EX-14b): comes first in the lists of what waits for somebody';
create index case_file_by_procedure on case_file (procedure, id);
create index case_file_by_opener on case_file (opened_by, procedure, id);
