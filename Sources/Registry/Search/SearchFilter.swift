/// What a person has chosen beside the words: each narrows, none of them widens what she may see.
package struct SearchFilter: Sendable, Hashable {
  package var provider: String?, shareClass: String?, kind: String?, frequency: String?, origin: String?, state: String?
  package init(
    provider: String? = nil, shareClass: String? = nil, kind: String? = nil, frequency: String? = nil, origin: String? = nil,
    state: String? = nil
  ) {
    self.provider = provider
    self.shareClass = shareClass
    self.kind = kind
    self.frequency = frequency
    self.origin = origin
    self.state = state
  }
}

/// The last hit of the page before: rank and case, `2-1843` as text.
package struct SearchPosition: Sendable, Hashable, CustomStringConvertible {
  package let rank: Int, id: Int64
  package init(rank: Int, id: Int64) {
    self.rank = rank
    self.id = id
  }
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let rank = Int(parts[0]), (1...3).contains(rank), let id = Int64(parts[1]), id > 0 else { return nil }
    self.init(rank: rank, id: id)
  }
  package var description: String { "\(rank)-\(id)" }
}
