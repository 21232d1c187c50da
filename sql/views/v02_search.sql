-- What the search knows of a case. Recreated at every start.
create or replace function search_shows(procedure text, state text) returns boolean language sql immutable as
  $$ select (procedure, state) in (('exchange.catalogue', 'published'), ('exchange.catalogue', 'withdrawal-review'),
                                   ('exchange.catalogue', 'offline-talks'), ('exchange.no-share', 'filed')) $$;
comment on function search_shows(text, text) is 'The index that every department may search: published catalogues and no-share filings (EX §1).';

create or replace function search_holds(procedure text, state text) returns boolean language sql immutable as
  $$ select procedure in ('exchange.catalogue', 'exchange.no-share') and state not in ('discarded', 'cancelled', 'offline', 'deregistered') $$;
comment on function search_holds(text, text) is 'What anybody at all finds: the index, and before publication its own department''s.';

create or replace view search_source as
select f.id, f.number, f.procedure, f.state, search_shows(f.procedure, f.state) as shown, f.department as provider, d.name as provider_name,
       case when f.procedure = 'exchange.no-share' then 'no-share' else coalesce(v.class, f.fields ->> 'class') end as class,
       coalesce(v.frequency, f.fields ->> 'frequency') as frequency, coalesce(c.origin, 'city') as origin,
       coalesce(c.code, f.fields ->> 'code', '') as code, coalesce(v.title, f.fields ->> 'name', '') as title,
       coalesce(v.summary, f.fields ->> 'summary', f.fields ->> 'reason', '') as summary,
       coalesce(v.items, f.fields -> 'items', '[]') as items, r.resources,
       jsonb_strip_nulls(jsonb_build_object(
         'reason', f.fields ->> 'reason', 'basisType', f.fields ->> 'basisType', 'basisTitle', f.fields ->> 'basisTitle',
         'basisNumber', f.fields ->> 'basisNumber', 'basisArticle', f.fields ->> 'basisArticle')) as basis
from case_file f
join department d on d.code = f.department
left join catalogue c on c.id = f.id
left join lateral (
  select w.class, w.frequency, w.title, w.summary, w.items
  from catalogue_version w
  where w.catalogue = f.id and search_shows(f.procedure, f.state)
  order by w.version desc
  limit 1) v on true
cross join lateral (
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'code', s.code, 'kind', s.kind, 'title', s.title, 'state', s.state) order by s.id), '[]')
    as resources
  from resource_in_service s
  where s.catalogue = f.id) r
where search_holds(f.procedure, f.state);
comment on view search_source is 'The words, facets and live resources of everything that can be found.';
