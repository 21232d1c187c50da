-- The extranet's sub-permissions (NET §1).
alter table account_role drop constraint account_role_role_check;
alter table account_role add constraint account_role_role_check check (role in (
  'bureau.account', 'bureau.catalogue', 'bureau.application', 'bureau.operation', 'bureau.audit', 'bureau.network', 'bureau.network-safety',
  'provider.catalogue', 'provider.review', 'user.apply', 'user.receive', 'user.audit', 'unit.network'));
comment on table account_role is 'Sub-permissions of EX §1 and NET §1.';
