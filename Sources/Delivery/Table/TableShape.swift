import JSONText

/// Which columns of a source table land, with which types, and the statements that follow from it. Pure.
struct TableShape: Sendable {
  struct Column: Sendable, Hashable {
    let name: String, label: String, landingType: String
    /// Lands as text because not every PostgreSQL has its type.
    let asText: Bool
    let isKey: Bool
    /// Part of the primary key that the source itself has.
    let isSourceKey: Bool
    /// Declared never to be empty (EX-5.2b).
    var isRequired = false
  }

  let columns: [Column]
  /// What earlier versions of the grant landed and this one does not: a revision dropped it (EX §7.25). Its place stays, empty.
  private(set) var left: [Left] = []
  /// Whether the columns that readers see are others than before; false for a first version.
  private(set) var isOther = false
  /// The granted rows of the source's table; wants an alias behind it.
  let relation: String
  let grant: Int64

  /// Row texts must be the same on both sides, and no name may be found anywhere but where it is said to be.
  static let sessionSettings = """
    set search_path = pg_catalog; set standard_conforming_strings = on; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres';
    set extra_float_digits = 3; set bytea_output = 'hex'; set timezone = 'UTC'; set client_min_messages = warning
    """

  /// Holds the declaration against the source's catalogue.
  ///
  /// - Throws: a fault of the provider: E14 when a declared column is missing, granted or not (EX-5.2b); a column that holds something
  ///   else than was declared; a table that is not there.
  ///
  /// - Parameter hash: by which both sides tell whether rows are the same.
  init(_ due: DueRow, _ found: [SourceColumn], hash: RowHash, from table: OpenTable) throws {
    guard !found.isEmpty else { throw DeliveryFault(.provider, "数据来源中没有这张表,或没有权限") }
    let missing = due.items.filter { item in !found.contains { SQL.isSame($0.name, item.name) } }
    guard missing.isEmpty else { throw DeliveryFault(.provider, "E14 缺少已声明的数据项:" + missing.map(\.name).joined(separator: "、")) }
    var columns: [Column] = []
    for item in due.grantedItems {
      guard let column = found.first(where: { SQL.isSame($0.name, item.name) }) else { continue }
      guard column.fits(item.type) else { throw DeliveryFault(.provider, "数据项类型与声明不符:\(item.name)(声明 \(item.type),实际 \(column.type))") }
      columns.append(
        Column(
          name: item.name, label: item.label, landingType: column.landingType ?? "text", asText: column.landingType == nil, isKey: item.isKey,
          isSourceKey: column.isKey, isRequired: item.isRequired))
    }
    guard !columns.isEmpty else { throw DeliveryFault(.exchange, "授权的数据项都不在资源的声明中") }
    self.columns = columns
    let scope = try RowScope(due, found)
    let relation = table.place.quoted
    if let condition = scope.condition, !table.isGrantedAlone {
      var names = columns.map(\.name)
      if case .column(let name) = due.way { names.append(name) }
      self.relation = "(select \(SQL.list(Self.once(names + scope.columns))) from \(relation) where \(condition))"
    } else {
      self.relation = relation
    }
    grant = due.grant
    self.hash = hash
    var version = "exchange_version"
    while columns.contains(where: { $0.name == version }) { version += "_" }
    self.version = version
    // A part of a key need not be unique: the key lands only whole.
    let isWhole = due.items.filter(\.isKey).allSatisfy { key in columns.contains { SQL.isSame($0.name, key.name) } }
    key = isWhole ? columns.filter(\.isKey).map(\.name) : []
  }

  let key: [String]
  let hash: RowHash
  /// The key, when it is one whole number and the source's own.
  var numberKey: String? {
    guard key.count == 1, let column = columns.first(where: { $0.name == key[0] }), column.isSourceKey, !column.asText else { return nil }
    return ["smallint", "integer", "bigint"].contains(column.landingType) ? column.name : nil
  }
  /// The column by which versions are told apart; a provider's column may have the usual name.
  let version: String

  var names: String { SQL.list(columns.map(\.name)) }
  private static func once(_ names: [String]) -> [String] {
    var kept: [String] = []
    for name in names where !kept.contains(where: { SQL.isSame($0, name) }) { kept.append(name) }
    return kept
  }

  var sourceValues: String { columns.map { SQL.name($0.name) + ($0.asText ? "::pg_catalog.text" : "") }.joined(separator: ", ") }

  /// The granted columns leave the source; nothing else is ever read.
  var copyOut: String { "copy (select \(sourceValues) from \(relation) as r) to stdout (format binary)" }
  func copyIn(_ version: Int64) -> String { "copy \(partition(version)) (\(names)) from stdin (format binary, freeze true)" }

  var sourceDigest: String { digest(sourceHash(), relation) }
  func landedDigest(_ version: Int64) -> String { digest(landedHash(), partition(version), and: "array[\(empties())]::bigint[]") }

  /// Items that landed and were declared never to be empty.
  var required: [String] { columns.filter(\.isRequired).map(\.name) }
  /// How many of a set of rows lack each of them.
  func empties(_ alias: String = "") -> String {
    required.map { "count(*) filter (where \(alias)\(SQL.name($0)) is null)" }.joined(separator: ", ")
  }

