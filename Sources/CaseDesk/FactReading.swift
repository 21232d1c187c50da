import JSONText
import Postgres
import Records
import Workflow

/// Reads what rules want to know from ledgers and other cases; null where nobody has written anything.
struct FactReading {
  /// Whose case or record it is, and what its form and the act say.
  let owner: String, counterpart: String?, id: Int64?, fields: JSONObject, input: JSONObject

  func read(_ facts: [Fact], _ tx: any Queries) async throws -> JSONObject {
    var found = JSONObject()
    for fact in facts { found[fact.name] = try await value(of: fact.source, tx) }
    return found
  }

  private func value(of source: Fact.Source, _ tx: any Queries) async throws -> JSON {
    switch source {
    case .entry(let ledger, let field, let key):
      guard let key = word(of: key), let entry = try await tx.first(LedgerStatements.latest, ledger, field, key) else { return .null }
      return try JSON.parse(entry.text)
    case .named(let field):
      guard let id = (input[field] ?? fields[field])?.int, let row = try await tx.first(CaseStatements.read, Int64(id)) else { return .null }
      return [
        "procedure": .string(row.procedure), "state": .string(row.state), "department": .string(row.department), "own": .bool(row.department == owner),
        "fields": .object(row.fields),
      ]
    case .department(let key):
      guard let code = word(of: key), let name = try await tx.first(FactStatements.department, code) else { return .null }
      return ["code": .string(code), "name": .string(name)]
    case .naming(let procedure, let field, let states):
      guard let id else { return 0 }
      return JSON(try await tx.one(FactStatements.naming, procedure, field, id, states))
    }
  }

  private func word(of key: Fact.Key) -> String? {
    switch key {
    case .owner: owner
    case .counterpart: counterpart
    case .field(let name): (input[name] ?? fields[name])?.string
    }
  }
}

enum FactStatements {
  static let naming = Statement<Int64, String, String, Int64, [String]>(
    "fact.naming",
    """
    select count(*)
    from case_file
    where procedure = $1 and fields -> $2 = to_jsonb($3::bigint) and state = any ($4)
    """)
  static let department = Statement<String, String>("fact.department", "select name from department where code = $1")

  static let all: [AnyStatement] = [naming.any, department.any]
}
