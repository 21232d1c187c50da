package import Postgres

/// Every statement of the registry: catalogues, resources, sources, grants, access codes, and what departments look up.
package enum RegistryStatements {
  // Catalogues
  static let keepCatalogue = Statement<NoRow, Int64, String, String, String>(
    "catalogue.keep",
    """
    insert into catalogue (id, code, provider, origin) values ($1, $2, $3, $4)
    on conflict (id) do update set origin = excluded.origin
    """)
  static let publish = Statement<
    Int32, Int64, String, String, String, JSONBytes, JSONBytes, JSONBytes, String, Timestamp, Int64
  >(
    "catalogue.publish",
    """
    insert into catalogue_version (catalogue, version, title, summary, class, conditions, items, materials, frequency, published_at, published_by)
    select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10
    from catalogue_version
    where catalogue = $1
    returning version
    """)
  static let liveResources = Statement<Int64, Int64>(
    "catalogue.live",
    """
    select count(*)
    from case_file
    where procedure = 'exchange.resource' and parent = $1 and state in ('attached', 'paused', 'offline-planned')
    """)
  static let catalogue = Statement<CatalogueRow, Int64>(
    "catalogue.read",
    """
    select f.id, f.state,
           coalesce((select jsonb_build_object('items', v.items, 'frequency', v.frequency)
                     from catalogue_version v where v.catalogue = f.id order by v.version desc limit 1), f.fields),
           (select max(v.version) from catalogue_version v where v.catalogue = f.id)
    from case_file f
    where f.id = $1
    """)
  static let otherKinds = Statement<String, Int64, Int64>(
    "catalogue.kinds",
    """
    select distinct r.kind
    from resource_in_service r
    where r.catalogue = $1 and r.id <> $2
    order by r.kind
    """)

  // Resources
  /// Locks everything that hangs on a resource, applications before their grants, before any of it is moved.
  static let lockUses = Statement<Int64, Int64>(
    "resource.lock-uses",
    """
    select id
    from case_file
    where (procedure = 'exchange.application' and parent = $1 and state in ('platform-review', 'provider-review', 'granted'))
       or id in (select g.id from access_grant g where g.resource = $1)
    order by id
    for no key update
    """)
  /// What was last done to a case.
  static let lastAct = Statement<LastAct, Int64>(
    "case.last-act", "select step, party, input from case_act where case_id = $1 order by seq desc limit 1")
  /// Departments that hold a grant of a resource that has not ended.
  static let usersOf = Statement<String, Int64>(
    "resource.users",
    """
    select distinct g.department
    from access_grant g
    join case_file f on f.id = g.id
    where g.resource = $1 and f.state in ('in-force', 'suspended') and g.expires_at > office_now()
    order by g.department
    """)
  static let resourceName = Statement<String, Int64>("resource.name", "select code || ' ' || title from resource where id = $1")
  static let isExternal = Statement<Bool, String>("department.external", "select kind = 'external' from department where code = $1")
  static let bureau = Statement<String>("bureau.code", "select code from department where kind = 'bureau'")
  static let isAttached = Statement<Bool, Int64>("resource.attached", "select exists (select from resource where id = $1)")
  static let plannedAt = Statement<String?, Int64>(
    "resource.planned-at",
    "select input ->> 'at' from case_act where case_id = $1 and step = 'plan-offline' order by seq desc limit 1")
  static let codeTaken = Statement<Bool, String, Int64>(
    "resource.taken", "select exists (select from resource where code = $1 and id <> $2)")
  static let attach = Statement<
    NoRow, Int64, String, Int64, String, String, String, String?, Int64, JSONBytes, JSONBytes, Timestamp, Int64
  >(
    "resource.attach",
    """
    insert into resource (id, code, catalogue, provider, kind, title, frequency, source, detail, items, attached_at, authority_n)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    """)
  /// What an update of a live resource says anew (EX §4-2).
  static let update = Statement<NoRow, Int64, String, String?, Int64, JSONBytes, JSONBytes, Int64>(
    "resource.update",
    "update resource set title = $2, frequency = $3, source = $4, detail = $5, items = $6, authority_n = $7 where id = $1")
  static let touchResource = Statement<NoRow, Int64, Int64>("resource.touch", "update resource set authority_n = $2 where id = $1")
  static let grantsOfResource = Statement<Int64, Int64>(
    "resource.grants",
    """
    select count(*)
    from access_grant g
    join case_file f on f.id = g.id
    where g.resource = $1 and f.state in ('in-force', 'suspended') and g.expires_at > office_now()
    """)
  static let grantIDs = Statement<Int64, Int64>(
    "resource.grant-ids",
    """
    select g.id
    from access_grant g
    join case_file f on f.id = g.id
    where g.resource = $1 and f.state in ('in-force', 'suspended') and g.expires_at > office_now()
    order by g.id
    """)
  static let pendingApplications = Statement<Int64, Int64>(
    "resource.pending",
    """
    select id
    from case_file
    where procedure = 'exchange.application' and parent = $1 and state in ('platform-review', 'provider-review')
    order by id
    """)
  /// The last self-check; `of` names what was checked.
  static let selfCheck = Statement<JSONBytes, Int64>(
    "resource.self-check",
    """
    select input
    from case_act
    where case_id = $1 and step = 'self-check'
    order by seq desc
    limit 1
    """)
  static let pausedBy = Statement<String, Int64>(
    "resource.paused-by", "select party from case_act where case_id = $1 and step = 'pause' order by seq desc limit 1")
  /// With the catalogue as it was published when the application went out, or as it is now for a draft (EX-5.1b, EX §7.21).
  static let applied = Statement<AppliedResource, Int64, Int64>(
    "resource.applied",
    """
    select r.id, r.code, r.kind, r.provider, f.state, v.class, r.items, v.materials, v.conditions, r.catalogue, r.detail
    from resource r
    join case_file f on f.id = r.id
    join catalogue_version v on v.catalogue = r.catalogue
    where r.id = $1
      and v.published_at <= coalesce((select max(a.at) from case_act a where a.case_id = $2 and a.step = 'submit'), 'infinity')
    order by v.version desc
    limit 1
    """)
  static let underWay = Statement<Bool, Int64, String, String, Int64>(
    "application.under-way",
    """
    select exists (
      select from case_file
      where procedure = 'exchange.application' and parent = $1 and department = $2 and fields ->> 'system' = $3 and id <> $4
        and state in ('platform-review', 'provider-review'))
    """)

  // Sources
  static let addSource = Statement<Int64, String, String, String, JSONBytes, [UInt8]?, Int64, Timestamp>(
    "source.add",
    """
    insert into source (department, name, kind, address, secret, created_by, created_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    returning id
    """)
  private static let sourceColumns = "id, department, name, kind, address, secret"
  static let source = Statement<SourceRow, Int64>("source.read", "select \(sourceColumns) from source where id = $1")
  static let sources = Statement<SourceRow, String>(
    "source.list", "select \(sourceColumns) from source where department = $1 order by id")

  // Grants and codes
  static let createGrant = Statement<
    NoRow, Int64, Int64, Int64, String, String, String, String, String, [String], JSONBytes, [String], Int32, Timestamp, Timestamp, String,
    [UInt8], Int64
  >(
    "grant.create",
    """
    insert into access_grant (id, application, resource, department, system, purpose, flow, manner, items, scope, addresses, months,
      granted_at, expires_at, agreement, agreement_hash, authority_n)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
    """)
  static let touchGrant = Statement<NoRow, Int64, Int64>("grant.touch", "update access_grant set authority_n = $2 where id = $1")
  static let grantFacts = Statement<GrantFacts, Int64>(
    "grant.facts",
    """
    select r.kind, rf.state, r.id,
           greatest(g.granted_at,
             (select max(c.at) from call_log c
              where c.access_grant = g.id and (c.admitted or c.code not in ('E46', 'E51') and c.code not like 'E36%')),
             (select max(a.at) from case_act a where a.case_id in (g.id, r.id) and a.step = 'resume')),
           (select a.party from case_act a where a.case_id = g.id and a.step = 'suspend' order by a.seq desc limit 1),
           g.expires_at
    from access_grant g
    join resource r on r.id = g.resource
    join resource_serving rf on rf.id = r.id
    where g.id = $1
    """)
  private static let grantColumns = """
    g.id, f.number, f.state, g.application, g.department, r.provider, g.system, g.manner, g.items, g.months, g.granted_at, g.expires_at,
      g.agreement, r.id, r.code, r.title, r.kind, rf.state, exists (select from access_code k where k.access_grant = g.id)
    """
  private static let grantTables = """
    access_grant g
    join case_file f on f.id = g.id
    join resource r on r.id = g.resource
    join case_file rf on rf.id = r.id
    """
  static let grants = Statement<GrantRow, String?, Bool, Int64, Int>(
    "grant.list",
    """
    select \(grantColumns)
    from \(grantTables)
    where ($2 or g.department = $1 or r.provider = $1) and g.id > $3
    order by g.id
    limit $4
    """)
  static let grant = Statement<GrantRow, Int64>("grant.read", "select \(grantColumns) from \(grantTables) where g.id = $1")
  static let grantedInterface = Statement<GrantedInterface, Int64>(
    "grant.interface",
    """
    select r.detail, r.items, g.scope
    from access_grant g
    join resource r on r.id = g.resource
    where g.id = $1 and r.kind = 'interface'
    """)
  static let overdueGrants = Statement<Int64, Int>(
    "grant.overdue",
    """
    select g.id
    from access_grant g
    join case_file f on f.id = g.id
    where f.state in ('in-force', 'suspended') and g.expires_at <= office_now()
    order by g.id
    limit $1
    """)
  /// Grants with the nearest reminder whose time has come, as long as it was not sent; none that is older than the grant itself.
  static let expiring = Statement<ExpiringGrant, [Int32], Int>(
    "grant.expiring",
    """
    select g.id, f.number, r.title, g.department, g.expires_at, t.days
    from access_grant g
    join case_file f on f.id = g.id
    join resource r on r.id = g.resource
    cross join lateral (select min(d) as days from unnest($1::int[]) d where g.expires_at - make_interval(days => d) <= office_now()) t
    where f.state in ('in-force', 'suspended')
      and g.expires_at > office_now()
      and g.granted_at < g.expires_at - make_interval(days => t.days)
      and not exists (select from notice n where n.key = 'expiry/' || g.id || '/' || t.days)
    order by g.expires_at, g.id
    limit $2
    """)
  static let plannedOffline = Statement<PlannedOffline>(
    "resource.planned",
    """
    select f.id, (select a.input ->> 'at' from case_act a where a.case_id = f.id and a.step = 'plan-offline' order by a.seq desc limit 1)
    from case_file f
    where f.procedure = 'exchange.resource' and f.state = 'offline-planned'
    order by f.id
    """)
  static let lockGrant = Statement<Int64, Int64>(
    "grant.lock", "select id from case_file where id = $1 and procedure = 'exchange.grant' for no key update")
  /// $8 the code that this one takes the place of.
  static let addCode = Statement<NoRow, String, Int64, [UInt8], Int32, Timestamp, Int64, Int64, String?>(
    "code.add",
    """
    insert into access_code (key_id, access_grant, mac, pepper, made_at, made_by, shown, authority_n, replaces)
    values ($1, $2, $3, $4, $5, $6, true, $7, $8)
    """)
  /// The code in use lives until $2; one that was already replaced ends now, so that never more than two live (EX-8.2).
  static let endCodes = Statement<EndedCode, Int64, Timestamp, Int64, Timestamp>(
    "code.end",
    """
    update access_code set ends_at = case when ends_at is null then $2 else least(ends_at, $4) end, authority_n = $3
    where access_grant = $1 and (ends_at is null or ends_at > $4)
    returning key_id, access_grant, ends_at
    """)
  /// Codes in their last days whose successor has been used: by a call that it opened, whatever became of it.
  static let supersededCodes = Statement<String>(
    "code.superseded",
    """
    select o.key_id
    from access_code n
    join access_code o on o.key_id = n.replaces and o.ends_at > office_now()
    where exists (
      select from call_log c
      where c.access_grant = n.access_grant and c.key_id = n.key_id and c.at >= n.made_at and (c.admitted or c.code not like 'E36%'))
    order by o.key_id
    """)
  static let endSuperseded = Statement<EndedCode, String, Timestamp, Int64>(
    "code.supersede",
    "update access_code set ends_at = $2, authority_n = $3 where key_id = $1 and ends_at > $2 returning key_id, access_grant, ends_at")
  static let liveCodes = Statement<Int64, Int64>(
    "code.live", "select count(*) from access_code where access_grant = $1 and (ends_at is null or ends_at > office_now())")

  // What people look up
  private static let callColumns = """
    c.call_id, c.at, c.access_grant, c.department, r.provider, r.code, c.method, c.path, c.admitted, c.code, c.status, c.bytes, c.micros,
      c.fault_party, c.fault
    """
  static let call = Statement<CallRow, String>(
    "call.read",
    "select \(callColumns) from call_log c left join resource r on r.id = c.resource where c.call_id = $1 order by c.at, c.seq limit 1")
  static let calls = Statement<CallRow, Int64, Int>(
    "call.list",
    """
    select \(callColumns)
    from call_log c
    left join resource r on r.id = c.resource
    where c.access_grant = $1
    order by c.at desc, c.seq desc
    limit $2
    """)
  static let deliveries = Statement<DeliveryLine, Int64, Int>(
    "delivery.list",
    """
    select d.id, d.version, d.kind, d.started_at, d.ended_at, d.outcome, d.fault, d.fault_party, d.rows_read, d.rows_landed, d.bytes,
           d.digest_read, d.digest_landed, p.body
    from delivery d
    left join delivery_receipt p on p.delivery = d.id
    where d.access_grant = $1
    order by d.id desc
    limit $2
    """)
  static let landing = Statement<LandingRow, String>(
    "landing.read", "select host, port, database, login, folder from landing where department = $1")

  package static let all: [AnyStatement] = [
    keepCatalogue.any, publish.any, liveResources.any, catalogue.any, otherKinds.any, codeTaken.any, attach.any, touchResource.any,
    lockUses.any, update.any, lastAct.any, usersOf.any, expiring.any,
    resourceName.any, isExternal.any, bureau.any, isAttached.any, plannedAt.any, lockGrant.any,
    grantsOfResource.any, grantIDs.any, pendingApplications.any, selfCheck.any, pausedBy.any, applied.any, underWay.any, addSource.any, source.any,
    sources.any, createGrant.any, touchGrant.any, grantFacts.any, grants.any, grant.any, grantedInterface.any, overdueGrants.any, plannedOffline.any, addCode.any,
    endCodes.any, supersededCodes.any, endSuperseded.any, liveCodes.any, call.any, calls.any, deliveries.any, landing.any,
  ] + AroundRegistry.all + IdleStatements.all + LeavingStatements.all + UseLogStatements.all + FreshnessStatements.all
    + StatisticsStatements.all + TurnStatements.all + LandingStockStatements.all
}
