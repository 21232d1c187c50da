/// Records on their way to the disk, one behind the other, with room in front for the mark of their group.
///
/// The bytes are written through a pointer into an array that only grows: this is done for every call.
struct JournalBuffer: Sendable {
  private var bytes: [UInt8]
  private(set) var used = JournalFrame.markSize

  init(capacity: Int = 1 << 16) { bytes = [UInt8](repeating: 0, count: max(capacity, JournalFrame.markSize)) }
  /// Room for a mark alone.
  static var none: JournalBuffer { JournalBuffer(capacity: 0) }

  var isEmpty: Bool { used == JournalFrame.markSize }
  mutating func clear() { used = JournalFrame.markSize }

  mutating func append(_ call: CallAdmission, seq: Int64) {
    var most = 64 + Self.room(call.callID) + Self.room(call.method) + Self.room(call.path) + Self.room(call.peer)
    most += Self.room(call.keyID) + Self.room(call.department) + Self.room(call.code) + Self.room(call.faultParty)
    frame(most) { pen in
      pen.put(JournalFrame.admission)
      pen.put(seq)
      pen.put(call.at)
      pen.put(AdmissionFlags(call).rawValue)
      if let grant = call.grant { pen.put(grant) }
      if let resource = call.resource { pen.put(resource) }
      if let status = call.status { pen.put(status) }
      pen.put(call.callID)
      pen.put(call.method)
      pen.put(call.path)
      pen.put(call.peer)
      if let key = call.keyID { pen.put(key) }
      if let department = call.department { pen.put(department) }
      if let code = call.code { pen.put(code) }
      if let party = call.faultParty { pen.put(party) }
    }
  }

  mutating func append(_ outcome: CallOutcome) {
    frame(64 + Self.room(outcome.faultParty) + Self.room(outcome.fault)) { pen in
      pen.put(JournalFrame.outcome)
      pen.put(outcome.seq)
      pen.put(outcome.status)
      pen.put(outcome.bytes)
      pen.put(outcome.micros)
      pen.put(UInt8((outcome.rows == nil ? 0 : 1) | (outcome.faultParty == nil ? 0 : 2) | (outcome.fault == nil ? 0 : 4)))
      if let rows = outcome.rows { pen.put(rows) }
      if let party = outcome.faultParty { pen.put(party) }
      if let fault = outcome.fault { pen.put(fault) }
    }
  }

  /// One frame with this payload.
  mutating func append(frame payload: UnsafeRawBufferPointer) {
    reserve(JournalFrame.head + payload.count)
    bytes.withUnsafeMutableBytes { buffer in
      buffer.storeBytes(of: UInt32(payload.count).littleEndian, toByteOffset: used, as: UInt32.self)
      UnsafeMutableRawBufferPointer(rebasing: buffer[(used + JournalFrame.head)...]).copyMemory(from: payload)
    }
    used += JournalFrame.head + payload.count
  }

  /// Every frame's payload in order, without the mark.
  func forEach(_ visit: (_ payload: UnsafeRawBufferPointer) -> Void) {
    bytes.withUnsafeBytes { buffer in
      var at = JournalFrame.markSize
      while at < used {
        let length = Int(UInt32(littleEndian: buffer.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
        visit(UnsafeRawBufferPointer(rebasing: buffer[at + JournalFrame.head..<at + JournalFrame.head + length]))
        at += JournalFrame.head + length
      }
    }
  }

  /// Puts the mark in front and the sum into every frame; hands over what is to be written.
  mutating func sealed<Output>(for place: JournalPosition, _ body: (UnsafeRawBufferPointer) throws -> Output) rethrows -> Output {
    try bytes.withUnsafeMutableBytes { buffer in
      var pen = JournalPen(buffer.baseAddress)
      pen.put(UInt32(JournalFrame.markPayload))
      pen.put(UInt32(0))
      pen.put(JournalFrame.mark)
      pen.put(place.segment)
      pen.put(place.offset)
      var at = 0
      while at < used {
        let length = Int(UInt32(littleEndian: buffer.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
        let payload = UnsafeRawBufferPointer(rebasing: buffer[at + JournalFrame.head..<at + JournalFrame.head + length])
        buffer.storeBytes(of: FrameSum.sum(payload).littleEndian, toByteOffset: at + 4, as: UInt32.self)
        at += JournalFrame.head + length
      }
      return try body(UnsafeRawBufferPointer(rebasing: buffer[..<used]))
    }
  }

  private static func room(_ text: String?) -> Int { text.map { 2 + min($0.utf8.count, JournalPen.longest) } ?? 0 }

  private mutating func frame(_ most: Int, _ fill: (inout JournalPen) -> Void) {
    reserve(most)
    bytes.withUnsafeMutableBytes { buffer in
      var pen = JournalPen(buffer.baseAddress.map { $0 + used + JournalFrame.head })
      fill(&pen)
      buffer.storeBytes(of: UInt32(pen.count).littleEndian, toByteOffset: used, as: UInt32.self)
      used += JournalFrame.head + pen.count
    }
  }

  private mutating func reserve(_ more: Int) {
    guard bytes.count - used < more else { return }
    bytes.append(contentsOf: repeatElement(0, count: max(more, bytes.count)))
  }
}
