import CLibPQ
import Glibc

/// A libpq connection and the blocking calls on it. Owned by one actor, used on that actor's own queue alone.
final class Link {
  private let raw: OpaquePointer
  private var prepared: Set<String> = []

  init(_ settings: PostgresSettings) throws {
    let pairs = settings.parameters
    let names = pairs.map { strdup($0.0) } + [nil]
    let values = pairs.map { strdup($0.1) } + [nil]
    defer { (names + values).forEach { free($0) } }
    let pointer = names.map { UnsafePointer<CChar>($0) }.withUnsafeBufferPointer { names in
      values.map { UnsafePointer<CChar>($0) }.withUnsafeBufferPointer { values in
        PQconnectdbParams(names.baseAddress, values.baseAddress, 0)
      }
    }
    guard let pointer else { throw PostgresError(.connection, "out of memory") }
    guard PQstatus(pointer) == CONNECTION_OK else {
      defer { PQfinish(pointer) }
      throw PostgresError(.connection, String(cString: PQerrorMessage(pointer)), sqlstate: "08001")
    }
    raw = pointer
    PQsetNoticeProcessor(raw, { _, _ in }, nil)
  }

  deinit { PQfinish(raw) }

  var isAlive: Bool { PQstatus(raw) == CONNECTION_OK }
  var isIdle: Bool { PQtransactionStatus(raw) == PQTRANS_IDLE }
  var hasFailed: Bool { PQtransactionStatus(raw) == PQTRANS_INERROR }
  var socket: Int32 { PQsocket(raw) }
  var canceller: Canceller? { PQgetCancel(raw).map(Canceller.init) }

  /// Prepares where this connection has not yet, runs, hands the result to the reader.
  func execute<Output>(
    _ name: String, _ sql: String, _ oids: [UInt32], _ values: [[UInt8]?], _ read: (Result) throws -> Output
  ) throws -> Output {
    try prepare(name, sql, oids)
    return try read(Result(run(name, values), self, name))
  }

  func prepare(_ name: String, _ sql: String, _ oids: [UInt32]) throws {
    guard !prepared.contains(name) else { return }
    let result = PQprepare(raw, name, sql, Int32(oids.count), oids)
    _ = try Result(result, self, name)
    prepared.insert(name)
  }

  private func run(_ name: String, _ values: [[UInt8]?]) -> OpaquePointer? {
    Self.withPointers(values) { pointers, lengths, formats in
      PQexecPrepared(raw, name, Int32(values.count), pointers, lengths, formats, 1)
    }
  }

  /// One copy of all values, and pointers into it.
  private static func withPointers<Output>(
    _ values: [[UInt8]?], _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Output
  ) -> Output {
    let lengths = values.map { Int32($0?.count ?? 0) }
    let formats = [Int32](repeating: 1, count: values.count)
    var all: [CChar] = []
    for value in values { all.append(contentsOf: (value ?? []).map { CChar(bitPattern: $0) }) }
    all.append(0)
    return all.withUnsafeBufferPointer { buffer in
      var at = 0
      let pointers = values.map { value -> UnsafePointer<CChar>? in
        guard let value else { return nil }
        defer { at += value.count }
        return buffer.baseAddress.map { $0 + at }
      }
      return pointers.withUnsafeBufferPointer { pointers in
        lengths.withUnsafeBufferPointer { lengths in
          formats.withUnsafeBufferPointer { body(pointers.baseAddress, lengths.baseAddress, $0.baseAddress) }
        }
      }
    }
  }

  /// Many runs of one prepared statement on the wire at once; results in order.
  func pipeline<Output>(_ name: String, _ sql: String, _ oids: [UInt32], _ runs: [[[UInt8]?]], _ read: (Result) throws -> Output) throws -> [Output] {
    try prepare(name, sql, oids)
    guard PQenterPipelineMode(raw) == 1 else { throw fault(.connection) }
    defer { PQexitPipelineMode(raw) }
    for values in runs {
      let sent = Self.withPointers(values) { PQsendQueryPrepared(raw, name, Int32(values.count), $0, $1, $2, 1) }
      guard sent == 1 else { throw fault(.connection) }
    }
    guard PQpipelineSync(raw) == 1 else { throw fault(.connection) }
    var outputs: [Output] = []
    var failed: (any Error)?
    for _ in runs {
      let result = PQgetResult(raw)
      do { outputs.append(try read(Result(result, self, name))) } catch { failed = failed ?? error }
      while let more = PQgetResult(raw) { PQclear(more) }
    }
    while let end = PQgetResult(raw) {
      let status = PQresultStatus(end)
      PQclear(end)
      if status == PGRES_PIPELINE_SYNC { break }
    }
    if let failed { throw failed }
    return outputs
  }

  func describe(_ name: String) throws -> (parameters: [UInt32], columns: [UInt32]) {
    let result = try Result(PQdescribePrepared(raw, name), self, name)
    return (result.parameterTypes, result.columnTypes)
  }

  /// Several statements in the simple protocol: migrations and transaction words only.
  func script(_ sql: String) throws { _ = try Result(PQexec(raw, sql), self, "script") }

  func fault(_ kind: PostgresError.Kind) -> PostgresError { PostgresError(kind, String(cString: PQerrorMessage(raw))) }

  // COPY

  func beginCopy(_ sql: String, out: Bool) throws {
    let result = PQexec(raw, sql)
    defer { PQclear(result) }
    guard PQresultStatus(result) == (out ? PGRES_COPY_OUT : PGRES_COPY_IN) else { throw Result.fault(result, self, "copy") }
  }

  /// Appends rows until there are this many bytes; false at the end. The server sends each row by itself: an array for each would cost as
  /// much as the copy.
  func readCopy(into piece: inout [UInt8], _ most: Int) throws -> Bool {
    while piece.count < most {
      var buffer: UnsafeMutablePointer<CChar>?
      let count = PQgetCopyData(raw, &buffer, 0)
      defer { if let buffer { PQfreemem(buffer) } }
      guard count > 0, let buffer else {
        guard count == -1 else { throw fault(isAlive ? .server : .connection) }
        return false
      }
      piece.append(contentsOf: UnsafeRawBufferPointer(start: buffer, count: Int(count)))
    }
    return true
  }

  func writeCopy(_ bytes: [UInt8]) throws {
    let sent = bytes.withUnsafeBytes { buffer in
      buffer.bindMemory(to: CChar.self).baseAddress.map { PQputCopyData(raw, $0, Int32(buffer.count)) } ?? 1
    }
    guard sent == 1 else { throw fault(isAlive ? .server : .connection) }
  }

  /// Ends a COPY; with a reason it is given up. Answers the rows.
  func endCopyIn(abort reason: String?) throws {
    guard PQputCopyEnd(raw, reason) == 1 else { throw fault(.connection) }
  }

  func endCopy() throws -> Int {
    var rows = 0
    var failed: (any Error)?
    while let result = PQgetResult(raw) {
      do { rows = try Result(result, self, "copy").affected } catch { failed = failed ?? error }
    }
    if let failed { throw failed }
    return rows
  }

  // Notices of LISTEN

  func consume() throws {
    guard PQconsumeInput(raw) == 1 else { throw fault(.connection) }
  }

  func nextNotification() -> Notification? {
    guard let notice = PQnotifies(raw) else { return nil }
    defer { PQfreemem(notice) }
    return Notification(channel: String(cString: notice.pointee.relname), payload: String(cString: notice.pointee.extra))
  }
}
