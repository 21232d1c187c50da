import JSONText
import Postgres
import Vocabulary

/// What is to be delivered under one grant, as the office has it at this instant.
struct DueRow: PostgresRow {
  let grant: Int64, department: String, granted: [String], expiresAt: Timestamp, grantState: String, isPast: Bool
  let resource: Int64, code: String, kind: String, provider: String, title: String, detail: JSON, items: [Item], resourceState: String
  let source: DeliverySource
  let authority: Int64
  /// Office time minus database time, in microseconds.
  let clockOffset: Int64
  /// 数据范围: to which values of which items the grant is bound; an empty object for all rows.
  let scope: JSON

  init(from row: inout RowReader) throws {
    grant = try row.next()
    department = try row.next()
    granted = try row.next()
    expiresAt = try row.next()
    grantState = try row.next()
    isPast = try row.next()
    resource = try row.next()
    code = try row.next()
    kind = try row.next()
    provider = try row.next()
    title = try row.next()
    detail = try Self.json(row.next())
    items = try (Self.json(row.next()).array ?? []).compactMap(Item.init)
    resourceState = try row.next()
    source = DeliverySource(
      kind: try row.next(), address: try Self.json(row.next()), secret: try row.next(), department: try row.next(), name: try row.next())
    authority = try row.next()
    clockOffset = try row.next()
    scope = try Self.json(row.next())
  }

  private static func json(_ bytes: JSONBytes) throws -> JSON {
    try JSON.parse(Array(bytes.text.utf8), limits: JSONLimits(bytes: 1 << 24, depth: 64))
  }

  /// How changes of a table are found.
  var way: ChangeWay { ChangeWay(detail) }

  /// Declared items that were granted, in the order of the declaration.
  var grantedItems: [Item] { items.filter { item in granted.contains { SQL.isSame($0, item.name) } } }

  /// Why the grant gives nothing now; nil when it is in force.
  var stopped: String? {
    switch grantState {
    case "in-force": isPast ? "授权已到期" : nil
    case "suspended": "授权已暂停"
    case "revoked": "授权已收回"
    case "terminated": "授权已终止"
    default: "授权已到期"
    }
  }

  /// EX-8.1: nothing moves under a grant that is not in force, or from a resource that is paused or gone.
  func admit() throws {
    if let stopped { throw Refused(Refusal("E35", .role, stopped, "EX-8.1")) }
    guard resourceState == "attached" else {
      throw Refused(Refusal("E77", .stopped, "资源暂停服务", "EX-8.1"))
    }
  }
}

/// One declared item (数据项) of a resource.
struct Item: Sendable, Hashable {
  let name: String, label: String, type: String, isKey: Bool
  /// 非空: declared never to be empty (EX-5.2b).
  let isRequired: Bool
  init?(_ json: JSON) {
    guard let name = json["name"]?.string else { return nil }
    self.name = name
    label = json["label"]?.string ?? name
    type = json["type"]?.string ?? "text"
    isKey = json["key"]?.bool ?? false
    isRequired = json["required"]?.bool ?? false
  }
}

/// A new line of `delivery`.
struct AttemptRow: PostgresRow, Hashable {
  let id: Int64, version: Int64
  init(from row: inout RowReader) throws {
    id = try row.next()
    version = try row.next()
  }
}

/// Where a department's landing area is.
struct LandingPlace: PostgresRow, Hashable {
  let database: String, login: String
  init(from row: inout RowReader) throws {
    database = try row.next()
    login = try row.next()
  }
}

/// The newest receipt of a grant: version and hash.
struct ReceiptHead: PostgresRow, Hashable {
  let version: Int64, hash: [UInt8]
  init(from row: inout RowReader) throws {
    version = try row.next()
    hash = try row.next()
  }
}
