import CLibPQ

/// A result of libpq, freed with its owner.
final class Result {
  private let raw: OpaquePointer

  /// Throws what the server said when it said anything but success.
  init(_ pointer: OpaquePointer?, _ link: Link, _ statement: String) throws {
    guard let pointer else { throw link.fault(link.isAlive ? .server : .connection).named(statement) }
    switch PQresultStatus(pointer) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: raw = pointer
    default:
      defer { PQclear(pointer) }
      throw Self.fault(pointer, link, statement)
    }
  }

  deinit { PQclear(raw) }

  static func fault(_ result: OpaquePointer?, _ link: Link, _ statement: String) -> PostgresError {
    func field(_ code: Int32) -> String? { PQresultErrorField(result, code).map { String(cString: $0) } }
    let sqlstate = field(Int32(UInt8(ascii: "C")))
    let message = field(Int32(UInt8(ascii: "M"))) ?? String(cString: PQresultErrorMessage(result))
    let kind: PostgresError.Kind
    if !link.isAlive || sqlstate?.hasPrefix("08") == true || sqlstate?.hasPrefix("57P") == true {
      kind = .connection
    } else if sqlstate == "57014" {
      kind = .timeout
    } else {
      kind = .server
    }
    return PostgresError(kind, message, sqlstate: sqlstate, constraint: field(Int32(UInt8(ascii: "n"))), statement: statement)
  }

  var rows: Int { Int(PQntuples(raw)) }
  var affected: Int { Int(String(cString: PQcmdTuples(raw))) ?? 0 }
  var columnTypes: [UInt32] { (0..<PQnfields(raw)).map { PQftype(raw, $0) } }
  var parameterTypes: [UInt32] { (0..<PQnparams(raw)).map { PQparamtype(raw, $0) } }

  func decode<Row: PostgresRow>(_ type: Row.Type, row: Int) throws -> Row {
    var reader = RowReader { [raw] column in
      guard column < Int(PQnfields(raw)) else { throw DecodeFault(why: "the answer has no such column") }
      guard PQgetisnull(raw, Int32(row), Int32(column)) == 0 else { return nil }
      return UnsafeRawBufferPointer(
        start: PQgetvalue(raw, Int32(row), Int32(column)), count: Int(PQgetlength(raw, Int32(row), Int32(column))))
    }
    return try Row(from: &reader)
  }
}
