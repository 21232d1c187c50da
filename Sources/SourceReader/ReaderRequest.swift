package import JSONText

/// What a source reader is asked: one line on its standard input. Secrets go this way alone, never as an argument.
package struct ReaderRequest: Sendable {
  /// Where the database is. `driver` is a name that the operator registered with the driver manager, never a path.
  package struct Server: Sendable {
    package let driver: String, host: String, port: Int, database: String, user: String, password: String

    package init(driver: String, host: String, port: Int, database: String, user: String, password: String) {
      (self.driver, self.host, self.port, self.database) = (driver, host, port, database)
      (self.user, self.password) = (user, password)
    }
  }

  /// One bound of the granted rows: the column has one of the values.
  package struct Bound: Sendable, Hashable {
    package let column: String, values: [String]
    package init(_ column: String, _ values: [String]) { (self.column, self.values) = (column, values) }
  }

  package enum Task: Sendable {
    /// 测试连接: log in, see how many tables there are, read a row of the first.
    case test
    case columns(schema: String, table: String)
    /// These columns of the granted rows, as PostgreSQL's COPY takes text.
    case rows(schema: String, table: String, columns: [String], bounds: [Bound])
  }

  package let server: Server, task: Task

  package init(_ server: Server, _ task: Task) { (self.server, self.task) = (server, task) }

  package var json: JSON {
    var ask: JSON
    switch task {
    case .test: ask = ["do": "test"]
    case .columns(let schema, let table): ask = ["do": "columns", "schema": .string(schema), "table": .string(table)]
    case .rows(let schema, let table, let columns, let bounds):
      let list = bounds.map { bound -> JSON in ["column": .string(bound.column), "values": JSON(bound.values)] }
      ask = ["do": "rows", "schema": .string(schema), "table": .string(table), "columns": JSON(columns), "bounds": .array(list)]
    }
    return [
      "ask": ask, "driver": .string(server.driver), "host": .string(server.host), "port": JSON(server.port), "database": .string(server.database),
      "user": .string(server.user), "password": .string(server.password),
    ]
  }

  /// nil for what is no request.
  package init?(_ json: JSON) {
    guard let driver = json["driver"]?.string, let host = json["host"]?.string, let port = json["port"]?.int, let database = json["database"]?.string,
      let user = json["user"]?.string, let password = json["password"]?.string, let ask = json["ask"]
    else { return nil }
    server = Server(driver: driver, host: host, port: port, database: database, user: user, password: password)
    switch (ask["do"]?.string, ask["schema"]?.string, ask["table"]?.string) {
    case ("test", _, _): task = .test
    case ("columns", let schema?, let table?): task = .columns(schema: schema, table: table)
    case ("rows", let schema?, let table?):
      guard let columns = ask["columns"]?.strings, let bounds = ask["bounds"]?.array else { return nil }
      task = .rows(schema: schema, table: table, columns: columns, bounds: bounds.map { Bound($0["column"]?.string ?? "", $0["values"]?.strings ?? []) })
    default: return nil
    }
  }
}
