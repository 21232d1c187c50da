package import Postgres
import Records

/// Every statement of the address plan.
package enum AddressStatements {
  static let addPool = Statement<Int64, String, String, String, CivilDate, Int64, Timestamp>(
    "address.add-pool",
    """
    insert into address_pool (range, source, document, assigned_on, added_by, added_at)
    values ($1::text::cidr, $2, $3, $4, $5, $6)
    returning id
    """)
  static let free = Statement<NoRow, String, Int64, Int32>(
    "address.free", "insert into address_free (range, pool, length) values ($1::text::cidr, $2, $3)")
  static let drop = Statement<NoRow, String>("address.drop", "delete from address_free where range = $1::text::cidr")
  /// The free block in which a range lies, taken out of the free ones.
  static let takeBlock = Statement<String, String>("address.take", "delete from address_free where range >>= $1::text::inet returning range::text")
  /// Free blocks that have room for a length, the tightest first.
  static let roomy = Statement<RangeRow, Int64, Int32, Int>(
    "address.roomy",
    """
    select range::text
    from address_free
    where pool = $1 and length <= $2
    order by length desc, range
    limit $3
    """)
  static let poolOf = Statement<Int64, String>("address.pool-of", "select id from address_pool where range >>= $1::text::inet")
  /// Of an access, or of an application that was reviewed: whose it is, and whether what it gets is its own or only kept for it.
  static let unit = Statement<AddressHolder, Int64>(
    "address.unit",
    """
    select department, case procedure when 'extranet.access' then 'allotted' else 'reserved' end
    from case_file
    where id = $1
      and (procedure = 'extranet.access' and state in ('open', 'cut')
        or procedure = 'extranet.application' and state in ('drafting', 'confirming', 'waiting', 'building', 'testing'))
    """)
  /// Who holds something of a range. What overlaps is found first: the planner would else walk all holdings in their order.
  static let holder = Statement<String, String>(
    "address.holder",
    """
    with hit as materialized (
      select id, unit
      from address_allotment
      where range && $1::text::inet and state in ('reserved', 'allotted'))
    select d.name
    from hit h
    join department d on d.code = h.unit
    order by h.id
    limit 1
    """)
  static let allot = Statement<Int64, Int64, String, String, Int64, String, String, Int64, Timestamp>(
    "address.allot",
    """
    insert into address_allotment (pool, range, unit, access, purpose, state, made_by, made_at)
    values ($1, $2::text::cidr, $3, $4, $5, $6, $7, $8)
    returning id
    """)
  private static let columns = "a.id, a.pool, a.range::text, a.unit, a.access, a.purpose, a.state, a.made_at, a.ended_at"
  static let allotment = Statement<AllotmentRow, Int64>("address.allotment", "select \(columns) from address_allotment a where a.id = $1")
  static let end = Statement<AllotmentRow, Int64, Timestamp>(
    "address.end",
    """
    update address_allotment a
    set state = case when state = 'reserved' then 'cancelled' else 'reclaimed' end, ended_at = $2
    where a.id = $1 and a.state in ('reserved', 'allotted')
    returning \(columns)
    """)
  /// What was kept for the application $1 becomes the own of the access that it opened, or of the one that it changed, $2.
  static let settle = Statement<NoRow, Int64, Int64?>(
    "address.settle",
    """
    update address_allotment
    set state = 'allotted', access = coalesce((select f.id from case_file f where f.parent = $1 and f.procedure = 'extranet.access' order by f.id desc limit 1), $2, access)
    where access = $1 and state = 'reserved'
    """)
  static let heldBy = Statement<Int64, Int64>(
    "address.held-by", "select id from address_allotment where access = $1 and state in ('reserved', 'allotted') order by id")
  static let allotments = Statement<AllotmentRow, String?, Int64?, Int64, Int>(
    "address.allotments",
    """
    select \(columns)
    from address_allotment a
    where ($1 is null or a.unit = $1) and ($2 is null or a.pool = $2) and a.id > $3
    order by a.id
    limit $4
    """)
  private static let pooled = """
    select p.id, p.range::text, p.source, p.document, p.assigned_on,
           floor(1000000 * coalesce((select sum(2::numeric ^ (case family(f.range) when 4 then 32 else 128 end - f.length)) from address_free f where f.pool = p.id), 0)
             / 2::numeric ^ (case family(p.range) when 4 then 32 else 128 end - masklen(p.range)))::bigint,
           (select count(*) from address_allotment a where a.pool = p.id and a.state in ('reserved', 'allotted'))
    from address_pool p
    """
  static let poolRange = Statement<String, Int64>("address.pool-range", "select range::text from address_pool where id = $1")
  static let pools = Statement<PoolRow>("address.pools", pooled + "\norder by p.range")
  static let pool = Statement<PoolRow, Int64>("address.pool", pooled + "\nwhere p.id = $1")

  package static let all: [AnyStatement] = [
    addPool.any, free.any, drop.any, takeBlock.any, roomy.any, poolOf.any, unit.any, holder.any, allot.any, allotment.any, end.any, settle.any, heldBy.any, allotments.any, pools.any,
    pool.any, poolRange.any,
  ]
}

/// Who gets a range, and in which state it is then.
struct AddressHolder: PostgresRow {
  let unit: String, state: String
  init(from row: inout RowReader) throws {
    unit = try row.next()
    state = try row.next()
  }
}

struct RangeRow: PostgresRow {
  let range: String
  init(from row: inout RowReader) throws { range = try row.next() }
}
