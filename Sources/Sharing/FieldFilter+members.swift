/// Names of members: read whole, decoded, held against those before them and against the list.
extension FieldFilter {
  mutating func beginName(_ at: Int) {
    text = Text()
    guard top.reach != .none else {
      state = .droppedName
      return
    }
    state = .name
    name = at..<at + 1
    nameOffset = consumed + at
  }

  /// - Parameter start: just after the opening quote, or the start of the piece.
  mutating func takeName(_ bytes: UnsafeRawBufferPointer, from start: Int) throws(FilterFault) -> Int {
    // One place past the last at which the closing quote may stand, so that pieces of any size give the same fault.
    let most = nameOffset + 2 + maxKeyBytes - consumed
    let at = try text.scan(bytes, from: start, to: min(bytes.count, most))
    guard text.isClosed else {
      guard at < most else { throw FilterFault(.nameTooLong, at: nameOffset - consumed) }
      if name == nil { Self.copy(bytes, 0..<at, &kept) }
      return at
    }
    if let place = name {
      name = place.lowerBound..<at
      if !text.isEscaped {
        try settle(UnsafeRawBufferPointer(rebasing: bytes[place.lowerBound + 1..<at - 1]))
        return at
      }
      Text.decode(UnsafeRawBufferPointer(rebasing: bytes[place.lowerBound + 1..<at - 1]), into: &decoded)
    } else {
      Self.copy(bytes, 0..<at, &kept)
      kept.withUnsafeBytes { Text.decode(UnsafeRawBufferPointer(rebasing: $0[1..<$0.count - 1]), into: &decoded) }
    }
    // Taken out and put back, as `settle` changes the filter.
    var whole: [UInt8] = []
    swap(&whole, &decoded)
    defer { swap(&whole, &decoded) }
    let result = whole.withUnsafeBytes { name in Result { () throws(FilterFault) in try settle(name) } }
    try result.get()
    return at
  }

  private mutating func settle(_ decoded: UnsafeRawBufferPointer) throws(FilterFault) {
    let hash = FieldList.hash(decoded)
    guard names.count < maxNames else { throw FilterFault(.tooManyNames, at: nameOffset - consumed) }
    guard names.insert(hash, object: top.serial) else { throw FilterFault(.duplicateName, at: nameOffset - consumed) }
    reach = top.reach
    if case .part(let place) = top.reach { reach = list.reach(of: decoded, hash: hash, at: place) }
    if reach == .none || run != nil { forgetName() }
    state = .colon
  }

  mutating func forgetName() {
    name = nil
    if !kept.isEmpty { kept.removeAll(keepingCapacity: true) }
  }
}
