package import JSONText
package import Sharing
package import Vocabulary

/// The figures of one period as they were read in one moment.
package struct StatisticsReport: Sendable {
  package let period: StatisticsPeriod
  /// The end of the period, or the moment of reading if that was earlier; exclusive.
  package let till: Instant
  /// Departments by their code.
  package let names: [String: String]
  /// The measure whose figures were read; nil: every one's.
  let measure: String?
  private var tallies: [String: [String: Tally]] = [:]

  init(period: StatisticsPeriod, till: Instant, measure: String?, names: [String: String]) {
    (self.period, self.till, self.measure, self.names) = (period, till, measure, names)
  }

  mutating func add(_ row: TallyRow, days: Int64?) {
    tallies[row.slot, default: [:]][row.department ?? "", default: Tally()].add(row.count, amount: row.amount, bytes: row.bytes, days: days)
  }

  /// Those that were read, in the order in which they are shown.
  package var figures: [Figure] { Figure.all.filter { measure == nil || $0.family.measure == measure } }

  /// Of all departments that were read, together.
  package func tally(_ figure: Figure) -> Tally {
    var sum = Tally()
    for tally in (tallies[figure.slot] ?? [:]).values { sum.add(tally) }
    return sum
  }

  /// Of each department that has rows; the code "" stands for calls of nobody.
  package func departments(_ figure: Figure) -> [(code: String, tally: Tally)] {
    (tallies[figure.slot] ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  package func name(_ code: String) -> String { code.isEmpty ? "(授权码不明)" : names[code] ?? code }

  /// As the API and a frozen month say it.
  ///
  /// - Parameter keys: slot and department of frozen rows; members that are added to the figures.
  package func json(keys: [String: [String: [String]]] = [:]) -> JSON {
    [
      "period": .string(period.text), "from": .string(period.first.text), "to": .string(period.last.text), "till": .string(till.text),
      "figures": .array(
        figures.map { figure in
          let whole = tally(figure)
          return [
            "code": .string(figure.code), "label": .string(figure.label), "group": .string(figure.family.label), "measure": .string(figure.family.measure),
            "whose": .string(figure.family.whose), "clause": .string(figure.clause.description), "unit": .string(figure.unit),
            "value": figure.value(of: whole), "count": JSON(whole.count),
            "departments": .array(departments(figure).map { part($0, $1, figure, keys[figure.slot]?[$0]) }),
          ]
        }),
    ]
  }

  private func part(_ code: String, _ tally: Tally, _ figure: Figure, _ keys: [String]?) -> JSON {
    var part = JSONObject()
    part["department"] = code.isEmpty ? .null : .string(code)
    part["name"] = .string(name(code))
    part["value"] = figure.value(of: tally)
    part["count"] = JSON(tally.count)
    if let keys, figure.slot == figure.code { part["keys"] = JSON(keys) }
    return .object(part)
  }
}
