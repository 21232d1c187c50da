import JSONText

/// One measured figure beside its peer's and its goal.
struct Figure: Sendable {
  let name: String
  let unit: String
  let ours: Double
  /// The same by the peer named in the figure's name, measured in the same run.
  var peer: Double?
  /// At most so much.
  var goal: Double?

  var isMet: Bool? { goal.map { ours <= $0 } }
  var ratio: Double? { peer.map { $0 > 0 ? ours / $0 : 0 } }

  var json: JSON {
    [
      "figure": .string(name), "unit": .string(unit), "ours": Self.json(ours), "peer": Self.json(peer), "ratio": Self.json(ratio),
      "goal": Self.json(goal), "met": isMet.map { .bool($0) } ?? .null,
    ]
  }

  static func table(_ figures: [Figure]) -> String {
    let rows = [["figure", "unit", "ours", "peer", "ratio", "goal", "met"]] + figures.map { figure in
      [
        figure.name, figure.unit, text(figure.ours), text(figure.peer), text(figure.ratio), text(figure.goal),
        figure.isMet.map { $0 ? "yes" : "no" } ?? "-",
      ]
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { n, cell in cell + String(repeating: " ", count: widths[n] - cell.count) }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
  private static func text(_ value: Double?) -> String { value.map { "\(rounded($0))" } ?? "-" }
  private static func json(_ value: Double?) -> JSON { value.flatMap { try? JSON.parse("\(rounded($0))") } ?? .null }
}

/// Milliseconds that something took, again and again.
struct Samples: Sendable {
  private(set) var milliseconds: [Double] = []

  @discardableResult
  mutating func time<Output: Sendable>(_ body: () async throws -> Output) async rethrows -> Output {
    let start = ContinuousClock.now
    let output = try await body()
    let took = ContinuousClock.now - start
    milliseconds.append(Double(took.components.seconds) * 1000 + Double(took.components.attoseconds) / 1e15)
    return output
  }

  var median: Double {
    let sorted = milliseconds.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }

  /// 95 of 100 were at most so long.
  var p95: Double {
    let sorted = milliseconds.sorted()
    return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int((Double(sorted.count) * 0.95).rounded(.up)) - 1)]
  }
}
