-- What desks may read of each other's tables. Recreated at every start.
create or replace view catalogue_published as
select v.catalogue, c.code, c.provider, v.version, v.title, v.summary, v.class, v.conditions, v.items, v.materials, v.frequency, v.published_at
from catalogue_version v
join catalogue c on c.id = v.catalogue
join case_file f on f.id = c.id and f.state in ('published', 'withdrawal-review', 'offline-talks')
where v.version = (select max(w.version) from catalogue_version w where w.catalogue = v.catalogue);
comment on view catalogue_published is 'Catalogues in force, each with its newest version.';

create or replace view resource_in_service as
select r.id, r.code, r.catalogue, r.provider, r.kind, r.title, r.frequency, r.source, r.detail, r.items, f.state, r.authority_n
from resource r
join case_file f on f.id = r.id
where f.state in ('attached', 'paused', 'offline-planned');
comment on view resource_in_service is 'Resources not yet offline. paused: calls get E77.';

create or replace view resource_serving as
select f.id,
       case f.state
         when 'offline-planned' then (select a.from_state from case_act a where a.case_id = f.id and a.step = 'plan-offline' order by a.seq desc limit 1)
         else f.state
       end as state
from case_file f;
comment on view resource_serving is 'How a resource serves: attached, paused, or not at all. One that waits for its offline serves as before (EX §4-2).';

create or replace view grant_in_force as
select g.id, g.application, g.resource, g.department, g.system, g.manner, g.items, g.scope, g.addresses, g.granted_at, g.expires_at
from access_grant g
join case_file f on f.id = g.id and f.state = 'in-force'
where g.expires_at > office_now();
comment on view grant_in_force is 'Grants that are in force at the instant of asking (K9).';

create or replace view gateway_code as
select k.key_id, k.mac, k.pepper, k.ends_at, k.access_grant,
       greatest(k.authority_n, g.authority_n) as authority_n, k.replaces
from access_code k
join access_grant g on g.id = k.access_grant;
create or replace view gateway_grant as
select g.id, f.state, g.expires_at, g.department, d.name as department_name, g.system, g.manner, g.items, g.scope, g.addresses, g.resource, g.authority_n
from access_grant g
join case_file f on f.id = g.id
join department d on d.code = g.department;
create or replace view gateway_resource as
select r.id, r.code, r.title, r.provider, f.state, r.detail, r.items, s.kind as source_kind, s.address, s.secret, s.id as source, r.authority_n,
       s.department as source_department, s.name as source_name
from resource r
join resource_serving f on f.id = r.id
join source s on s.id = r.source
where r.kind = 'interface';
comment on view gateway_grant is 'All grants with their state, as the gateway loads them.';
comment on view gateway_resource is 'Interfaces with their upstream, as the gateway loads them.';

create or replace view delivery_due as
select g.id as access_grant, g.department, g.items as granted, g.expires_at, f.state as grant_state,
       r.id as resource, r.code, r.kind, r.provider, r.title, r.detail, r.items, r.frequency, rf.state as resource_state,
       s.id as source, s.kind as source_kind, s.address, s.secret
from access_grant g
join case_file f on f.id = g.id
join resource r on r.id = g.resource and r.kind in ('table', 'folder')
join resource_serving rf on rf.id = r.id
join source s on s.id = r.source;
comment on view delivery_due is 'What Delivery needs to know of a grant of a table or a folder.';
