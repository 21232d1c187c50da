import JSONText
import Vocabulary

/// 数据来源: where a provider's data lie; tested layer by layer; columns; sheets uploaded as tables.
enum SourcePages {
  private static let kinds: [(code: String, label: String, settings: [(name: String, label: String)])] = [
    ("postgres", "PostgreSQL、人大金仓", [("host", "主机"), ("port", "端口"), ("database", "数据库名"), ("user", "用户名")]),
    ("odbc", "MariaDB、MySQL 等(ODBC)", [("driver", "驱动名称"), ("host", "主机"), ("port", "端口"), ("database", "数据库名"), ("user", "用户名")]),
    ("upload", "上传 Excel 或 CSV", []), ("http", "网上服务", [("base", "服务地址"), ("credential", "凭证方式(none、bearer、basic、header)")]),
    ("sftp", "SFTP 文件服务器", [("host", "主机"), ("port", "端口"), ("user", "用户名"), ("hostKey", "主机密钥指纹"), ("base", "根目录")]),
    ("ftps", "FTPS 文件服务器", [("host", "主机"), ("port", "端口"), ("user", "用户名"), ("base", "根目录")]),
    ("ftp", "FTP 文件服务器", [("host", "主机"), ("port", "端口"), ("user", "用户名"), ("base", "根目录")]),
    ("directory", "平台服务器上的目录", [("path", "目录")]),
  ]

  static func answer(_ visit: Visit, _ parts: [String]) async throws -> Reply {
    guard let first = parts.first else { return try await list(visit) }
    if first == "new" { return try await add(visit) }
    guard let id = Int(first), let source = try await visit.get("/sources")["sources"]?.array?.first(where: { $0["id"]?.int == id }) else { return .page(404, FaultPage.missing(visit)) }
    var (fault, extra): (Fault?, HTML) = (nil, "")
    do {
      switch (visit.method, parts.dropFirst().first) {
      case ("POST", "test"): extra = layers(try await visit.send("POST", "/sources/\(id)/test"))
      case ("POST", "tables"): extra = try await upload(visit, id)
      case (_, "columns"):
        let found = try await visit.get("/sources/\(id)/columns", [("schema", visit.query["schema"] ?? "public"), ("table", visit.query["table"] ?? "")])
        extra = columns(found, visit.query["table"] ?? "")
      default: break
      }
    } catch let found as Fault where found.status != 401 { fault = found }
    return try await show(visit, id, source, fault, extra)
  }

  private static func list(_ visit: Visit) async throws -> Reply {
    let rows = (try await visit.get("/sources")["sources"]?.array ?? []).map { source -> [HTML] in
      ["<a href=\"/sources/\(source["id"]?.int ?? 0)\">\(source["name"]?.string ?? "")</a>", "\(label(source["kind"]?.string))", "\(address(source))", "\(source["hasSecret"]?.bool == true ? "已加密保存" : "")"]
    }
    let links = kinds.map { "<li><a href=\"/sources/new?kind=\($0.code)\">\($0.label)</a></li>" as HTML }
    return .page(200, Shell(visit: visit, title: "数据来源", content: "\(Parts.table(["名称", "种类", "地址", "口令或密钥"], rows, empty: "还没有登记数据来源。"))<section><h2>登记</h2><ul class=\"starts\">\(links)</ul></section>").html)
  }

  private static func label(_ kind: String?) -> String { kinds.first { $0.code == kind }?.label ?? kind ?? "" }
  private static func address(_ source: JSON) -> String {
    (source["address"]?.object?.members ?? []).map { "\($0.name)=\($0.value.string ?? $0.value.int.map(String.init) ?? $0.value.text)" }.joined(separator: " ")
  }

