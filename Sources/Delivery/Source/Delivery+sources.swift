import JSONText
import Logging
package import Postgres
import Vocabulary

extension Delivery {
  /// The columns of a table, read from the source's own catalogue: what a provider declares is what is there.
  package func columns(source: DeliverySource, schema: String, table: String) async throws -> [SourceColumn] {
    do {
      if source.kind == "odbc" {
        return try await readerColumns(readerServer(source), TableName(schema, table)).map(SourceColumn.init)
      }
      let connection = try await open(source: source)
      let found: [SourceColumn]
      do {
        found = try await connection.all(SourceStatements.columns, schema, table)
        await connection.close()
      } catch {
        await connection.close()
        throw error
      }
      guard !found.isEmpty else { throw DeliveryFault(.provider, "数据来源中没有表 \(schema).\(table),或没有权限") }
      return found
    } catch {
      let fault = DeliveryFault.source(error)
      logger.notice("columns not read", metadata: ["source": "\(source.name)", "fault": "\(fault.text)", "detail": "\(fault.detail)"])
      throw Refused(Refusal("source.columns", .form, fault.text, "EX-7b"))
    }
  }

  /// Opens a provider's database at a vetted address, for whoever may read it.
  package func open(source: DeliverySource) async throws -> Connection {
    guard source.kind != "upload" else { return try await openUploads(source.department) }
    return try await SourceLink(source, secrets, admits).open().connection
  }

  /// 测试连接: asks a source layer by layer and stops at the first that fails.
  package func test(source: DeliverySource) async -> [TestLayer] {
    switch source.kind {
    case "postgres": await testDatabase(source)
    case "http": await testService(source)
    case "odbc": await testReader(source)
    case "upload": await testUploads(source)
    default: await testFolder(source)
    }
  }

  private func testUploads(_ source: DeliverySource) async -> [TestLayer] {
    do {
      let connection = try await openUploads(source.department)
      do {
        let layers = try await testTables(connection)
        await connection.close()
        return layers
      } catch {
        await connection.close()
        throw error
      }
    } catch let error as PostgresError where error.message.contains("does not exist") {
      return [TestLayer("权限", false, "还没有上传过表")]
    } catch {
      return [TestLayer("权限", false, DeliveryFault.source(error).text)]
    }
  }

  private func testDatabase(_ source: DeliverySource) async -> [TestLayer] {
    var layers: [TestLayer] = []
    do {
      let link = try SourceLink(source, secrets, admits)
      let addresses: [String]
      do {
        addresses = try await link.resolve()
      } catch {
        return [TestLayer("名称解析", false, DeliveryFault.source(error).text)]
      }
      layers.append(TestLayer("名称解析", true, addresses.joined(separator: "、")))
      let (connection, encrypted) = try await link.open()
      layers.append(TestLayer("端口", true, "\(link.port) 可以连接"))
      layers.append(TestLayer("TLS", true, encrypted ? "已加密" : "数据来源不支持加密,明文传输"))
      layers.append(TestLayer("登录", true, link.user))
      do {
        layers += try await testTables(connection)
        await connection.close()
      } catch {
        await connection.close()
        throw error
      }
    } catch {
      layers += failed(error, after: layers.count)
    }
    return layers
  }

  /// A failed connection, told apart by how far it came: a server that answers with a state has an open port.
  private func failed(_ error: any Error, after done: Int) -> [TestLayer] {
    let text = DeliveryFault.source(error).text
    guard done == 1 else { return [TestLayer(done < 4 ? "登录" : "权限", false, text)] }
    guard let words = (error as? PostgresError)?.message, words.contains("FATAL") else { return [TestLayer("端口", false, "连接不上")] }
    return [TestLayer("端口", true, "可以连接"), TestLayer("登录", false, words.contains("database") && words.contains("exist") ? "没有这个数据库" : "数据来源拒绝登录")]
  }

  private func testTables(_ connection: Connection) async throws -> [TestLayer] {
    let tables = try await connection.all(SourceStatements.readable)
    guard let first = tables.first else { return [TestLayer("权限", false, "没有任何可读的表")] }
    let right = TestLayer("权限", true, "可读 \(tables.count) 张表")
    let sample = Statement<Int64>("source.sample", "select count(*) from (select from \(SQL.name(first.schema, first.table)) limit 1) as one")
    let rows = try await connection.transaction(readOnly: true) { try await $0.one(sample) }
    return [right, TestLayer("样本", true, "从 \(first.schema).\(first.table) 读到 \(rows) 行")]
  }
}
