import JSONText
import Postgres
package import Records
package import Vocabulary

/// What the bureau records of a department (EX-3): `可提供`, `可使用`; kind `external` for one of another level (EX-5.3b).
package struct DepartmentForm: Sendable {
  package let name: String, provides: Bool, uses: Bool
  /// Of a new name: the document that gives it.
  package let document: String?
  package init(name: String, provides: Bool, uses: Bool, document: String?) {
    self.name = name
    self.provides = provides
    self.uses = uses
    self.document = document
  }
}

extension Accounts {
  /// Enters a department. An external one only uses: the bureau does its acts (EX-5.3b).
  package func addDepartment(_ code: String, kind: String, _ form: DepartmentForm, by person: Person, in work: Work) async throws {
    work.trying("department.add", "department:\(code)")
    guard person.holds("bureau.account") else { throw Refused(.bureauOnly) }
    guard ["municipal", "external"].contains(kind), kind == "municipal" || !form.provides else {
      throw Refused(Refusal.departmentKind.at("/kind"))
    }
    try Self.check(form)
    do {
      _ = try await work.tx.run(AccountStatements.addDepartment, code, form.name, kind, form.provides, form.uses)
    } catch let error as PostgresError { throw try Self.refusal(error) }
    work.note(
      "department.add", "department:\(code)",
      ["name": .string(form.name), "kind": .string(kind), "provides": .bool(form.provides), "uses": .bool(form.uses)])
  }

  /// Records name and parts of a department. A new name needs the document that gives it.
  package func changeDepartment(_ code: String, _ form: DepartmentForm, by person: Person, in work: Work) async throws {
    work.trying("department.change", "department:\(code)")
    guard person.holds("bureau.account") else { throw Refused(.bureauOnly) }
    try Self.check(form)
    guard let old = try await work.tx.first(AccountStatements.lockDepartment, code) else { throw Refused(.departmentUnknown) }
    guard old.kind != "external" || !form.provides else { throw Refused(Refusal.departmentKind.at("/provides")) }
    guard form.name == old.name || form.document != nil else { throw Refused(Refusal.noDocument.at("/document")) }
    do {
      _ = try await work.tx.run(AccountStatements.changeDepartment, code, form.name, form.provides, form.uses)
    } catch let error as PostgresError { throw try Self.refusal(error) }
    work.note(
      "department.change", "department:\(code)",
      [
        "before": ["name": .string(old.name), "provides": .bool(old.provides), "uses": .bool(old.uses)],
        "after": ["name": .string(form.name), "provides": .bool(form.provides), "uses": .bool(form.uses)], "document": JSON(form.document),
      ])
  }

  /// A department was merged into another one. Its cases and grants stay its own and run to their own end; new accounts are the successor's.
  package func succeed(_ code: String, by successor: String, document: String, from day: Day, person: Person, in work: Work) async throws {
    work.trying("department.succeed", "department:\(code)")
    guard person.holds("bureau.account") else { throw Refused(.bureauOnly) }
    guard !document.isEmpty, document.count <= 300 else { throw Refused(Refusal.noDocument.at("/document")) }
    guard code != successor else { throw Refused(Refusal.departmentSelf.at("/successor")) }
    guard let old = try await work.tx.first(AccountStatements.lockDepartment, code), old.kind != "bureau" else {
      throw Refused(.departmentUnknown)
    }
    // Of two mergers the other way round the later one must see the earlier.
    _ = try await work.tx.run(AccountStatements.holdSuccessions)
    guard let new = try await work.tx.first(AccountStatements.department, successor), new.successor == nil else {
      throw Refused(Refusal.noSuchDepartment.at("/successor"))
    }
    do {
      _ = try await work.tx.run(AccountStatements.succeed, code, successor, document, day.date, person.id, work.now.stamp)
    } catch let error as PostgresError { throw try Self.refusal(error) }
    work.note(
      "department.succeed", "department:\(code)",
      ["successor": .string(successor), "document": .string(document), "from": .string(day.text)])
    for department in [code, successor] {
      try await work.notify(
        department, about: nil, "department", "\(old.name)自\(day.text)起由\(new.name)承继(\(document));已有授权按原期限执行")
    }
  }

  private static func check(_ form: DepartmentForm) throws {
    guard !form.name.isEmpty, form.name.count <= 60 else { throw Refused(Refusal.noDepartmentName.at("/name")) }
  }

  private static func refusal(_ error: PostgresError) throws -> any Error {
    switch error.constraint {
    case "department_pkey", "department_name_key": Refused(.departmentExists)
    case "department_code_check": Refused(Refusal.departmentCode.at("/code"))
    case "department_succession_pkey": Refused(.departmentSucceeded)
    default: error
    }
  }
}
