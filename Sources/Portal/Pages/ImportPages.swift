import JSONText

/// 目录导入: a sheet becomes drafts: template, upload, preview, confirm; taken back within a day.
enum ImportPages {
  private static let outcomes = [("new", "新增"), ("changed", "有改动"), ("unchanged", "无变化"), ("published", "已发布"), ("under-way", "办理中"), ("wrong", "有误")]

  static func answer(_ visit: Visit, _ parts: [String]) async throws -> Reply {
    guard let id = parts.first.flatMap(Int.init) else { return try await list(visit) }
    var (fault, told): (Fault?, String?) = (nil, nil)
    if visit.method == "POST" {
      do {
        let act = parts.dropFirst().first == "undo" ? "undo" : "confirm"
        _ = try await visit.send("POST", "/imports/\(id)/\(act)", [:])
        told = act == "undo" ? "已撤销,未动过的草稿已作废。" : "已生成草稿,可在待办中逐个提交。"
      } catch let found as Fault where found.status != 401 { fault = found }
    }
    return try await show(visit, id, fault, told)
  }

  private static func list(_ visit: Visit) async throws -> Reply {
    var fault: Fault?
    if visit.method == "POST" {
      do {
        guard let file = visit.form.file("file") else { throw Fault(status: 422, problem: ["message": "请先选择文件", "clause": "EX-6a"]) }
        let made = try await visit.upload("POST", "/imports", [("file", file.name)], file.content)
        return .redirect("/imports/\(made["id"]?.int ?? 0)")
      } catch let found as Fault where found.status != 401 { fault = found }
    }
    let rows = (try await visit.get("/imports", [("limit", "50")])["imports"]?.array ?? []).map { line -> [HTML] in
      let state = line["undoneAt"]?.string != nil ? "已撤销" : line["confirmedAt"]?.string != nil ? "已确认" : "预览"
      return ["<a href=\"/imports/\(line["id"]?.int ?? 0)\">\(line["file"]?.string ?? "")</a>", Parts.time(line["madeAt"]?.string), "\(line["rows"]?.int ?? 0)", "\(state)"]
    }
    let content: HTML = """
      \(Parts.fault(fault))<p><a href="\(Parts.file("/imports/template"))">下载模板(XLSX)</a></p>
      <form method="post" enctype="multipart/form-data" action="/imports" class="narrow">\(Parts.hidden(visit))<div class="field"><label for="file">填好的目录表(XLSX 或 CSV)</label><input id="file" type="file" name="file" accept=".xlsx,.csv" required></div><p><button class="main">上传并预览</button></p></form>
      <p class="hint">先看会生成什么,确认以后才写入。</p>\(Parts.table(["文件", "上传", "行", "状态"], rows, empty: "还没有导入过。"))
      """
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "目录导入", content: content).html)
  }

  private static func show(_ visit: Visit, _ id: Int, _ fault: Fault?, _ told: String?) async throws -> Reply {
    let page = try await visit.get("/imports/\(id)")
    let counts = outcomes.map { code, label -> (String, HTML) in (label, "\(page["outcomes"]?[code]?.int ?? 0)") }
    let faults = (page["faults"]?.array ?? []).prefix(200).map { line -> [HTML] in ["\(line["row"]?.int ?? 0)", "\(line["column"]?.string ?? "整行")", "\(line["reason"]?.string ?? "")"] }
    let isOpen = page["confirmedAt"]?.string == nil && page["undoneAt"]?.string == nil
    let isKept = page["confirmedAt"]?.string != nil && page["undoneAt"]?.string == nil
    let acts: HTML = isOpen
      ? "<form method=\"post\" action=\"/imports/\(id)/confirm\">\(Parts.hidden(visit))<button class=\"main\">确认,生成草稿</button></form>"
      : isKept ? "<form method=\"post\" action=\"/imports/\(id)/undo\">\(Parts.hidden(visit))<button class=\"danger\">撤销这次导入</button></form>" : ""
    let content: HTML = """
      \(Parts.fault(fault))\(Parts.facts([("文件", "\(page["file"]?.string ?? "")"), ("行", "\(page["rows"]?.int ?? 0)")] + counts))<p>\(acts)</p>
      \(faults.isEmpty ? HTML.empty : "<section><h2>要改正的</h2>\(Parts.table(["行", "列", "原因"], faults))<p><a href=\"\(Parts.file("/imports/\(id)/workbook"))\">下载原表,带“错误原因”一列</a></p></section>" as HTML)
      """
    return .page(fault?.status ?? 200, Shell(visit: visit, title: "目录导入 \(id)", trail: [("目录导入", "/imports")], told: told, content: content).html)
  }
}
