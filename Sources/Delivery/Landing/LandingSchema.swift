/// What every landing database has: the hidden schema `store` and the view of receipts. Run at each opening; changes nothing that is there.
enum LandingSchema {
  static func text(login: String) -> String {
    """
    create schema if not exists store;
    revoke all on schema store from public;
    create table if not exists store.clock (
      only_row boolean primary key default true check (only_row),
      clock_offset interval not null default '0'
    );
    comment on table store.clock is 'Office time = time of this server + clock_offset. Only a rehearsal (演练) has one.';
    insert into store.clock default values on conflict do nothing;
    create table if not exists store.entitlement (
      access_grant bigint primary key,
      stopped text,
      expires_at timestamptz not null,
      authority_n bigint not null
    );
    comment on table store.entitlement is 'The in-force switch of each grant. stopped: why it gives nothing. An older authority_n never overwrites a newer one.';
    create table if not exists store.fence (access_grant bigint primary key, attempt bigint not null);
    comment on table store.fence is 'The newest attempt that has begun. An older one publishes nothing.';
    create table if not exists store.outlet (
      access_grant bigint primary key,
      provider text not null,
      view_name text not null,
      columns jsonb not null,
      unique (provider, view_name)
    );
    comment on table store.outlet is 'The view through which a grant is read, and the columns it was made with.';
    create table if not exists store.batch (
      access_grant bigint not null,
      version bigint not null,
      published_xid xid8,
      retired_xid xid8,
      primary key (access_grant, version)
    );
    comment on table store.batch is 'Partitions that exist. retired_xid: the transaction since which no new reader needs it.';
    create table if not exists store.published (access_grant bigint primary key, version bigint not null, at timestamptz not null);
    comment on table store.published is 'The version that readers see.';
    \(later);
    create table if not exists store.signer (print text primary key, pem text not null);
    comment on table store.signer is 'Public keys of the platform by their SM3.';
    create table if not exists store.receipt (
      access_grant bigint not null,
      version bigint not null,
      resource text not null,
      landed_at timestamptz not null,
      rows bigint not null,
      bytes bigint not null,
      digest text not null,
      body text not null,
      previous bytea not null,
      hash bytea not null,
      signature bytea not null,
      signer text not null references store.signer,
      primary key (access_grant, version)
    );
    comment on table store.receipt is '回执: written in the transaction that published the version.';
    \(functions)
    drop trigger if exists receipt_append_only on store.receipt;
    create trigger receipt_append_only before update or delete or truncate on store.receipt for each statement execute function store.refuse_change();
    \(receipts)
    revoke create on schema public from public;
    grant usage on schema public to \(SQL.name(login));
    grant select on public.exchange_receipt to \(SQL.name(login));
    """
  }

  /// What landing areas of earlier versions of the exchange lack: made before each delivery where it is missing.
  static let later = """
    create table if not exists store.progress (
      access_grant bigint primary key,
      base bigint not null,
      version bigint not null,
      rows bigint not null,
      digest text not null,
      hash text not null,
      mark text,
      nulls bigint[] not null,
      compared_at timestamptz not null
    );
    comment on table store.progress is 'Where the increments of a grant stand: rows and digest of the partition of version base, described by the receipt of version.';
    create table if not exists store.quarantine (
      access_grant bigint not null,
      version bigint not null,
      reason text not null,
      line jsonb not null
    );
    create index if not exists quarantine_by_version on store.quarantine (access_grant, version);
    comment on table store.quarantine is '隔离: granted columns of rows that could not land under the key, of the newest whole version'
    """

  private static let functions = """
    create or replace function store.refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
    end $$;
    create or replace function store.office_now() returns timestamptz language sql stable as
      $$ select clock_timestamp() + c.clock_offset from store.clock c $$;
    create or replace function store.stopped(wanted bigint) returns text language sql stable as $$
      select coalesce(
        (select case when e.stopped is not null then e.stopped when e.expires_at <= store.office_now() then '授权已到期' else '' end
         from store.entitlement e where e.access_grant = wanted),
        '授权未生效')
    $$;
    create or replace function store.in_force(wanted bigint) returns boolean language plpgsql stable parallel safe security definer
      set search_path = pg_catalog, pg_temp as $$
    declare reason text := store.stopped(wanted);
    begin
      if reason <> '' then
        raise exception 'E35 %', reason using errcode = 'insufficient_privilege', hint = '授权 ' || wanted;
      end if;
      return true;
    end $$;
    create or replace function store.published_version(wanted bigint) returns bigint language plpgsql stable parallel restricted security definer
      set search_path = pg_catalog, pg_temp as $$
    begin
      perform store.in_force(wanted);
      -- A statement that was planned before a version was attached cannot read it, though its snapshot may be newer than the publishing.
      -- It holds a lock on every partition of its plan: the newest of these is the version that it can read whole.
      return (
        select max(b.version)
        from store.published p
        join store.batch b on b.access_grant = p.access_grant and b.version <= p.version and b.published_xid is not null
        join pg_locks l on l.relation = to_regclass(format('store.%I', 'g' || b.access_grant || '_v' || b.version))
        where p.access_grant = wanted and l.locktype = 'relation' and l.pid = pg_backend_pid());
    end $$;
    comment on function store.published_version(bigint) is
      'The newest published version that the reader''s snapshot and plan both have; raises E35 when the grant is not in force.';
    """

  private static let receipts = """
    create or replace view public.exchange_receipt as
    select r.access_grant, r.version, r.resource, r.landed_at, r.rows, r.bytes, r.digest, r.body, r.previous, r.hash, r.signature, s.pem as public_key
    from store.receipt r
    join store.signer s on s.print = r.signer;
    comment on view public.exchange_receipt is '回执:每次交付的行数、字节数、摘要;signature 为平台对 body 的 SM2 签名,hash 为 body 的 SM3,previous 为上一份回执的 hash';
    """
}
