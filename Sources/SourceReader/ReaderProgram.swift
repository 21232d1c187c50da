import Glibc
import JSONText
import ODBC

/// The program behind `exchanged source-reader`: reads a provider's database through its ODBC driver, for one question.
///
/// A process of its own: drivers are foreign code, and one that dies takes nothing with it. It gets the question on standard input, writes rows
/// to standard output as they come, and its report to standard error.
package enum ReaderProgram {
  private static let mostMemory: UInt = 3 << 30

  /// Answers the exit state: 0 when the question was answered.
  package static func run() -> Int32 {
    // A driver that would keep a huge answer fails, and takes nobody else's memory.
    var most = rlimit(rlim_cur: mostMemory, rlim_max: mostMemory)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &most)
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(0, &byte, 1) == 1, byte != 0x0A, line.count < 1 << 20 { line.append(byte) }
    guard let json = try? JSON.parse(line), let request = ReaderRequest(json) else {
      tell(.fault(state: "", text: "no request"))
      return 2
    }
    do {
      tell(try answer(request))
      return 0
    } catch {
      tell(.fault(state: error.state, text: error.message))
      return 1
    }
  }

  private static func answer(_ request: ReaderRequest) throws(ODBCError) -> ReaderReport {
    let session = try Session(settings(request.server))
    let dialect = Dialect(server: session.info(.server))
    switch request.task {
    case .test:
      let place = dialect.place(request.server.database)
      let tables = try session.tables(catalogue: place.catalogue, schema: nil, most: 1000)
      return .test(tables: tables.count, first: tables.first?.name, server: "\(session.info(.server)) \(session.info(.serverVersion))",
        isEncrypted: try dialect.isEncrypted(session))
    case .columns(let schema, let table):
      return .columns(try columns(session, dialect, schema, table))
    case .rows(let schema, let table, let names, let bounds):
      let found = try columns(session, dialect, schema, table)
      let wanted = names.compactMap { name in found.first { $0.name == name } }
      guard wanted.count == names.count, bounds.allSatisfy({ bound in found.contains { $0.name == bound.column } }) else {
        throw ODBCError(state: "42S22", message: "a column is not there")
      }
      return try RowReading(session, dialect, schema, table, wanted, key: found.filter(\.isKey).map(\.name), bounds).run()
    }
  }

  /// Settings as the drivers of MariaDB and most others name them. Encrypted where the server can; the address was vetted before.
  private static func settings(_ server: ReaderRequest.Server) -> [(name: String, value: String)] {
    [
      ("DRIVER", server.driver), ("SERVER", server.host), ("PORT", String(server.port)), ("DATABASE", server.database), ("UID", server.user),
      ("PWD", server.password), ("CHARSET", "utf8mb4"),
    ]
  }

  private static func columns(_ session: Session, _ dialect: Dialect, _ schema: String, _ table: String) throws(ODBCError) -> [ReaderColumn] {
    let place = dialect.place(schema)
    let key = try session.primaryKey(catalogue: place.catalogue, schema: place.schema, table: table)
    return try session.columns(catalogue: place.catalogue, schema: place.schema, table: table).map { ReaderColumn($0, isKey: key.contains($0.name)) }
  }

  private static func tell(_ report: ReaderReport) { write(report.json.bytes + [0x0A], to: 2) }

  /// Ends the program when nobody listens any more.
  static func write(_ bytes: [UInt8], to file: Int32) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress?.advanced(by: sent), bytes.count - sent) }
      if count < 0 {
        if errno == EINTR { continue }
        exit(3)
      }
      sent += count
    }
  }
}
