/// The granted 数据项 of a service interface, ready to be compared with answers (EX-8.2, EX-11.1b). Made once per grant, shared by its calls.
///
/// An item is a path of member names joined by dots; arrays on the way are not written. It lets through everything below it. Names are
/// compared as decoded UTF-8, byte by byte, without Unicode normalisation. A member whose own name holds a dot cannot be named. An item
/// with an empty component (`""`, `a..b`) names nothing; a list that names nothing lets nothing through.
///
/// Example: `FieldList(["data.no", "data.person.name"])`
package struct FieldList: Sendable {
  /// How much of a member's value the list lets through.
  enum Reach: Sendable, Equatable {
    case none, whole
    /// Only what is named below; the number is this list's own for the place.
    case part(Int32)
  }

  /// One name under one place. The vacant ones have reach `none`.
  private struct Entry {
    var key: UInt64 = 0, place: Int32 = 0, reach = Reach.none, name: Range<Int> = 0..<0
  }

  /// Open addressing, at most half full.
  private var entries: [Entry]
  /// All names one after the other.
  private var names: [UInt8] = []
  /// What the whole answer is granted: a part, or nothing.
  let root: Reach

  package init(_ items: [String]) {
    let paths = items.map { $0.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Array.init) }
      .filter { $0.allSatisfy { !$0.isEmpty } }
    let components = paths.reduce(0) { $0 + $1.count }
    var size = 4
    while size < 2 * components { size *= 2 }
    entries = Array(repeating: Entry(), count: size)
    root = paths.isEmpty ? .none : .part(0)
    var places: Int32 = 1
    for path in paths { add(path, &places) }
  }

  /// A shorter path wins over a longer one, whichever comes first.
  private mutating func add(_ path: [[UInt8]], _ places: inout Int32) {
    var place: Int32 = 0
    for (n, name) in path.enumerated() {
      let (key, at) = name.withUnsafeBytes { name in
        let key = Self.key(Self.hash(name), place)
        return (key, slot(key, place, name))
      }
      if entries[at].reach == .none {
        entries[at] = Entry(key: key, place: place, reach: .part(places), name: names.count..<names.count + name.count)
        names += name
        places += 1
      }
      if n == path.count - 1 { entries[at].reach = .whole }
      guard case .part(let next) = entries[at].reach else { return }
      place = next
    }
  }

  /// - Parameter hash: of the name, as `hash` gives it.
  func reach(of name: UnsafeRawBufferPointer, hash: UInt64, at place: Int32) -> Reach {
    entries[slot(Self.key(hash, place), place, name)].reach
  }

  /// Where the name stands, or the vacant entry where it would. The hash only finds it; data pass because the bytes are the same.
  private func slot(_ key: UInt64, _ place: Int32, _ name: UnsafeRawBufferPointer) -> Int {
    let mask = entries.count - 1
    var at = Int(truncatingIfNeeded: key) & mask
    while entries[at].reach != .none {
      if entries[at].key == key, entries[at].place == place, same(entries[at].name, name) { break }
      at = (at + 1) & mask
    }
    return at
  }

  private func same(_ range: Range<Int>, _ name: UnsafeRawBufferPointer) -> Bool {
    guard range.count == name.count else { return false }
    return names.withUnsafeBytes { names in
      for n in 0..<name.count where names[range.lowerBound + n] != name[n] { return false }
      return true
    }
  }

  private static func key(_ hash: UInt64, _ place: Int32) -> UInt64 { fold(hash ^ UInt64(UInt32(bitPattern: place)), odd) }
}

extension FieldList {
  /// Differs from process to process, so that a provider cannot prepare names that collide.
  private static let seed = UInt64(truncatingIfNeeded: Hasher().finalize())
  private static let odd: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// 64 bits of a name: eight bytes at a time, each step a full multiplication folded in half.
  static func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
    let count = name.count
    var hash = seed ^ UInt64(truncatingIfNeeded: count)
    var at = 0
    while at + 8 <= count {
      hash = fold(hash ^ name.loadUnaligned(fromByteOffset: at, as: UInt64.self), odd)
      at += 8
    }
    var rest: UInt64 = 0
    while at < count {
      rest = rest << 8 | UInt64(name[at])
      at += 1
    }
    return fold(hash ^ rest, odd)
  }

  static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    return high ^ low
  }
}
