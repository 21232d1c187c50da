-- Statistics: what counts as late to update, and which months are frozen. Recreated at every start.
create or replace function freshness_due(updated date, frequency text) returns date language sql immutable as
  $$ select (updated + case frequency
       when 'realtime' then interval '1 day' when 'daily' then interval '1 day' when 'weekly' then interval '7 days'
       when 'monthly' then interval '1 month' when 'quarterly' then interval '3 months' when 'half-yearly' then interval '6 months'
       when 'yearly' then interval '1 year' end)::date $$;
comment on function freshness_due(date, text) is
  'The last day of the period after an update (EX-5.4a, K4); null: 不定期. The rule in Swift is UpdateFrequency, a test holds both to each other.';

create or replace view snapshot_month as
select month
from statistics_snapshot;
comment on view snapshot_month is 'Months on which a bulletin of use may rest (EX-17b).';
