import Accounts
import CaseDesk
import JSONText
import Postgres
import Records
import Vocabulary
import Workbench

/// The address plan of a whole city: finding room, allotting and taking back among many allotments, every tenth of which lies free again.
struct ExtranetBench: Sendable {
  let database: TestDatabase
  let entries: Int

  private static let access = Statement<Int64, Int64>(
    "bench.access",
    """
    insert into case_file (number, procedure, revision, state, department, opened_by, opened_at, changed_at)
    values ('WJ-B-1', 'extranet.access', 2, 'open', 'petition', $1, now(), now())
    returning id
    """)
  private static let pool = Statement<Int64, Int64>(
    "bench.pool",
    """
    insert into address_pool (range, source, document, assigned_on, added_by, added_at)
    values ('10.0.0.0/8', '省大数据中心', '1号', '2026-01-05', $1, now())
    returning id
    """)

  func run() async throws -> [Figure] {
    let office = try await Office(database)
    let keeper = try await office.hire("bench.keeper", "data-bureau", ["bureau.network"]).person
    let (desk, entries) = (AddressDesk(office.records), entries)
    let (access, pool) = try await database.pool.with { (try await $0.one(Self.access, keeper.id), try await $0.one(Self.pool, keeper.id)) }
    try await database.pool.with { try await $0.script(Self.filling(entries, access, pool, keeper.id)) }
    var (proposing, allotting, refusing, reclaiming, floor) = (Samples(), Samples(), Samples(), Samples(), Samples())
    for round in 0..<200 {
      let length = 24 + round % 6
      var found: [AddressRange] = []
      try await proposing.time { found = try await desk.propose(length: length, in: pool) }
      guard let range = found.first else { continue }
      var id: Int64 = 0
      try await allotting.time {
        id = try await office.records.perform(.account(keeper.id)) { work in try await desk.allot(range, to: access, purpose: "办公", by: keeper, in: work).id }
      }
      try await refusing.time {
        _ = try await Office.codes {
          _ = try await office.records.perform(.account(keeper.id)) { work in try await desk.allot(range, to: access, purpose: "办公", by: keeper, in: work) }
        }
      }
      let made = id
      try await reclaiming.time { _ = try await office.records.perform(.account(keeper.id)) { work in try await desk.reclaim(made, by: keeper, in: work) } }
      try await floor.time { try await office.records.perform(.account(keeper.id)) { $0.note("bench", "nothing") } }
    }
    return [
      Figure(name: "propose a free range among \(entries) allotments, p95 (peer: an audited nothing)", unit: "ms", ours: proposing.p95, peer: floor.p95, goal: 20),
      Figure(name: "allot a range, p95 (peer: an audited nothing)", unit: "ms", ours: allotting.p95, peer: floor.p95, goal: 20),
      Figure(name: "refuse one that overlaps, p95 (peer: an audited nothing)", unit: "ms", ours: refusing.p95, peer: floor.p95, goal: 20),
      Figure(name: "take a range back, p95 (peer: an audited nothing)", unit: "ms", ours: reclaiming.p95, peer: floor.p95, goal: 20),
      try await december(office, floor),
    ]
  }

  /// December's reports of a thousand units, five years one after the other; the slowest year.
  private func december(_ office: Office, _ floor: Samples) async throws -> Figure {
    let account = try await office.hire("bench.unit", "petition", ["unit.network"]).person.id
    try await database.pool.with { try await $0.script(Self.units(by: account)) }
    var opening = Samples()
    for year in 2027...2031 {
      guard let first = Day(year, 12, 1) else { continue }
      try await office.setClock(first.start)
      try await opening.time { try await office.cases.openYearly() }
    }
    return Figure(
      name: "open December's reports of 1,000 units, slowest of five years (peer: an audited nothing)", unit: "ms", ours: opening.milliseconds.max() ?? 0, peer: floor.p95, goal: 1000)
  }

  /// Each with an access, a line, a profile and an incident of last year.
  private static func units(by account: Int64) -> String {
    """
    insert into department (code, name, kind, provides, uses) select 'unit-' || i, '单位' || i, 'municipal', false, false from generate_series(1, 1000) i;
    insert into case_file (number, procedure, revision, state, department, counterpart, opened_by, opened_at, changed_at, fields)
    select p.prefix || '-U-' || i, p.code, (select max(revision) from procedure_sheet where procedure = p.code), p.state, 'unit-' || i, null, \(account),
           timestamptz '2026-03-01' , timestamptz '2026-03-01', '{"bandwidth": 100}'
    from generate_series(1, 1000) i, (values ('WJ', 'extranet.access', 'open'), ('SJ', 'extranet.incident', 'closed')) p (prefix, code, state);
    insert into case_file (number, procedure, revision, state, department, counterpart, opened_by, opened_at, changed_at, fields)
    select 'XL-U-' || i, 'extranet.line', 1, 'running', 'telecom', 'unit-' || i, \(account), timestamptz '2026-03-01', timestamptz '2026-03-01', '{"bandwidth": 100}'
    from generate_series(1, 1000) i;
    with e as (insert into ledger_entry (ledger, department, opened_at) select 'extranet.profile', 'unit-' || i, timestamptz '2026-03-01' from generate_series(1, 1000) i returning id)
    insert into ledger_version (entry, version, fields, day, retracted, written_by, written_at)
    select id, 1, '{"terminals": 40, "officer": "李二"}', '2026-03-01', false, \(account), timestamptz '2026-03-01' from e;
    analyze case_file; analyze ledger_entry; analyze ledger_version;
    """
  }

  /// Ranges of sixteen addresses one after the other from the pool's beginning; what follows them is free in large blocks.
  private static func filling(_ entries: Int, _ access: Int64, _ pool: Int64, _ keeper: Int64) -> String {
    let end = UInt128(10) << 24 + UInt128(entries * 16)
    let rest = AddressRange("10.0.0.0/8").map { from(end, of: $0) } ?? []
    let free = rest.map { "('\($0)', \(pool), \($0.length))" }.joined(separator: ", ")
    return """
      insert into address_allotment (pool, range, unit, access, purpose, state, made_by, made_at)
      select \(pool), set_masklen(('10.0.0.0'::inet + i * 16)::cidr, 28), 'petition', \(access), '办公', 'allotted', \(keeper), now()
      from generate_series(0, \(entries - 1)) i where i % 10 <> 9;
      insert into address_free (range, pool, length)
      select set_masklen(('10.0.0.0'::inet + i * 16)::cidr, 28), \(pool), 28 from generate_series(0, \(entries - 1)) i where i % 10 = 9;
      insert into address_free (range, pool, length) values \(free);
      analyze address_allotment; analyze address_free;
      """
  }

  /// The blocks of one from an address on.
  private static func from(_ end: UInt128, of block: AddressRange) -> [AddressRange] {
    if block.first >= end { return [block] }
    guard block.first + UInt128(1) << UInt128(32 - block.length) > end, let (low, high) = block.halves else { return [] }
    return from(end, of: low) + from(end, of: high)
  }
}
