/// One connection to PostgreSQL: an actor on its own serial queue.
package actor Connection: Queries {
  private let queue: SerialQueue
  package nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  private var link: Link?
  private var canceller: Canceller?
  /// A `CopyReader` has not had its last piece yet.
  private var isGivingCopy = false
  private let onStatement: (@Sendable (String) throws -> Void)?

  private init(_ label: String, _ onStatement: (@Sendable (String) throws -> Void)?) {
    queue = SerialQueue(label)
    self.onStatement = onStatement
  }

  /// Connects, or says in a `.connection` error why not.
  package static func open(_ settings: PostgresSettings) async throws -> Connection {
    let connection = Connection("postgres.\(settings.database)", settings.onStatement)
    try await connection.connect(settings)
    return connection
  }

  private func connect(_ settings: PostgresSettings) throws {
    let link = try Link(settings)
    self.link = link
    canceller = link.canceller
  }

  package func close() {
    link = nil
    canceller = nil
  }

  /// Connected, and not inside a transaction.
  package var isUsable: Bool { link.map { $0.isAlive && $0.isIdle } ?? false }
  /// Inside a transaction that can only be undone.
  var hasFailed: Bool { link?.hasFailed ?? false }
  var isAlive: Bool { link?.isAlive ?? false }

  private func opened() throws -> Link {
    guard let link else { throw PostgresError(.connection, "the connection is closed", sqlstate: "08003") }
    return link
  }

  package func all<Row: PostgresRow, each P: PostgresValue>(_ statement: Statement<Row, repeat each P>, _ parameters: repeat each P) async throws -> [Row] {
    let values = statement.encode(repeat each parameters)
    return try await guarded(statement.name) {
      try $0.execute(statement.name, statement.sql, statement.parameterOIDs, values) { result in
        try (0..<result.rows).map { try result.decode(Row.self, row: $0) }
      }
    }
  }

  package func run<Row: PostgresRow, each P: PostgresValue>(_ statement: Statement<Row, repeat each P>, _ parameters: repeat each P) async throws -> Int {
    let values = statement.encode(repeat each parameters)
    return try await guarded(statement.name) {
      try $0.execute(statement.name, statement.sql, statement.parameterOIDs, values) { $0.affected }
    }
  }

  /// Runs a statement many times with one wait.
  package func pipeline<Row: PostgresRow, each P: PostgresValue>(_ statement: Statement<Row, repeat each P>, _ runs: [(repeat each P)]) async throws -> [[Row]] {
    let values = runs.map { run in statement.encode(repeat each run) }
    return try await guarded(statement.name) {
      try $0.pipeline(statement.name, statement.sql, statement.parameterOIDs, values) { result in
        try (0..<result.rows).map { try result.decode(Row.self, row: $0) }
      }
    }
  }

  package func script(_ sql: String) async throws { try await guarded(sql) { try $0.script(sql) } }

  /// What the server makes of a statement: for tests that compare it with the Swift side.
  package func describe(_ statement: AnyStatement) throws -> (parameters: [UInt32], columns: [UInt32]) {
    let link = try opened()
    try link.prepare(statement.name, statement.sql, statement.parameterOIDs)
    return try link.describe(statement.name)
  }

  /// Streams `copy … to stdout`. The next piece is read only when the sink has taken the last. Answers the rows.
  package func copyOut(_ sql: String, _ sink: @Sendable ([UInt8]) async throws -> Void) async throws -> Int {
    try opened().beginCopy(sql, out: true)
    do {
      var piece: [UInt8] = []
      while try opened().readCopy(into: &piece, 1 << 16) {
        try await sink(piece)
        piece.removeAll(keepingCapacity: true)
      }
      if !piece.isEmpty { try await sink(piece) }
      return try opened().endCopy()
    } catch {
      // Half a stream cannot be skipped politely: the connection goes.
      close()
      throw error
    }
  }

  /// Begins `copy … to stdout`, to be read piece by piece. Nothing else can be asked until the last piece was taken.
  package func copyOut(_ sql: String) throws -> CopyReader {
    try opened().beginCopy(sql, out: true)
    isGivingCopy = true
    return CopyReader(self)
  }

  /// nil after the last piece.
  func nextPiece() throws -> [UInt8]? {
    guard isGivingCopy else { return nil }
    var piece: [UInt8] = []
    if try !opened().readCopy(into: &piece, 1 << 16) {
      isGivingCopy = false
      _ = try opened().endCopy()
    }
    return piece.isEmpty ? nil : piece
  }

  /// Streams `copy … from stdin`. What the writer is given is sent before the call returns. Answers the rows.
  package func copyIn(_ sql: String, _ fill: @Sendable (CopyWriter) async throws -> Void) async throws -> Int {
    try opened().beginCopy(sql, out: false)
    do {
      try await fill(CopyWriter(self))
    } catch {
      try? opened().endCopyIn(abort: "given up")
      _ = try? opened().endCopy()
      throw error
    }
    try opened().endCopyIn(abort: nil)
    return try opened().endCopy()
  }

  func write(_ bytes: [UInt8]) throws { try opened().writeCopy(bytes) }

  /// Runs on the queue; a cancelled task cancels the statement at the server.
  private func guarded<Output: Sendable>(_ name: String, _ body: @Sendable (Link) throws -> Output) async throws -> Output {
    let link = try opened()
    try onStatement?(name)
    if Task.isCancelled { throw CancellationError() }
    let canceller = canceller
    return try await withTaskCancellationHandler {
      // Named with its actor: a bare closure would run on Swift's own threads and hold one of them for as long as the statement waits.
      try await self.hold(link, body)
    } onCancel: {
      canceller?.cancel()
    }
  }

  private func hold<Output: Sendable>(_ link: Link, _ body: @Sendable (Link) throws -> Output) async throws -> Output {
    do {
      return try body(link)
    } catch let error as PostgresError where error.sqlstate == "57014" && Task.isCancelled {
      throw CancellationError()
    }
  }

  // For the listener

  var socket: Int32? { link?.socket }
  func takeNotifications() throws -> [Notification] {
    let link = try opened()
    try link.consume()
    var found: [Notification] = []
    while let next = link.nextNotification() { found.append(next) }
    return found
  }
}

/// Takes the bytes of a COPY into the server.
package struct CopyWriter: Sendable {
  private let connection: Connection
  init(_ connection: Connection) { self.connection = connection }
  package func write(_ bytes: [UInt8]) async throws { try await connection.write(bytes) }
}

/// Gives the bytes of a COPY as they are asked for: who is slow keeps the server waiting, not a heap of bytes.
package struct CopyReader: Sendable {
  private let connection: Connection
  init(_ connection: Connection) { self.connection = connection }
  package func next() async throws -> [UInt8]? { try await connection.nextPiece() }
}