  var sum: RowSum { hash == .record && !key.isEmpty ? .xor : .sum }
  /// By what a digest is made, as a receipt says it.
  var digestName: String { "\(hash.name)-\(sum.rawValue)" }

  /// Count and digest of the rows' hashes: the same on both sides whatever the order.
  private func digest(_ hash: String, _ relation: String, and more: String? = nil) -> String {
    "select count(*), \(sum.of(hash))::text\(more.map { ", \($0)" } ?? "") from \(relation) as r"
  }

  /// The hash of a row, or of its key alone, as the source has it and as it landed.
  func sourceHash(ofKey: Bool = false) -> String { hash.of(hashed(ofKey).map { value($0, SQL.name($0.name), isSource: true) }) }
  func landedHash(_ alias: String = "", ofKey: Bool = false) -> String { hash.of(hashed(ofKey).map { value($0, alias + SQL.name($0.name), isSource: false) }) }

  private func hashed(_ ofKey: Bool) -> [Column] { ofKey ? columns.filter { key.contains($0.name) } : columns }

  /// A value that both sides hash alike: no collation of its own has a say, and what has no hash is taken as text.
  private func value(_ column: Column, _ name: String, isSource: Bool) -> String {
    let isText = column.landingType == "text" || column.landingType.hasPrefix("character")
    guard hash == .record else { return isSource && column.asText ? "\(name)::pg_catalog.text" : name }
    if column.asText || ["json", "interval"].contains(column.landingType) { return "\(name)::pg_catalog.text collate \"C\"" }
    return isText ? "\(name) collate \"C\"" : name
  }

  var parent: String { "store.\(SQL.name("g\(grant)"))" }
  func partition(_ version: Int64) -> String { "store.\(SQL.name("g\(grant)_v\(version)"))" }

  /// The columns that a version brings, without the places of those that it does not.
  var freshColumns: String { columns.map { "\(SQL.name($0.name)) \($0.landingType)" }.joined(separator: ", ") }

  private var definitions: String {
    (columns.map { ($0.name, $0.landingType) } + left.map { ($0.name, $0.type) }).map { "\(SQL.name($0)) \($1)" }.joined(separator: ", ")
  }

  var createParent: String {
    "create table if not exists \(parent) (\(version) bigint not null, \(definitions)) partition by list (\(version))"
  }

  /// The check spares the attaching a scan.
  func createPartition(_ number: Int64) -> String {
    """
    create table \(partition(number)) (
      \(version) bigint not null default \(number), \(definitions),
      constraint one_version check (\(version) = \(number))
    )
    """
  }

  func addKey(_ version: Int64) -> String? { key.isEmpty ? nil : "alter table \(partition(version)) add primary key (\(SQL.list(key)))" }
  func attach(_ version: Int64) -> String { "alter table \(parent) attach partition \(partition(version)) for values in (\(version))" }

  /// What is kept of the shape, to notice drift (promise 7): all that ever landed, and whether it is delivered still.
  var record: JSON {
    .array(
      columns.map {
        ["name": .string($0.name), "type": .string($0.landingType), "label": .string($0.label), "key": .bool($0.isSourceKey), "live": true]
      } + left.map { ["name": .string($0.name), "type": .string($0.type), "label": .string($0.label), "key": .bool($0.isKey), "live": false] })
  }

  /// The table of an earlier version takes the places of this one's new columns.
  var widenParent: String { columns.map { "alter table \(parent) add column if not exists \(SQL.name($0.name)) \($0.landingType)" }.joined(separator: "; ") }

  /// This shape as the next one of a grant of which something has landed. An item that the declaration lost is left out from now on, one that
  /// it got back is delivered again (EX §7.25).
  ///
  /// - Throws: a fault of the provider when a column would land with another type than before, or when its key is none any more.
  func following(_ kept: JSON) throws -> TableShape {
    let before = kept.array ?? []
    func old(_ column: Column) -> JSON? { before.first { SQL.isSame($0["name"]?.string ?? "", column.name) } }
    let changed = columns.filter { column in old(column).map { $0["type"]?.string != column.landingType } ?? false }
    guard changed.isEmpty else {
      let words = changed.map { "\($0.name)(\(old($0)?["type"]?.string ?? "无") → \($0.landingType))" }
      throw DeliveryFault(.provider, "数据项类型已变更:" + words.joined(separator: "、"))
    }
    let lost = columns.filter { !$0.isSourceKey && old($0)?["key"]?.bool == true }
    guard lost.isEmpty else { throw DeliveryFault(.provider, "主键已变更:" + lost.map(\.name).joined(separator: "、")) }
    var next = self
    next.left = before.filter { json in !columns.contains { SQL.isSame($0.name, json["name"]?.string ?? "") } }.compactMap(Left.init)
    let seen = before.filter { $0["live"]?.bool != false }.compactMap { $0["name"]?.string }
    next.isOther = !seen.elementsEqual(columns.map(\.name), by: SQL.isSame)
    return next
  }
}

/// A column that landed once and is delivered no more.
struct Left: Sendable, Hashable {
  let name: String, type: String, label: String, isKey: Bool

  init?(_ json: JSON) {
    guard let name = json["name"]?.string, let type = json["type"]?.string else { return nil }
    (self.name, self.type, label, isKey) = (name, type, json["label"]?.string ?? name, json["key"]?.bool ?? false)
  }
}
