import Accounts
import JSONText
import Postgres
import Records
import Sharing
import Vocabulary

extension Registry {
  /// What is shown of a resource in service: how up to date it is, or how its interface answers.
  package enum Upkeep: Sendable {
    case data(FreshnessRow, isLagging: Bool)
    /// nil: not called in the last 30 days.
    case service(ServiceRow?)
  }

  /// One resource; nil when it is not in service.
  package func upkeep(of resource: Int64, kind: String) async throws -> Upkeep? {
    try await records.read { tx, now in
      if kind == "interface" {
        return .service(try await tx.first(FreshnessStatements.service, [resource], Self.monthBefore(now).stamp))
      }
      let row = try await tx.first(FreshnessStatements.one, now.stamp, resource)
      return row.map { .data($0, isLagging: $0.isLagging(on: Day(of: now))) }
    }
  }

  /// Tables and folders of a department, or of all.
  package func freshness(_ department: String?, laggingOnly: Bool, after: Int64, limit: Int) async throws -> [(row: FreshnessRow, isLagging: Bool)] {
    try await records.read { tx, now in
      try await tx.all(FreshnessStatements.list, now.stamp, department, laggingOnly, after, limit).map { ($0, $0.isLagging(on: Day(of: now))) }
    }
  }

  /// Interfaces of a department, or of all, with what the gateway saw of them in the last 30 days.
  package func services(_ department: String?, after: Int64, limit: Int) async throws -> [(name: InterfaceName, service: ServiceRow?)] {
    try await records.read { tx, now in
      let names = try await tx.all(FreshnessStatements.interfaces, department, after, limit)
      let rows = try await tx.all(FreshnessStatements.service, names.map(\.resource), Self.monthBefore(now).stamp)
      return names.map { name in (name, rows.first { $0.resource == name.resource }) }
    }
  }

  /// Tells providers of data that have begun to lag: one notice for each lapse, also after a time in which nothing ran.
  package func tellLagging() async throws {
    var last: Int64 = 0
    while true {
      let after = last
      let due = try await records.read { tx, now in try await tx.all(FreshnessStatements.untold, now.stamp, after, 500) }
      for row in due { try await tell(row) }
      guard let next = due.last?.resource, due.count == 500 else { return }
      last = next
    }
  }

  private func tell(_ row: FreshnessRow) async throws {
    try await records.perform(.system("freshness")) { work in
      try await work.notify(
        row.provider, role: "provider.catalogue", about: row.resource, "lagging",
        "资源 \(row.code) \(row.title) 更新滞后:更新频率为\(row.frequency.label),最近更新于\(row.updatedOn.text);请更新数据并登记,或说明更新频率的变更",
        key: row.noticeKey)
      work.note("resource.lagging", "case:\(row.resource)", ["updatedOn": .string(row.updatedOn.text), "frequency": .string(row.frequency.rawValue)])
    }
  }

  private static func monthBefore(_ now: Instant) -> Instant { now.adding(seconds: -30 * 86_400) }
}
