-- Papers: what a machine read off a scan. Agreements: standard terms, events in their life, and the batches that are signed.
create table paper_reading (
  id bigint primary key generated always as identity,
  case_id bigint not null,
  name text not null,
  version int not null,
  outcome text not null check (outcome in ('match', 'mismatch', 'unreadable', 'unsupported')),
  mark text,
  detail text not null,
  at timestamptz not null,
  foreign key (case_id, name, version) references case_paper
);
comment on table paper_reading is 'What was read off a scan of the stamped form (EX-12b). It warns the reviewer and refuses nothing.';
comment on column paper_reading.mark is 'text of the mark that was found; null where none was';
create index paper_reading_by_paper on paper_reading (case_id, name, version, id);
create trigger paper_reading_append_only before update or delete or truncate on paper_reading for each statement execute function refuse_change();

create table agreement_terms (
  version int primary key check (version > 0),
  title text not null,
  text text not null,
  hash bytea not null,
  effective_from date not null
);
comment on table agreement_terms is '标准条款 of the data-sharing agreement (EX-19). hash: SM3 of the text in UTF-8. An agreement keeps the version in force when it was applied for.';
create trigger agreement_terms_append_only before update or delete or truncate on agreement_terms for each statement execute function refuse_change();
insert into agreement_terms (version, title, text, hash, effective_from)
values (1, '数据共享协议标准条款', '一、使用部门按授权的使用方式和范围使用数据,不改变经确认的数据流向和使用方式;需要改变的,重新申请。(第十一条第一项)
二、使用部门按履职需要逐项申请数据项,提供部门在申请的范围和期限之内授权。(第十一条第一项)
三、使用部门对取得的数据负有保密责任,不向第三方提供,不用于申请所述事由以外的目的。(第十一条第一项)
四、授权使用期限自平台记录的授权通过时间起算,最长不超过三年;期满即止,不予延期,继续使用须重新申请。(第十一条第二项)
五、服务接口授权后超过三个月不使用的,提供部门可以收回授权。(第十一条第二项)
六、库表和文件由平台交换到使用部门前置区,服务接口凭授权码调用;使用部门只从本部门前置区和本部门授权码取得数据。(第八条)
七、使用部门指定专人管理数据使用和数据安全,人员变动时办理交接并报备;授权码疑似泄露的,立即更换。(第十一条第五项、第八条)
八、提供部门按目录列明的更新频率维护数据,数据有误的,依反馈核实处理。(第五条第二项、第六条)
九、违规使用数据的,提供部门或市数据局可以暂停、收回或者终止授权,并记录事实。(第五条第五项、第二十一条)
十、授权暂停、收回、终止、到期或者资源下线后,使用部门停止使用已经取得的数据;平台停止继续提供。(第十一条第一项、第二项)
十一、对共享条件、申请理由或者授权结果有分歧的,提供部门、市数据局、使用部门协商;协商不成的,报市政府协调。(第十六条)
十二、本条款与冻结的申请一起构成数据共享协议,使用部门提交申请即接受,审核人同意授权即生效。(第十九条)',
  decode('9e4ace8972d55cc43000e1a98d0c9d28decf6679c742015e0cf081e0271ee5ba', 'hex'), '2024-09-19');

create table agreement_event (
  id bigint primary key generated always as identity,
  access_grant bigint not null references access_grant,
  kind text not null check (kind in ('approved', 'suspended', 'resumed', 'revoked', 'terminated', 'given-up', 'expired')),
  at timestamptz not null,
  body text not null,
  hash bytea not null check (length(hash) = 32)
);
comment on table agreement_event is '协议 and what became of it (EX-19, EX-11.1d). body: canonical JSON (RFC 8785); hash: SM3 of the body.';
create index agreement_event_by_grant on agreement_event (access_grant, id);
create unique index agreement_event_one_approval on agreement_event (access_grant) where kind = 'approved';
create trigger agreement_event_append_only before update or delete or truncate on agreement_event for each statement execute function refuse_change();

create table agreement_batch (
  id bigint primary key,
  size int not null check (size between 1 and 1000),
  made_at timestamptz not null,
  root bytea not null check (length(root) = 32),
  sm2 bytea not null,
  p256 bytea not null,
  signer text not null
);
comment on table agreement_batch is '签名批次: the root of a Merkle tree (RFC 6962 over SM3) of event hashes, signed with SM2 and with ECDSA P-256 (EX-19).';
comment on column agreement_batch.signer is 'SM3 of both public keys, as GET /api/v1/keys names them';
create trigger agreement_batch_append_only before update or delete or truncate on agreement_batch for each statement execute function refuse_change();

create table agreement_leaf (
  event bigint primary key references agreement_event,
  batch bigint not null references agreement_batch,
  place int not null check (place >= 0),
  unique (batch, place)
);
comment on table agreement_leaf is 'Where an event stands in its batch, counted from 0 (EX-19).';
create trigger agreement_leaf_append_only before update or delete or truncate on agreement_leaf for each statement execute function refuse_change();
