-- What the printed application form says of the resource. Recreated at every start.
create or replace view application_form as
select f.id, d.name as department_name, r.code, r.title, r.kind, r.items, p.name as provider_name
from case_file f
join department d on d.code = f.department
join resource r on r.id = f.parent
join department p on p.code = r.provider
where f.procedure = 'exchange.application';
comment on view application_form is 'Applications with the names that their form shows (EX-12b).';
