-- The extranet's further seats: who runs a plane, who maintains, who makes bulletins (NET §1); and one case a year for each department of what the calendar opens.
alter table account_role drop constraint account_role_role_check;
alter table account_role add constraint account_role_role_check check (role in (
  'bureau.account', 'bureau.catalogue', 'bureau.application', 'bureau.operation', 'bureau.audit', 'bureau.network', 'bureau.network-safety',
  'bureau.network-bulletin', 'provider.catalogue', 'provider.review', 'user.apply', 'user.receive', 'user.audit', 'unit.network', 'operator.network',
  'ops.network'));
create unique index case_file_yearly on case_file (procedure, department, (fields ->> 'year')) where fields ?& array['year', 'due'];
