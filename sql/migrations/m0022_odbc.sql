-- A provider's database of another make is read through the ODBC driver that the operator installed for it (EX-7a).
alter table source drop constraint source_kind_check;
alter table source add constraint source_kind_check check (kind in ('postgres', 'odbc', 'http', 'sftp', 'ftps', 'ftp', 'directory'));
