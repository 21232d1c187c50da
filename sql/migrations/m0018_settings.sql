-- Figures of ours ([CFG]) hold from a day on and keep their history; a paper may be larger than 20 MB when the bureau says so (EX §5).
alter table setting drop constraint setting_pkey;
alter table setting add column id bigint primary key generated always as identity;
alter table setting add column effective_from date not null default '2024-09-19';
alter table setting alter column effective_from drop default;
alter table setting add constraint setting_value check (value ~ '^[0-9]{1,9}(,[0-9]{1,9})*$');
create index setting_in_force on setting (key, effective_from, id);
create trigger setting_append_only before update or delete or truncate on setting for each statement execute function refuse_change();
comment on table setting is 'Figures of ours ([CFG]), with who, when and why. In force: the latest day that has come, of that day the latest row.';

alter table case_paper drop constraint case_paper_size_check;
alter table case_paper add constraint case_paper_size_check check (size between 1 and 52428800);
alter table ledger_paper drop constraint ledger_paper_size_check;
alter table ledger_paper add constraint ledger_paper_size_check check (size between 1 and 52428800);
