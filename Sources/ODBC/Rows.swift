/// What a statement answers, row by row. Columns are read from left to right, each once.
package final class Rows {
  /// Keeps the connection open as long as its rows are read.
  private let session: Session
  private let library: Library
  let handle: Library.Handle
  /// Texts that stand for `?`; the driver reads them when it executes.
  private var bound: [(text: UnsafeMutableBufferPointer<UInt16>, length: UnsafeMutablePointer<Int>)] = []
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)

  private static let wide: Int16 = -8, narrow: Int16 = 1, noData: Int16 = 100, null = -1, input: Int16 = 1, wideText: Int16 = -9

  init(_ session: Session, _ library: Library, _ handle: Library.Handle) {
    (self.session, self.library, self.handle) = (session, library, handle)
  }

  deinit {
    _ = library.freeHandle(Session.statementKind, handle)
    for each in bound {
      each.text.deallocate()
      each.length.deallocate()
    }
    buffer.deallocate()
  }

  func check(_ result: Int16, nothing: Bool = false) throws(ODBCError) {
    guard Session.isWell(result) || nothing && result == Self.noData else { throw session.fault(Session.statementKind, handle) }
  }

  func bind(_ value: String, at number: Int) throws(ODBCError) {
    let units = Array(value.utf16)
    let text = UnsafeMutableBufferPointer<UInt16>.allocate(capacity: units.count + 1)
    _ = text.initialize(from: units + [0])
    let length = UnsafeMutablePointer<Int>.allocate(capacity: 1)
    length.initialize(to: units.count * 2)
    bound.append((text, length))
    try check(
      library.bind(
        handle, UInt16(number), Self.input, Self.wide, Self.wideText, UInt(max(1, units.count)), 0, text.baseAddress, (units.count + 1) * 2, length))
  }

  /// False after the last row.
  package func next() throws(ODBCError) -> Bool {
    let result = library.fetch(handle)
    if result == Self.noData { return false }
    try check(result)
    return true
  }

  /// A column of this row as text; nil for null.
  package func text(_ column: Int) throws(ODBCError) -> String? {
    var units: [UInt8] = []
    guard try read(column, Self.wide, ending: 2, into: &units) else { return nil }
    return units.withUnsafeBytes { String(decoding: $0.bindMemory(to: UInt16.self), as: UTF16.self) }
  }

  /// A column of this row in the bytes of the connection's own encoding, put behind what is there; false for null.
  package func bytes(_ column: Int, into bytes: inout [UInt8]) throws(ODBCError) -> Bool {
    try read(column, Self.narrow, ending: 1, into: &bytes)
  }

  /// Long values come in pieces, each ended by a zero that is no part of it.
  private func read(_ column: Int, _ kind: Int16, ending: Int, into bytes: inout [UInt8]) throws(ODBCError) -> Bool {
    while true {
      var length = 0
      let result = library.data(handle, UInt16(column), kind, buffer.baseAddress, buffer.count, &length)
      if result == Self.noData { return true }
      try check(result)
      if length == Self.null { return false }
      let room = buffer.count - ending
      let isCut = result == 1 && (length < 0 || length > room)
      bytes.append(contentsOf: buffer[..<(isCut ? room : min(length, room))])
      if !isCut { return true }
    }
  }
}
