/// How one attempt ended.
package enum DeliveryOutcome: Sendable, Hashable {
  /// A version that readers see. `recovered`: an earlier attempt had published it; only its receipt was copied back.
  case delivered(version: Int64, rows: Int64, bytes: Int64, recovered: Bool)
  /// Nothing changed for readers.
  case failed(version: Int64, fault: DeliveryFault)
}

/// Why an attempt failed, in words for both departments. Holds no row contents, addresses or secrets.
package struct DeliveryFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// Whose fault it is, as `delivery.fault_party` has it.
  package enum Party: String, Sendable, CaseIterable { case consumer, exchange, provider }

  package let party: Party
  package let text: String
  /// Which rows, for the two departments alone: keys are content, and no log holds them.
  package let rows: [String]
  /// For the log alone.
  package let detail: String

  package init(_ party: Party, _ text: String, rows: [String] = [], detail: String = "") {
    self.party = party
    self.text = text
    self.rows = rows
    self.detail = detail
  }

  /// As the ledger keeps it.
  package var words: String { rows.isEmpty ? text : "\(text):\(rows.joined(separator: "、"))" }

  package var description: String { "\(party.rawValue): \(text)" }

  package static func == (one: DeliveryFault, other: DeliveryFault) -> Bool { one.party == other.party && one.text == other.text }
  package func hash(into hasher: inout Hasher) {
    hasher.combine(party)
    hasher.combine(text)
  }
}
