import JSONText
import Measures
import Postgres
import Records
import Vocabulary
import Workflow

extension CaseDesk {
  /// How long a demand lay with whom, up to now or to its end (EX §7.3); nil for every other procedure.
  func holding(of row: CaseRow, _ procedure: Procedure, _ acts: [ActRow], in work: Work) async throws -> Holding? {
    guard procedure == .demand else { return nil }
    var spells: [Party: [Holding.Spell]] = [:]
    for (n, act) in acts.enumerated() {
      guard let clock = procedure.clocks.first(where: { $0.states.contains { $0.code == act.to } }) else { continue }
      let until = n + 1 < acts.count ? acts[n + 1].at : work.now
      spells[clock.holder, default: []].append(Holding.Spell(from: Day(of: act.at), through: Day(of: until)))
    }
    // The provider's ten days hold the bureau's review of the catalogue as well; which one it is the act of implementing says.
    let resource = acts.last { $0.step == "implement" }?.input["resource"]?.int ?? 0
    let reviews = try await work.tx.all(HoldingStatements.reviews, Int64(resource)).map { review in
      Holding.Spell(from: Day(of: review.from), through: Day(of: review.until ?? work.now))
    }
    return Holding(
      bureau: spells[.bureau] ?? [], provider: spells[.provider] ?? [], reviews: reviews, try await clocks.calendar(work.tx))
  }
}

/// A time in which a catalogue or its revision lay with the bureau for review.
struct ReviewSpell: PostgresRow {
  let from: Instant, until: Instant?
  init(from row: inout RowReader) throws {
    from = try Instant(row.next())
    until = try (row.next() as Timestamp?).map { Instant($0) }
  }
}

enum HoldingStatements {
  /// Reviews of the catalogue of a resource, and of that catalogue's revisions.
  static let reviews = Statement<ReviewSpell, Int64>(
    "holding.reviews",
    """
    select a.at, (select min(l.at) from case_act l where l.case_id = a.case_id and l.seq > a.seq and l.from_state = 'review' and l.to_state <> 'review')
    from case_file r
    join case_file c on c.id = r.parent or (c.parent = r.parent and c.procedure = 'exchange.revision')
    join case_act a on a.case_id = c.id and a.to_state = 'review' and a.from_state <> 'review'
    where r.id = $1 and r.procedure = 'exchange.resource'
    order by a.at, a.case_id
    """)

  static let all: [AnyStatement] = [reviews.any]
}
