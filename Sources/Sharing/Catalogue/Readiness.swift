package import JSONText

/// How ready a catalogue is to be read by others: 100 less the points of each kind of flaw, counted once a kind, never below nought.
package struct Readiness: Sendable, Hashable {
  package struct Loss: Sendable, Hashable {
    package let kind: CatalogueFlaw.Kind
    package let count: Int
    package var points: Int { kind.points }
  }

  /// 0–100.
  package let score: Int
  /// What each lost point is for, the dearest first.
  package let losses: [Loss]

  package init(_ flaws: [CatalogueFlaw]) {
    let kinds = CatalogueFlaw.Kind.allCases.filter { kind in flaws.contains { $0.kind == kind } }
    losses = kinds.map { kind in Loss(kind: kind, count: flaws.count { $0.kind == kind }) }
      .sorted { ($1.points, $0.kind.rawValue) < ($0.points, $1.kind.rawValue) }
    score = max(0, 100 - kinds.reduce(0) { $0 + $1.points })
  }

  package var json: JSON {
    [
      "score": JSON(score),
      "losses": .array(losses.map { ["kind": .string($0.kind.rawValue), "points": JSON($0.points), "count": JSON($0.count)] }),
    ]
  }
}
