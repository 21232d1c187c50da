import Glibc

/// One connection to a database through its ODBC driver. One statement at a time, on one thread.
package final class Session {
  private let library: Library
  private var environment: Library.Handle?
  private var connection: Library.Handle?

  static let environmentKind: Int16 = 1, connectionKind: Int16 = 2, statementKind: Int16 = 3
  private static let odbcVersion: Int32 = 200, loginSeconds: Int32 = 103

  /// - Parameter settings: `DRIVER`, `SERVER` and so on; each value is quoted here, so that none can bring another setting along.
  package init(_ settings: [(name: String, value: String)], loginSeconds: Int = 10) throws(ODBCError) {
    library = try Library()
    guard Self.isWell(library.allocHandle(Self.environmentKind, nil, &environment)) else { throw ODBCError(state: "", message: "no environment") }
    _ = library.setEnvironment(environment, Self.odbcVersion, Library.Handle(bitPattern: 3), 0)
    guard Self.isWell(library.allocHandle(Self.connectionKind, environment, &connection)) else { throw fault(Self.environmentKind, environment) }
    _ = library.setConnection(connection, Self.loginSeconds, Library.Handle(bitPattern: loginSeconds), 0)
    var text = Array(settings.map { "\($0.name)=\(Self.quoted($0.value))" }.joined(separator: ";").utf16)
    guard Self.isWell(library.connect(connection, nil, &text, Int16(text.count), nil, 0, nil, 0)) else { throw fault(Self.connectionKind, connection) }
  }

  deinit {
    if let connection {
      _ = library.disconnect(connection)
      _ = library.freeHandle(Self.connectionKind, connection)
    }
    if let environment { _ = library.freeHandle(Self.environmentKind, environment) }
  }

  static func quoted(_ value: String) -> String { "{\(value.replacing("}", with: "}}"))}" }

  static func isWell(_ result: Int16) -> Bool { result == 0 || result == 1 }

  /// A text that the driver tells of itself or of its server.
  package func info(_ what: Info) -> String {
    var text = [UInt16](repeating: 0, count: 128)
    var length: Int16 = 0
    guard Self.isWell(library.info(connection, what.rawValue, &text, Int16(text.count * 2), &length)) else { return "" }
    return String(decoding: text.prefix(Int(max(0, length)) / 2), as: UTF16.self)
  }

  package enum Info: UInt16 {
    case server = 17, serverVersion = 18, quote = 29
  }

  /// Runs a statement whose `?` are these texts.
  package func run(_ statement: String, _ values: [String] = []) throws(ODBCError) -> Rows {
    let rows = try open()
    var text = Array(statement.utf16)
    guard !values.isEmpty else {
      try rows.check(library.executeDirect(rows.handle, &text, Int32(text.count)), nothing: true)
      return rows
    }
    try rows.check(library.prepare(rows.handle, &text, Int32(text.count)))
    for (number, value) in values.enumerated() { try rows.bind(value, at: number + 1) }
    try rows.check(library.execute(rows.handle), nothing: true)
    return rows
  }

  /// The columns of a table, in their order, as the driver's catalogue function has them.
  ///
  /// A name may hold signs that the function takes for wildcards: only what bears exactly this name is answered.
  package func columns(catalogue: String?, schema: String?, table: String) throws(ODBCError) -> [Column] {
    let rows = try open()
    try withWide(catalogue, schema, table) { one, two, three throws(ODBCError) in
      try rows.check(library.columns(rows.handle, one.text, one.length, two.text, two.length, three.text, three.length, nil, 0))
    }
    var found: [Column] = []
    while try rows.next() {
      let fields = try (1...12).map { number throws(ODBCError) in try rows.text(number) }
      guard fields[2] == table, catalogue == nil || fields[0] == catalogue, schema == nil || fields[1] == schema else { continue }
      found.append(Column(fields))
    }
    return found
  }

  /// Names of the columns of a table's primary key.
  package func primaryKey(catalogue: String?, schema: String?, table: String) throws(ODBCError) -> [String] {
    let rows = try open()
    try withWide(catalogue, schema, table) { one, two, three throws(ODBCError) in
      try rows.check(library.primaryKeys(rows.handle, one.text, one.length, two.text, two.length, three.text, three.length))
    }
    var names: [String] = []
    while try rows.next() {
      _ = try (1...3).map { number throws(ODBCError) in try rows.text(number) }
      if let name = try rows.text(4) { names.append(name) }
    }
    return names
  }

  /// Catalogue, schema and name of the tables and views that the login sees; at most so many.
  package func tables(catalogue: String?, schema: String?, most: Int) throws(ODBCError) -> [(catalogue: String?, schema: String?, name: String)] {
    let rows = try open()
    try withWide(catalogue, schema, "%") { one, two, three throws(ODBCError) in
      try rows.check(library.tables(rows.handle, one.text, one.length, two.text, two.length, three.text, three.length, nil, 0))
    }
    var found: [(catalogue: String?, schema: String?, name: String)] = []
    while found.count < most, try rows.next() {
      let fields = try (1...4).map { number throws(ODBCError) in try rows.text(number) }
      guard let name = fields[2], fields[3] == "TABLE" || fields[3] == "VIEW" else { continue }
      found.append((fields[0], fields[1], name))
    }
    return found
  }

  private func open() throws(ODBCError) -> Rows {
    var statement: Library.Handle?
    guard Self.isWell(library.allocHandle(Self.statementKind, connection, &statement)), let statement else { throw fault(Self.connectionKind, connection) }
    return Rows(self, library, statement)
  }

  func fault(_ kind: Int16, _ handle: Library.Handle?) -> ODBCError {
    var state = [UInt16](repeating: 0, count: 6), text = [UInt16](repeating: 0, count: 1024)
    var native: Int32 = 0, length: Int16 = 0
    guard Self.isWell(library.diagnosis(kind, handle, 1, &state, &native, &text, Int16(text.count), &length)) else {
      return ODBCError(state: "HY000", message: "the driver gave no reason")
    }
    return ODBCError(
      state: String(decoding: state.prefix(5), as: UTF16.self),
      message: String(decoding: text.prefix(min(Int(max(0, length)), text.count - 1)), as: UTF16.self))
  }

  private typealias WideName = (text: Library.Wide?, length: Int16)
  private func withWide(
    _ one: String?, _ two: String?, _ three: String, _ body: (WideName, WideName, WideName) throws(ODBCError) -> Void
  ) throws(ODBCError) {
    let copies = [one, two, three].map { text -> UnsafeMutableBufferPointer<UInt16>? in
      guard let text else { return nil }
      let units = Array(text.utf16)
      let copy = UnsafeMutableBufferPointer<UInt16>.allocate(capacity: units.count + 1)
      _ = copy.initialize(from: units + [0])
      return copy
    }
    defer { for copy in copies { copy?.deallocate() } }
    let names = copies.map { copy -> WideName in (copy?.baseAddress, Int16(clamping: (copy?.count ?? 1) - 1)) }
    try body(names[0], names[1], names[2])
  }
}
