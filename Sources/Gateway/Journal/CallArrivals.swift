import Postgres
import Vocabulary

/// One batch of journal records as rows for the database: each call once, its outcome with it where both are in the batch.
struct CallArrivals {
  /// What is in the database when this batch is.
  private(set) var cursor: ShippingCursor
  private(set) var calls: [(seq: Int64, call: CallAdmission, outcome: CallOutcome?)] = []
  /// Outcomes of calls that came in an earlier batch.
  private(set) var ends: [(day: Int32, outcome: CallOutcome)] = []
  /// Outcomes of calls whose day this shipper does not know.
  private(set) var strays: [CallOutcome] = []
  /// Records read, those among them that add nothing included.
  private(set) var count = 0
  private var places: [Int64: Int] = [:]

  init(after cursor: ShippingCursor) { self.cursor = cursor }

  mutating func take(_ record: JournalRecord) {
    switch record {
    case .admission(let seq, let call):
      count += 1
      places[seq] = calls.count
      cursor.highest = max(cursor.highest, seq)
      calls.append((seq, call, nil))
      if call.status == nil { cursor.open[seq] = Day(of: Instant(microseconds: call.at)).number }
    case .outcome(let outcome):
      count += 1
      let day = cursor.open.removeValue(forKey: outcome.seq)
      if let place = places[outcome.seq] {
        if calls[place].outcome == nil { calls[place].outcome = outcome }
      } else if let day {
        ends.append((day, outcome))
      } else {
        strays.append(outcome)
      }
    case .start(let first):
      // Calls of the process before the last can have no outcome any more: they stay 结果未知. Those of the last may have one in the
      // records that the new process wrote again.
      let gone = cursor.first
      cursor.open = cursor.open.filter { $0.key >= gone }
      cursor.first = first
    }
  }

  mutating func reached(_ position: JournalPosition) { cursor.position = position }

  /// Once everything is read that a new process wrote again of the ones before it, their open calls stay 结果未知 for good.
  mutating func forgetOpen(before first: Int64) { cursor.open = cursor.open.filter { $0.key >= first } }

  /// The batch in the binary form of COPY. `days`: what the database says of the strays.
  func copyBytes(journal: [UInt8], days: [Int64: Int32]) -> [UInt8] {
    var sheet = CopySheet(capacity: 300 * (calls.count + ends.count + strays.count))
    for (seq, call, outcome) in calls { put(seq, call, outcome, journal, &sheet) }
    for (day, outcome) in ends { put(outcome, day, journal, &sheet) }
    for outcome in strays {
      if let day = days[outcome.seq] { put(outcome, day, journal, &sheet) }
    }
    return sheet.finished
  }

  private func put(_ seq: Int64, _ call: CallAdmission, _ outcome: CallOutcome?, _ journal: [UInt8], _ sheet: inout CopySheet) {
    sheet.row(20)
    sheet.put(date: Day(of: Instant(microseconds: call.at)).number)
    sheet.put(bytes: journal)
    sheet.put(seq)
    sheet.put(call.callID)
    sheet.put(instant: call.at)
    sheet.put(call.keyID)
    sheet.put(call.grant)
    sheet.put(call.resource)
    sheet.put(call.department)
    sheet.put(call.method)
    sheet.put(call.path)
    sheet.put(call.peer)
    sheet.put(call.admitted)
    sheet.put(call.code)
    // A refusal's own status stands; nothing can end a call that never began.
    let outcome = call.status == nil ? outcome : nil
    sheet.put(call.status ?? outcome?.status)
    sheet.put(outcome?.bytes)
    sheet.put(outcome?.rows)
    sheet.put(outcome?.micros)
    sheet.put(outcome.map(\.faultParty) ?? call.faultParty)
    sheet.put(outcome?.fault)
  }

  private func put(_ outcome: CallOutcome, _ day: Int32, _ journal: [UInt8], _ sheet: inout CopySheet) {
    sheet.row(20)
    sheet.put(date: day)
    sheet.put(bytes: journal)
    sheet.put(outcome.seq)
    for _ in 0..<11 { sheet.putNull() }
    sheet.put(outcome.status)
    sheet.put(outcome.bytes)
    sheet.put(outcome.rows)
    sheet.put(outcome.micros)
    sheet.put(outcome.faultParty)
    sheet.put(outcome.fault)
  }
}
