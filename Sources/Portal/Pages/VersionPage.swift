import JSONText
import Measures
import Workflow

/// 历次版本 of a catalogue: what each changed, and whose grants that touches.
enum VersionPage {
  static func answer(_ visit: Visit, _ parts: [String]) async throws -> Reply {
    guard let id = parts.first.flatMap(Int.init) else { return .page(404, FaultPage.missing(visit)) }
    let versions = try await visit.get("/catalogues/\(id)/versions")["versions"]?.array ?? []
    let rows = versions.reversed().map { version -> [HTML] in
      let number = version["version"]?.int ?? 0
      return [
        "第 \(number) 版", Parts.time(version["publishedAt"]?.string), "\(version["publishedBy"]?.string ?? "")", "\(version["fields"]?["name"]?.string ?? "")",
        number > 1 ? "<a href=\"/versions/\(id)?from=\(number - 1)&to=\(number)\">与上一版比较</a>" : "",
      ]
    }
    var changes: HTML = ""
    if let to = visit.query["to"] { changes = try await difference(visit, id, visit.query["from"] ?? "1", to) }
    let content: HTML = "\(changes)\(Parts.table(["版本", "发布", "发布人", "名称", ""], rows, empty: "还没有发布过。"))"
    return .page(200, Shell(visit: visit, title: "历次版本", trail: [("事项", "/cases"), ("目录", "/cases/exchange/catalogue/\(id)")], content: content).html)
  }

  private static func difference(_ visit: Visit, _ id: Int, _ from: String, _ to: String) async throws -> HTML {
    let found = try await visit.get("/catalogues/\(id)/diff", [("from", from), ("to", to)])
    func text(_ value: JSON?) -> String { value?.string ?? value?.strings?.joined(separator: "、") ?? value.flatMap { $0.isNull ? nil : $0.text } ?? "" }
    let lines = ["changes", "altered", "added", "dropped"].flatMap { kind in
      (found[kind]?.array ?? []).map { change -> [HTML] in
        if let pointer = change["pointer"]?.string { return ["\(labels[kind] ?? "")", "\(label(pointer))", "\(text(change["from"]))", "\(text(change["to"]))"] }
        let item = "\(change["label"]?.string ?? "")(\(change["name"]?.string ?? ""))"
        return ["\(labels[kind] ?? "")", "数据项", kind == "dropped" ? "\(item)" : "", kind == "added" ? "\(item)" : ""]
      }
    }
    let grants = (found["grants"]?.array ?? []).map { grant -> [HTML] in
      ["<a href=\"/grants/\(grant["id"]?.int ?? 0)\">\(grant["number"]?.string ?? "")</a>", "\(visit.name(of: grant["department"]?.string))", "\(grant["title"]?.string ?? "")", "\((grant["items"]?.strings ?? []).joined(separator: "、"))"]
    }
    return """
      <section><h2>第 \(from) 版 → 第 \(to) 版</h2>\(Parts.table(["", "内容", "原来", "现在"], lines, empty: "没有不同。"))
      \(grants.isEmpty ? HTML.empty : Parts.table(["授权", "使用部门", "资源", "涉及的数据项"], grants, caption: "受影响的授权"))</section>
      """
  }

  private static let labels = ["changes": "改动", "altered": "改动", "added": "增加", "dropped": "删除"]

  /// `/frequency` → 更新频率, by the catalogue's own form.
  private static func label(_ pointer: String) -> String {
    let parts = pointer.split(separator: "/").map(String.init)
    guard let first = parts.first, let field = Measure.procedure("exchange.catalogue")?.fields.first(where: { $0.name == first }) else { return pointer }
    return ([field.label] + parts.dropFirst()).joined(separator: " ")
  }
}
