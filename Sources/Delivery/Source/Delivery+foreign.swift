import JSONText
import Logging
import Postgres
import Sharing
import SourceReader

extension Delivery {
  /// The table of a grant, ready to be read. One that no PostgreSQL holds is brought aside first: the granted columns of the granted rows, as
  /// a temporary table of a connection to the landing area; it is gone with that connection.
  func open(table due: DueRow) async throws -> OpenTable {
    let place = TableName(due.detail["schema"]?.string ?? "", due.detail["table"]?.string ?? "")
    guard due.source.kind == "odbc" else { return OpenTable(connection: try await open(source: due.source), place: place) }
    let server = try await readerServer(due.source)
    let columns = try await readerColumns(server, place)
    let aside = try await openLandingDatabase(due.department)
    do {
      let brought = try await bring(due, from: server, place, columns, into: aside)
      return OpenTable(connection: aside, place: brought, foreign: columns.map(SourceColumn.init))
    } catch {
      await aside.close()
      throw error
    }
  }

  /// What the source says there was is held against what was read, and that against what arrived.
  private func bring(
    _ due: DueRow, from server: ReaderRequest.Server, _ place: TableName, _ columns: [ReaderColumn], into aside: Connection
  ) async throws -> TableName {
    let granted = due.grantedItems.compactMap { item in columns.first { SQL.isSame($0.name, item.name) } }
    guard !granted.isEmpty else { throw DeliveryFault(.provider, "数据来源中没有授权的数据项") }
    let bounds = ScopeValues.of(due.scope).map { ReaderRequest.Bound($0.name, $0.values) }
    let table = TableName("pg_temp", "brought")
    try await TableDelivery.onLanding {
      try await aside.script("create temp table brought (\(granted.map { "\(SQL.name($0.name)) \($0.landing)" }.joined(separator: ", ")))")
    }
    let reading = try ReaderProcess(
      reader, ReaderRequest(server, .rows(schema: place.schema, table: place.table, columns: granted.map(\.name), bounds: bounds)))
    defer { reading.end() }
    let arrived = try await TableDelivery.onLanding {
      try await aside.copyIn("copy \(table.quoted) from stdin") { writer in
        while let piece = try await reading.next() { try await writer.write(piece) }
      }
    }
    let report = try await reading.report()
    if case .fault(let state, let text) = report { throw DeliveryFault.reader(state, text) }
    guard case .read(let rows, _, let serverRows, _) = report, report.isWhole, arrived == rows else {
      throw DeliveryFault(.exchange, "数据来源说的行数或摘要与读到的不一致,保留上一版", detail: "\(report), arrived \(arrived)")
    }
    logger.info("rows brought", metadata: ["grant": "\(due.grant)", "rows": "\(serverRows)"])
    try await TableDelivery.onLanding { try await aside.script("analyze \(table.quoted)") }
    return table
  }

  func readerColumns(_ server: ReaderRequest.Server, _ place: TableName) async throws -> [ReaderColumn] {
    switch try await ask(server, .columns(schema: place.schema, table: place.table)) {
    case .columns(let columns):
      guard !columns.isEmpty else { throw DeliveryFault(.provider, "数据来源中没有表 \(place.schema).\(place.table),或没有权限") }
      return columns
    case .fault(let state, let text): throw DeliveryFault.reader(state, text)
    default: throw DeliveryFault(.exchange, "读取程序答非所问")
    }
  }

  func ask(_ server: ReaderRequest.Server, _ task: ReaderRequest.Task) async throws -> ReaderReport {
    let process = try ReaderProcess(reader, ReaderRequest(server, task))
    defer { process.end() }
    return try await process.report()
  }

  /// The address that was vetted is the one that the driver is given.
  func readerServer(_ source: DeliverySource) async throws -> ReaderRequest.Server {
    let link = try SourceLink(source, secrets, admits)
    guard let driver = source.address["driver"]?.string, let host = try await link.resolve().first else {
      throw DeliveryFault(.provider, "数据来源的地址不完整")
    }
    // The driver manager would take a path for a library to load.
    guard !driver.contains("/") else { throw DeliveryFault.reader("IM002", driver) }
    return ReaderRequest.Server(
      driver: driver, host: host, port: link.port, database: link.database, user: link.user, password: link.password)
  }

  /// 测试连接 of a database behind a driver.
  func testReader(_ source: DeliverySource) async -> [TestLayer] {
    var layers: [TestLayer] = []
    do {
      let server = try await readerServer(source)
      layers.append(TestLayer("名称解析", true, server.host))
      switch try await ask(server, .test) {
      case .test(let tables, let first, let name, let isEncrypted):
        layers.append(TestLayer("端口", true, "\(server.port) 可以连接"))
        layers.append(TestLayer("TLS", true, isEncrypted ? "已加密" : "没有加密,明文传输"))
        layers.append(TestLayer("登录", true, "\(server.user)(\(name))"))
        guard let first else { return layers + [TestLayer("权限", false, "没有任何可读的表")] }
        layers.append(TestLayer("权限", true, "可读 \(tables) 张表"))
        let columns = try await readerColumns(server, TableName(server.database, first))
        layers.append(TestLayer("样本", !columns.isEmpty, "\(first) 有 \(columns.count) 列"))
      case .fault(let state, let text): layers += failed(state, text, source)
      default: layers.append(TestLayer("登录", false, "读取程序答非所问"))
      }
    } catch {
      layers.append(TestLayer(layers.isEmpty ? "名称解析" : "样本", false, DeliveryFault.source(error).text))
    }
    return layers
  }

  private func failed(_ state: String, _ text: String, _ source: DeliverySource) -> [TestLayer] {
    logger.notice("source test failed", metadata: ["source": "\(source.name)", "detail": "\(state) \(text)"])
    let fault = DeliveryFault.reader(state, text)
    let isInside = state.hasPrefix("28") || state.hasPrefix("42")
    return (isInside ? [TestLayer("端口", true, "可以连接")] : []) + [TestLayer(isInside ? "登录" : "端口", false, fault.text)]
  }
}
