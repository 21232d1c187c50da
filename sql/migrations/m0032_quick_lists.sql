-- Hits are counted by the combination of what they can be narrowed by: one number instead of six texts to compare for each of tens of thousands.
alter table search_entry add column combination bigint not null default 0;
comment on column search_entry.combination is 'the same for entries that no facet tells apart';
create function search_combine() returns trigger language plpgsql as $$
begin
  new.combination := hashtextextended(
    concat_ws(E'\x1f', new.provider, coalesce(new.class, ''), array_to_string(new.kinds, ','), coalesce(new.frequency, ''), new.origin, new.state), 0);
  return new;
end $$;
create trigger search_combine before insert or update on search_entry for each row execute function search_combine();
update search_entry set case_id = case_id;

-- A list by a word walks one narrow index in the order of its pages, never the cases themselves; what is compared there is compared byte by byte.
alter table case_file add column sought text collate "C"
  generated always as (lower(left(coalesce(fields ->> 'name', fields ->> 'title', fields ->> 'system'), 300))) stored;
comment on column case_file.sought is 'the title, folded, as a list by a word compares it';
create index case_file_sought on case_file (procedure, id) include (number, sought, state, department, counterpart);
