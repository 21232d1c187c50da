/// 收报: whether a message about an object takes effect now, whatever the wire did to it. Pure; the inbox keeps what it says.
///
/// Each message takes effect once and in its order. One that comes too early is held until those before it are there; one that comes again is answered as the
/// first time; one that says something else under a number that is taken is a conflict, shown to a person and never written over.
package struct CascadeIntake: Sendable, Hashable {
  package enum Verdict: Sendable, Hashable {
    /// It takes effect now, and after it those that were held, by their numbers.
    case apply(then: [Int])
    /// It took effect before, or is held already: the receipt is given again.
    case again
    /// Held until the one with this number is there.
    case hold(until: Int)
    /// Another message has this number.
    case conflict
    /// Too many are held: the sender keeps it and tries later.
    case full
  }

  /// Messages about one object that wait for one before them, at most.
  package static let mostHeld = 1000

  /// The last number that took effect; 0 before the first.
  package let applied: Int
  /// Digests of what took effect or is held, by number.
  package let known: [Int: String]

  /// - Parameter known: of held messages all; of those that took effect as many as are kept. One that is older counts as the same.
  package init(applied: Int, known: [Int: String]) { (self.applied, self.known) = (applied, known) }

  /// - Parameter digest: of the message's canonical text.
  package func judge(_ sequence: Int, digest: String) -> Verdict {
    if let earlier = known[sequence] { return earlier == digest ? .again : .conflict }
    if sequence <= applied { return .again }
    guard sequence == applied + 1 else {
      return known.keys.filter { $0 > applied }.count < Self.mostHeld ? .hold(until: applied + 1) : .full
    }
    var then: [Int] = []
    while known[sequence + then.count + 1] != nil { then.append(sequence + then.count + 1) }
    return .apply(then: then)
  }
}
