/// 对账树: digests of what one platform has of its neighbour's objects, so arranged that two platforms find what differs by comparing few of them.
///
/// An object stands under the hexadecimal digest of its name; a node is the digest of its children. Two trees are compared from the root: wherever two nodes are
/// equal nothing below is asked for. With n objects of which d differ that takes at most d · log₁₆ n answers, in as many rounds as the tree is deep, since all
/// places of a level are asked for at once.
package struct DriftTree: Sendable {
  package typealias Digest = @Sendable ([UInt8]) -> String

  /// An object's name and the digest of what is known of it.
  package struct Entry: Sendable, Hashable {
    package let name: String, digest: String
    package init(_ name: String, _ digest: String) { (self.name, self.digest) = (name, digest) }
  }
  /// What is under a place: few objects by name, or the digests of the places below by their next letter.
  package enum Answer: Sendable, Hashable {
    case entries([Entry])
    case nodes([Character: String])
  }

  /// So many objects are named at once rather than divided further.
  package static let few = 16

  private let places: [(path: [Character], entry: Entry)]
  private let digest: Digest

  package init(_ entries: [Entry], digest: @escaping Digest) {
    self.digest = digest
    places = entries.map { (Array(digest(Array($0.name.utf8))), $0) }.sorted { $0.path.lexicographicallyPrecedes($1.path) }
  }

  /// What stands under a place; `""` is the root.
  package func answer(_ place: String) -> Answer {
    let depth = place.count
    let under = range(Array(place))
    guard under.count > Self.few else { return .entries(places[under].map(\.entry)) }
    var nodes: [Character: String] = [:]
    var start = under.lowerBound
    while start < under.upperBound {
      let letter = places[start].path[depth]
      var end = start
      while end < under.upperBound, places[end].path[depth] == letter { end += 1 }
      nodes[letter] = text(of: start..<end)
      start = end
    }
    return .nodes(nodes)
  }

  /// The digest of what stands under a place; nil where nothing does.
  package func digest(under place: String) -> String? {
    let under = range(Array(place))
    return under.isEmpty ? nil : text(of: under)
  }

  /// The digest of everything.
  package var root: String { text(of: 0..<places.count) }

  private func text(of range: Range<Int>) -> String {
    digest(Array(places[range].map { "\($0.entry.name)=\($0.entry.digest)\n" }.joined().utf8))
  }

  private func range(_ prefix: [Character]) -> Range<Int> {
    let first = partition { $0.path.lexicographicallyPrecedes(prefix) }
    let last = partition { $0.path.lexicographicallyPrecedes(prefix) || $0.path.starts(with: prefix) }
    return first..<last
  }

  /// The first place that does not fulfil a condition which holds for the beginning.
  private func partition(_ holds: ((path: [Character], entry: Entry)) -> Bool) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(places[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
