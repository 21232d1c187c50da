/// 对账: walks two trees level by level. Pure: it says what to ask the neighbour for, takes the answers, and ends with what differs.
package struct DriftWalk: Sendable {
  /// What one side has and the other has not, or has otherwise.
  package struct Difference: Sendable, Hashable {
    package let name: String
    /// nil: this side does not have it.
    package let ours: String?
    /// nil: the other side does not have it.
    package let theirs: String?
    package init(_ name: String, ours: String?, theirs: String?) { (self.name, self.ours, self.theirs) = (name, ours, theirs) }
  }

  private static let letters = Array("0123456789abcdef")
  private let ours: DriftTree
  /// Places to ask the neighbour for now, all of one level.
  package private(set) var asked: [String]
  package private(set) var differences: [Difference] = []

  /// - Parameter root: the neighbour's; equal roots are the whole walk.
  package init(_ ours: DriftTree, root: String) {
    self.ours = ours
    asked = ours.root == root ? [] : [""]
  }

  package var isDone: Bool { asked.isEmpty }

  /// Takes the neighbour's answers to what was asked; a place without an answer is empty there.
  package mutating func take(_ answers: [String: DriftTree.Answer]) {
    var next: [String] = []
    for place in asked {
      let own = ours.answer(place)
      switch (own, answers[place] ?? .entries([])) {
      case (_, .nodes(let theirs)):
        // Where they divide further, so do we, whether there are many here or few.
        next += Self.letters.filter { ours.digest(under: place + String($0)) != theirs[$0] }.map { place + String($0) }
      case (.nodes(let mine), .entries(let theirs)):
        compare(mine.keys.sorted().flatMap { entries(place + String($0)) }, theirs)
      case (.entries(let mine), .entries(let theirs)): compare(mine, theirs)
      }
    }
    asked = next
  }

  private func entries(_ place: String) -> [DriftTree.Entry] {
    switch ours.answer(place) {
    case .entries(let entries): entries
    case .nodes(let nodes): nodes.keys.sorted().flatMap { entries(place + String($0)) }
    }
  }

  private mutating func compare(_ mine: [DriftTree.Entry], _ theirs: [DriftTree.Entry]) {
    let (own, other) = (Dictionary(mine.map { ($0.name, $0.digest) }) { $1 }, Dictionary(theirs.map { ($0.name, $0.digest) }) { $1 })
    for name in Set(own.keys).union(other.keys).sorted() where own[name] != other[name] { differences.append(Difference(name, ours: own[name], theirs: other[name])) }
  }
}
