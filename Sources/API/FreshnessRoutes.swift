import Sharing
import Workflow
import Accounts
import JSONText
import Measures
import Records
import Registry
import Vocabulary

/// How up to date tables and folders are, and how interfaces answer (EX-5.4a).
extension Routes {
  var freshness: [Route] {
    [
      Route(.get, "/api/v1/freshness", .session, "更新情况:库表和文件的最近更新和更新滞后;lagging=true、department(EX-5.4a)", listFreshness),
      Route(.get, "/api/v1/freshness/services", .session, "服务接口近30日的成功率和时延(EX-5.4a)", listServices),
    ]
  }

  @Sendable private func listFreshness(_ call: Call) async throws -> Answer {
    let page = try call.page()
    let department = try await desks.statistics.department(call.query["department"], for: call.someone())
    guard let laggingOnly = Bool(call.query["lagging"] ?? "false") else { throw Refused(Refusal.badQuery.saying(["name": "lagging"])) }
    let found = try await desks.registry.freshness(department, laggingOnly: laggingOnly, after: page.after, limit: page.limit)
    return Answer(
      200,
      [
        "resources": .array(found.map { UpkeepJSON.line($0.row, isLagging: $0.isLagging) }),
        "next": found.count == page.limit ? JSON(found[found.count - 1].row.resource) : .null,
      ])
  }

  @Sendable private func listServices(_ call: Call) async throws -> Answer {
    let page = try call.page()
    let department = try await desks.statistics.department(call.query["department"], for: call.someone())
    let found = try await desks.registry.services(department, after: page.after, limit: page.limit)
    return Answer(
      200,
      [
        "services": .array(found.map { UpkeepJSON.line($0.name, $0.service) }),
        "next": found.count == page.limit ? JSON(found[found.count - 1].name.resource) : .null,
      ])
  }

  /// What a resource's own page says of it besides the case.
  func upkeep(of id: Int64, kind: String?) async throws -> [JSONObject.Member] {
    switch try await desks.registry.upkeep(of: id, kind: kind ?? "") {
    case .data(let row, let isLagging): [.init(name: "freshness", value: UpkeepJSON.of(row, isLagging: isLagging))]
    case .service(let row): [.init(name: "service", value: UpkeepJSON.of(row))]
    case nil: []
    }
  }
}

/// Freshness and service as the API shows them.
enum UpkeepJSON {
  static func of(_ row: FreshnessRow, isLagging: Bool) -> JSON {
    [
      "frequency": ["code": .string(row.frequency.rawValue), "label": .string(row.frequency.label)], "updatedOn": .string(row.updatedOn.text),
      "dueDay": JSON(row.dueDay?.text), "lagging": .bool(isLagging), "label": isLagging ? "更新滞后" : "正常",
    ]
  }

  static func line(_ row: FreshnessRow, isLagging: Bool) -> JSON {
    let head: JSON = [
      "id": JSON(row.resource), "code": .string(row.code), "title": .string(row.title), "kind": .string(row.kind), "provider": .string(row.provider),
      "state": state(row.state),
    ]
    return .object((head.object ?? JSONObject()).merged(with: of(row, isLagging: isLagging).object ?? JSONObject()))
  }

  /// Percent with at most two decimals, milliseconds rounded.
  static func of(_ row: ServiceRow?) -> JSON {
    guard let row, row.calls > 0 else { return ["days": 30, "calls": 0, "successRate": .null, "p50": .null, "p95": .null] }
    return [
      "days": 30, "calls": JSON(row.calls), "successRate": .number(row.successRate), "p50": milliseconds(row.p50), "p95": milliseconds(row.p95),
    ]
  }

  static func line(_ name: InterfaceName, _ row: ServiceRow?) -> JSON {
    let head: JSON = [
      "id": JSON(name.resource), "code": .string(name.code), "title": .string(name.title), "provider": .string(name.provider), "state": state(name.state),
    ]
    return .object((head.object ?? JSONObject()).merged(with: of(row).object ?? JSONObject()))
  }

  private static func state(_ code: String) -> JSON {
    ["code": .string(code), "label": .string(Measure.procedure("exchange.resource")?.state(code)?.label ?? code)]
  }
  private static func milliseconds(_ micros: Int64?) -> JSON { micros.map { JSON(($0 + 500) / 1000) } ?? .null }
}
