package import JSONText
package import Vocabulary

/// 台账: records with fields and writers, and no states. An entry is never changed and never deleted: a correction is its next version.
package struct Ledger: Sendable, Hashable, CustomStringConvertible {
  /// Who reads an entry besides the bureau and the audit administrator, who read all.
  package enum Readers: String, Sendable {
    /// The people of the department whose entry it is.
    case owner
    case everyone
  }

  /// As in URLs and tables: `exchange.training`.
  package let code: String
  package let title: String
  package let clause: Clause
  package let fields: [Field]
  /// Texts among the fields that must be days, as `2026-11-25`.
  package let days: [String]
  /// Texts among the fields that must be instants, as `2026-11-25T08:00:00+08:00`; a later one may not come before an earlier one.
  package let instants: [String]
  /// The field whose day an entry counts on in statistics. It must not lie in the future.
  package let dated: String
  /// Fields that name a case, each with the procedure that the case must be of.
  package let refers: [String: String]
  /// Sub-permissions of EX §1, any of which may write for the person's own department.
  package let writers: [String]
  package let readers: Readers
  /// Files that may lie with an entry.
  package let papers: [Paper]
  package let rules: [EntryRule]
  /// What its rules know from other ledgers and from cases.
  package let facts: [Fact]
  /// When what an entry says comes to its end.
  package let expires: Expiry?
  package var description: String { code }

  package init(
    _ code: String, _ title: String, clause: Clause, fields: [Field], days: [String] = [], instants: [String] = [], dated: String,
    refers: [String: String] = [:], facts: [Fact] = [], writers: [String], readers: Readers = .owner, papers: [Paper] = [], rules: [EntryRule] = [],
    expires: Expiry? = nil
  ) {
    self.code = code
    self.title = title
    self.clause = clause
    self.fields = fields
    self.days = days
    self.instants = instants
    self.dated = dated
    self.refers = refers
    self.writers = writers
    self.readers = readers
    self.papers = papers
    self.rules = rules
    self.facts = facts
    self.expires = expires
  }

  /// Everything that is wrong with an entry's fields at once; nothing when they may be written.
  ///
  /// - Parameters:
  ///   - around: what stands elsewhere, under the names of the facts.
  ///   - today: the day on which it is written, in office time.
  package func check(_ entry: JSONObject, around: JSONObject = JSONObject(), today: Day) -> [Refusal] {
    var faults = fields.check(entry, whole: true)
    guard faults.isEmpty else { return faults }
    for name in days where entry[name]?.string.map({ Day($0) == nil }) == true { faults.append(wrong(name)) }
    let times = instants.compactMap { name in entry[name]?.string.map { (name: name, at: Instant($0)) } }
    for time in times where time.at == nil { faults.append(wrong(time.name)) }
    for (one, next) in zip(times, times.dropFirst()) {
      if let start = one.at, let end = next.at, end < start { faults.append(wrong(next.name)) }
    }
    faults += rules.filter { !$0.holds(entry, around) }.map { $0.refusal.at("/\($0.field)") }
    if let day = day(of: entry), day > today { faults.append(Refusal("ledger.future", .form, "\(label(dated))不得晚于今天", clause).at("/\(dated)")) }
    return faults
  }

  /// The day on which an entry counts.
  package func day(of entry: JSONObject) -> Day? {
    guard let text = entry[dated]?.string else { return nil }
    return Day(text) ?? Instant(text).map { Day(of: $0) }
  }

  private func wrong(_ name: String) -> Refusal {
    Refusal("ledger.time", .form, "\(label(name))不正确(日期如2026-11-25,时刻如2026-11-25T08:00:00+08:00,先后不得颠倒)", clause).at("/\(name)")
  }
  private func label(_ name: String) -> String { fields.first { $0.name == name }?.label ?? name }

  /// What is wrong with the declaration itself.
  package func flaws() -> [String] {
    let names = Set(fields.map(\.name))
    var found: [String] = []
    for name in days + instants + [dated] + refers.keys + (expires.map { [$0.field, $0.names] } ?? []) where !names.contains(name) { found.append("\(name): no such field") }
    if !(days + instants).contains(dated) { found.append("\(dated): neither a day nor an instant") }
    if fields.first(where: { $0.name == dated })?.isRequired != true { found.append("\(dated): may be left out") }
    for rule in rules where !names.contains(rule.field) { found.append("\(rule.name): no field \(rule.field)") }
    if writers.isEmpty { found.append("nobody may write") }
    return found.sorted()
  }

  /// The declaration as text, kept as a golden file.
  package func sheet() -> String {
    var lines = ["ledger \(code) \(title) [\(clause)]", "written by \(writers.joined(separator: " | "))"]
    lines.append("read by \(readers == .owner ? "its own department" : "every department"), the bureau and the audit administrator")
    lines += fields.map { "field \($0.sheetWords)\(shape(of: $0.name))" }
    lines += papers.map { "paper \($0.name) \($0.label), optional" }
    lines += facts.map(\.words)
    lines += rules.map { "\($0.name) else \($0.refusal.code)" }
    lines.append("counts on \(dated)")
    if let expires { lines.append("\(expires.role) is reminded before the day in \(expires.field) (\(expires.setting))") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func shape(of name: String) -> String {
    if days.contains(name) { return ", a day" }
    if instants.contains(name) { return ", an instant" }
    return refers[name].map { ", a case of \($0)" } ?? ""
  }
}
