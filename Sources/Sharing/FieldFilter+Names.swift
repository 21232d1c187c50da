extension FieldFilter {
  /// Which names the open objects already have, to find a second one of the same name in bounded memory.
  ///
  /// Keeps 63 keyed bits of each name. Equal names are always found. Different ones are taken for equal in fewer than one of 2³¹ objects,
  /// however large, and then the answer is refused. Objects close in the reverse order of opening, so their names are simply taken back.
  struct Names {
    /// Open addressing, at most half full; 0 is vacant.
    private var slots: [UInt64] = Array(repeating: 0, count: 64)
    /// The slots in the order in which they were taken.
    private var taken: [Int32] = []

    var count: Int { taken.count }

    /// - Parameter object: a number that no other object of the answer has.
    /// - Returns: false if the object has the name already.
    mutating func insert(_ hash: UInt64, object: UInt64) -> Bool {
      if 2 * taken.count >= slots.count { grow() }
      // Never 0; the lost bit is of no weight.
      return put(FieldList.fold(hash &+ object, 0xD6E8_FEB8_6659_FD93) | 1)
    }

    /// Forgets the names that came after the first `count`.
    mutating func keep(_ count: Int) {
      while taken.count > count { slots[Int(taken.removeLast())] = 0 }
    }

    private mutating func put(_ key: UInt64) -> Bool {
      let mask = slots.count - 1
      var at = Int(truncatingIfNeeded: key >> 8) & mask
      while slots[at] != 0 {
        guard slots[at] != key else { return false }
        at = (at + 1) & mask
      }
      slots[at] = key
      taken.append(Int32(truncatingIfNeeded: at))
      return true
    }

    /// Puts them in again in the same order, so that they can still be taken back in reverse.
    private mutating func grow() {
      let keys = taken.map { slots[Int($0)] }
      slots = Array(repeating: 0, count: 2 * slots.count)
      taken.removeAll(keepingCapacity: true)
      for key in keys { _ = put(key) }
    }
  }
}
