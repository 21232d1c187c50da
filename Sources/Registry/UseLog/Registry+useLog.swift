package import Accounts
import JSONText
import Postgres
import Records
package import Vocabulary

extension Registry {
  /// Whose log a person may read: her own department's with `user.audit`, any with `bureau.audit` or as audit administrator.
  ///
  /// - Parameter asked: the department asked for; nil for one's own, for the bureau for every department and the calls of none.
  package func useLogDepartments(_ asked: String?, for person: Person) async throws -> [String?] {
    let overall = person.holds("bureau.audit") || person.administrator == "audit"
    guard overall || (person.administrator == nil && person.holds("user.audit")) else { throw Refused(.useLogOnly) }
    guard overall || asked == nil || asked == person.department else { throw Refused(.useLogOnly) }
    guard overall else { return [person.department] }
    let known = try await records.pool.with { try await $0.all(UseLogStatements.departments) }
    guard let asked else { return known.map { $0 } + [nil] }
    guard known.contains(asked) else { throw Refused(Refusal.noUseDepartment.at("/department")) }
    return [asked]
  }

  /// Notes an export in the audit before its first line leaves (EX-20).
  package func noteUseLog(from: Day, to: Day, department: String?, format: String, by person: Person) async throws {
    try await records.perform(.account(person.id)) { work in
      work.note(
        "use-log.export", "department:\(department ?? "*")",
        ["from": .string(from.text), "to": .string(to.text), "format": .string(format)])
    }
  }

  /// Every line of a period: calls, then deliveries, then acts, each in order of time; a page in memory at a time.
  ///
  /// Lines that arrive while it is read may be in it or not; the counts are of the lines that were given out.
  package func readUseLog(_ period: UsePeriod, page: Int = 1000, _ take: ([UseLine]) async throws -> Void) async throws {
    try await walk(page, take) { last in
      let (at, journal, number) = (last?.at ?? period.start, last?.journal ?? [], last?.number ?? -1)
      return try await records.pool.with { connection in
        guard let department = period.department else {
          return try await connection.all(UseLogStatements.strayCalls, period.end.stamp, at.stamp, journal, number, page)
        }
        return try await connection.all(UseLogStatements.calls, department, period.end.stamp, at.stamp, journal, number, page)
      }
    }
    guard let department = period.department else { return }
    for statement in [UseLogStatements.deliveries, UseLogStatements.acts] {
      try await walk(page, take) { last in
        let (at, number) = (last?.at ?? period.start, last?.number ?? -1)
        return try await records.pool.with { try await $0.all(statement, department, period.end.stamp, at.stamp, number, page) }
      }
    }
  }

  private func walk(_ page: Int, _ take: ([UseLine]) async throws -> Void, next: (UseLine?) async throws -> [UseLine]) async throws {
    var last: UseLine?
    while true {
      let lines = try await next(last)
      if !lines.isEmpty { try await take(lines) }
      guard lines.count == page else { return }
      last = lines.last
    }
  }
}

extension Refusal {
  static let useLogOnly = Refusal("E02", .role, "无权操作:该操作仅限本部门审计人员、市数据局(审计只读)", "EX-20")
  static let noUseDepartment = Refusal("department.unknown", .form, "没有这个部门", "EX-3")
}
