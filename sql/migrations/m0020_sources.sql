-- File servers of providers that speak FTP, in the clear or over TLS, beside those that speak SFTP (EX-7d).
alter table source drop constraint source_kind_check;
alter table source add constraint source_kind_check check (kind in ('postgres', 'http', 'sftp', 'ftps', 'ftp', 'directory'));