  private static func add(_ visit: Visit) async throws -> Reply {
    guard let kind = kinds.first(where: { $0.code == (visit.form["kind"] ?? visit.query["kind"]) }) else { return .redirect("/sources") }
    var fault: Fault?
    if visit.method == "POST" {
      var address = JSONObject()
      for setting in kind.settings {
        guard let text = visit.form[setting.name], !text.isEmpty else { continue }
        address[setting.name] = setting.name == "port" ? Int(text).map { JSON($0) } ?? .string(text) : .string(text)
      }
      var body: JSONObject = JSONObject()
      body["name"] = .string(visit.form["name"] ?? "")
      body["kind"] = .string(kind.code)
      body["address"] = .object(address)
      if let secret = visit.form["secret"], !secret.isEmpty { body["secret"] = .string(secret.replacing("\r\n", with: "\n")) }
      do {
        let made = try await visit.send("POST", "/sources", .object(body))
        return .redirect("/sources/\(made["id"]?.int ?? 0)")
      } catch let found as Fault where found.status != 401 { fault = found }
    }
    let inputs = kind.settings.map { setting -> HTML in
      "<div class=\"field\"><label for=\"\(setting.name)\">\(setting.label)</label><input id=\"\(setting.name)\" name=\"\(setting.name)\" required value=\"\(visit.form[setting.name] ?? "")\"></div>"
    }
    let secret: HTML = ["upload", "directory"].contains(kind.code) ? "" : "<div class=\"field\"><label for=\"secret\">口令、令牌或私钥</label><textarea id=\"secret\" name=\"secret\" rows=\"2\" autocomplete=\"off\"></textarea><p class=\"hint\">加密保存,登记以后谁也读不出来。</p></div>"
    let content: HTML = """
      \(Parts.fault(fault))<form method="post" action="/sources/new" class="narrow">\(Parts.hidden(visit))<input type="hidden" name="kind" value="\(kind.code)">
      <div class="field"><label for="name">名称</label><input id="name" name="name" required maxlength="80" value="\(visit.form["name"] ?? "")"></div>\(inputs)\(secret)<p><button class="main">登记</button></p></form>
      """
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "登记\(kind.label)", trail: [("数据来源", "/sources")], content: content).html)
  }

  private static func layers(_ found: JSON) -> HTML {
    let rows = (found["layers"]?.array ?? []).map { layer -> [HTML] in
      let isWell = layer["ok"]?.bool == true
      return ["\(layer["name"]?.string ?? "")", isWell ? "<span class=\"badge good\">✓ 通过</span>" : "<span class=\"badge bad\">✗ 不通过</span>", "\(layer["message"]?.string ?? "")"]
    }
    return "<section role=\"status\"><h2>测试连接</h2>\(Parts.table(["层", "结果", "说明"], rows))</section>"
  }

  private static func columns(_ found: JSON, _ table: String) -> HTML {
    let rows = (found["columns"]?.array ?? []).map { column -> [HTML] in
      ["\(column["name"]?.string ?? "")", "\(column["label"]?.string ?? "")", "\(column["type"]?.string ?? "")", "\(column["key"]?.bool == true ? "主键" : "")"]
    }
    return "<section role=\"status\"><h2>表 \(table) 的列</h2>\(Parts.table(["列", "名称", "类型", ""], rows))</section>"
  }

  private static func upload(_ visit: Visit, _ id: Int) async throws -> HTML {
    guard let file = visit.form.file("file") else { throw Fault(status: 422, problem: ["message": "请先选择文件", "clause": "EX-7b"]) }
    var query = [(name: "file", value: file.name), (name: "table", value: visit.form["table"] ?? "")]
    for name in ["key", "types"] { if let value = visit.form[name], !value.isEmpty { query.append((name, value)) } }
    let isTrial = visit.form["trial"] != nil
    if isTrial { query.append(("trial", "true")) }
    let change = try await visit.upload("POST", "/sources/\(id)/tables", query, file.content)
    func count(_ name: String) -> Int { change[name]?.int ?? 0 }
    let words = "\(isTrial ? "若上传,将有" : "已上传,现有") \(count("rows")) 行:新增 \(count("inserted")),更新 \(count("updated")),删除 \(count("deleted"))。"
    return "<p class=\"told\" role=\"status\">\(words)</p>\(columns(change, visit.form["table"] ?? ""))"
  }

  private static func show(_ visit: Visit, _ id: Int, _ source: JSON, _ fault: Fault?, _ extra: HTML) async throws -> Reply {
    let kind = source["kind"]?.string ?? ""
    var sections: HTML = ""
    if kind == "upload" {
      let uploads = (try await visit.get("/sources/\(id)/tables")["uploads"]?.array ?? []).map { line -> [HTML] in
        [
          Parts.time(line["at"]?.string), "\(line["table"]?.string ?? "")", "\(line["file"]?.string ?? "")", "\(line["rows"]?.int ?? 0)",
          "新增 \(line["inserted"]?.int ?? 0),更新 \(line["updated"]?.int ?? 0),删除 \(line["deleted"]?.int ?? 0)", "\(line["by"]?.string ?? "")",
        ]
      }
      sections = """
        <section aria-labelledby="upload"><h2 id="upload">上传表</h2><form method="post" enctype="multipart/form-data" action="/sources/\(id)/tables" class="narrow">\(Parts.hidden(visit))
        <div class="field"><label for="file">XLSX 或 CSV,第一行是列名</label><input id="file" type="file" name="file" accept=".xlsx,.csv" required></div>
        <div class="field"><label for="table">表名</label><input id="table" name="table" required maxlength="21" value="\(visit.form["table"] ?? "")"></div>
        <div class="field"><label for="key">主键列(多列用逗号隔开)</label><input id="key" name="key" value="\(visit.form["key"] ?? "")"></div>
        <div class="field"><label for="types">指定类型(可不填,如 电话:text)</label><input id="types" name="types" value="\(visit.form["types"] ?? "")"></div>
        <p><button name="trial" value="1">先看会改动多少行</button> <button class="main">上传</button></p></form></section>
        <section><h2>上传记录</h2>\(Parts.table(["时间", "表", "文件", "行", "改动", "经手人"], uploads, empty: "还没有上传过。"))</section>
        """
    }
    if SourceKind(rawValue: kind)?.isTabular == true {
      sections = sections + """
        <section><h2>查看一张表的列</h2><form method="get" action="/sources/\(id)/columns" class="filter"><div class="field"><label for="schema">模式(MariaDB 为库名)</label><input id="schema" name="schema" value="\(visit.query["schema"] ?? "public")"></div>
        <div class="field"><label for="name">表</label><input id="name" name="table" required value="\(visit.query["table"] ?? "")"></div><button>查看</button></form></section>
        """
    }
    let content: HTML = """
      \(Parts.fault(fault))\(extra)\(Parts.facts([("种类", "\(label(kind))"), ("地址", "\(address(source))"), ("口令或密钥", "\(source["hasSecret"]?.bool == true ? "已加密保存" : "没有")")]))
      <form method="post" action="/sources/\(id)/test">\(Parts.hidden(visit))<button class="main">测试连接</button></form>\(sections)
      """
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "数据来源 \(source["name"]?.string ?? "")", trail: [("数据来源", "/sources")], content: content).html)
  }
}
