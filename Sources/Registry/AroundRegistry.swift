import Postgres

/// What the rules of the newer procedures ask of the register, and what their effects change in it.
enum AroundRegistry {
  static let code = Statement<String, Int64>("around.code", "select code from catalogue where id = $1")
  static let published = Statement<String, String, String>(
    "around.published",
    "select code from catalogue_published where title = $1 and provider = $2 order by catalogue limit 1")
  static let isLive = Statement<Bool, Int64, String?, Bool>(
    "around.live",
    """
    select exists (
      select from resource r
      join case_file f on f.id = r.id and f.state = 'attached'
      join catalogue_published c on c.catalogue = r.catalogue
      join catalogue k on k.id = r.catalogue
      where r.id = $1 and ($2::text is null or r.provider = $2) and (not $3 or k.origin <> 'city'))
    """)
  /// An interface beside it that says nothing of its control parameters (EX-9).
  static let openInterface = Statement<Bool, Int64, Int64>(
    "around.open-interface",
    """
    select exists (
      select from resource_in_service
      where catalogue = $1 and id <> $2 and kind = 'interface' and coalesce(detail ->> 'control', '') = '')
    """)
  static let everGranted = Statement<Bool, Int64, String>(
    "around.ever-granted", "select exists (select from access_grant where resource = $1 and department = $2)")
  static let sharedGrants = Statement<Int64, String, String>(
    "around.shared-grants",
    """
    select g.id
    from access_grant g
    join resource r on r.id = g.resource
    where g.department = $1 and r.provider = $2
    order by g.id
    """)
  /// Grants in force that lose items when a catalogue keeps only those named (EX §7.25).
  static let losses = Statement<LossRow, Int64, [String]>(
    "around.losses",
    """
    select g.id, f.number, g.department, array(select i from unnest(g.items) with ordinality u(i, n) where i <> all ($2) order by n)
    from access_grant g
    join case_file f on f.id = g.id and f.state in ('in-force', 'suspended')
    join resource r on r.id = g.resource
    where r.catalogue = $1 and g.expires_at > office_now() and not g.items <@ $2
    order by g.id
    """)
  static let lossesOfResource = Statement<LossRow, Int64, [String]>(
    "around.losses-of-resource",
    """
    select g.id, f.number, g.department, array(select i from unnest(g.items) with ordinality u(i, n) where i <> all ($2) order by n)
    from access_grant g
    join case_file f on f.id = g.id and f.state in ('in-force', 'suspended')
    where g.resource = $1 and g.expires_at > office_now() and not g.items <@ $2
    order by g.id
    """)
  /// The length in force of a clock in months, on the day it starts.
  static let months = Statement<Int32, String, CivilDate>(
    "around.months",
    """
    select length
    from clock_rule
    where code = $1 and effective_from <= $2 and unit = 'month'
    order by effective_from desc
    limit 1
    """)
  static let demandOf = Statement<Int64, Int64>(
    "around.demand-of",
    """
    select o.id
    from case_file f
    join case_file o on o.id = f.origin and o.procedure = 'exchange.demand'
    where f.id = $1
    """)
  static let dropItems = Statement<NoRow, Int64, [String], Int64>(
    "around.drop-items",
    """
    update resource
    set items = coalesce((select jsonb_agg(i order by n) from jsonb_array_elements(items) with ordinality u(i, n) where i ->> 'name' = any ($2)), '[]'),
      authority_n = $3
    where catalogue = $1
    """)
  static let announce = Statement<NoRow, Int64, Timestamp, Timestamp, String, Bool, Int64>(
    "around.announce",
    """
    insert into stop_window (id, starts_at, ends_at, title, is_off, authority_n) values ($1, $2, $3, $4, $5, $6)
    on conflict (id) do update set is_off = excluded.is_off, authority_n = excluded.authority_n
    """)
  static let departments = Statement<String>("around.all-departments", "select code from department where kind <> 'external' order by code")
  /// Announced stops whose start or end has come and whose case does not say so yet.
  static let dueStops = Statement<DueStop>(
    "around.due-stops",
    """
    select f.id, case when f.state = 'published' then 'start' else 'end' end
    from stop_window w
    join case_file f on f.id = w.id
    where (f.state = 'published' and w.starts_at <= office_now()) or (f.state = 'stopped' and w.ends_at <= office_now())
    order by f.id
    """)

  static let all: [AnyStatement] = [
    code.any, published.any, isLive.any, openInterface.any, everGranted.any, sharedGrants.any, losses.any, lossesOfResource.any, months.any, demandOf.any, dropItems.any, announce.any,
    departments.any, dueStops.any,
  ]
}

/// A grant and what a revision takes from it.
struct LossRow: PostgresRow {
  let grant: Int64, number: String, department: String, items: [String]
  init(from row: inout RowReader) throws {
    grant = try row.next()
    number = try row.next()
    department = try row.next()
    items = try row.next()
  }
}

/// An announced stop that a timer must move, and how.
struct DueStop: PostgresRow {
  let id: Int64, step: String
  init(from row: inout RowReader) throws {
    id = try row.next()
    step = try row.next()
  }
}
