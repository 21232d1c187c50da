import JSONText

/// 对照: what is applied for beside what the resource offers and what it asks for, for whoever decides. All of it on one screen, above the decision.
struct ReviewTable {
  let visit: Visit
  let item: JSON
  /// Of the application, with its resource under `resource`.
  let catalogue: JSON?

  private var waits: Bool { ["platform-review", "provider-review"].contains(item["state"]?["code"]?.string) }

  func html() -> HTML {
    guard item["procedure"]?.string == "exchange.application", waits, visit.holds("bureau.application", "provider.review"), let resource = catalogue?["resource"] else { return "" }
    return """
      <section aria-labelledby="review"><h2 id="review">申请与目录对照</h2><div class="pair"><div>\(items(resource, catalogue))</div><div>\(terms(catalogue))\(materials)</div></div></section>
      """
  }

  /// Every item of the resource: what is asked for with its use, and what is not.
  private func items(_ resource: JSON, _ catalogue: JSON?) -> HTML {
    let declared = catalogue?["fields"]?["items"]?.array ?? []
    let asked = item["fields"]?["items"]?.array ?? []
    let rows = (resource["fields"]?["items"]?.strings ?? []).map { name -> [HTML] in
      let about = declared.first { $0["name"]?.string == name }
      let wish = asked.first { $0["name"]?.string == name }
      let use: HTML = wish.map { "✓ \($0["use"]?.string ?? "")" } ?? "<span class=\"hint\">未申请</span>"
      return ["\(about?["label"]?.string ?? name) <code>\(name)</code>", use]
    }
    return Parts.table(["资源的数据项", "申请的用途"], rows, caption: "申请 \(asked.count) 项,共 \(rows.count) 项")
  }

  private func terms(_ catalogue: JSON?) -> HTML {
    let (fields, about) = (item["fields"], catalogue?["fields"])
    let conditions = about?["conditions"]?.strings ?? []
    let share = ["unconditional": "无条件共享", "conditional": "有条件共享"][about?["class"]?.string ?? ""] ?? ""
    return Parts.facts([
      ("共享类型", "\(share)"), ("共享条件", conditions.isEmpty ? "" : "<ul class=\"plain\">\(conditions.map { "<li>\($0)</li>" as HTML })</ul>"),
      ("业务系统", "\(fields?["system"]?.string ?? "")"), ("履职依据和使用事由", "\(fields?["purpose"]?.string ?? "")"), ("应用场景", "\(fields?["scene"]?.string ?? "")"),
      ("数据流向", "\(fields?["flow"]?.string ?? "")"), ("使用期限", "\(fields?["months"]?.int.map { "\($0) 个月(上限 36 个月)" } ?? "")"), ("安全措施", "\(fields?["safety"]?.string ?? "")"),
    ])
  }

  /// What the catalogue lists as needed, and what lies there.
  private var materials: HTML {
    let laid = item["papers"]?.array ?? []
    let api = "/exchange/application/\(item["id"]?.int ?? 0)"
    var wanted = (item["materials"]?.array ?? []).map { (name: $0["name"]?.string ?? "", label: $0["label"]?.string ?? "") }
    if item["wanted"]?.strings?.contains("stamped-form") == true || laid.contains(where: { $0["name"]?.string == "stamped-form" }) { wanted.append(("stamped-form", "服务接口申请表")) }
    guard !wanted.isEmpty else { return "<p class=\"hint\">目录列明:无需材料。</p>" }
    let rows = wanted.map { wish -> [HTML] in
      let paper = laid.last { $0["name"]?.string == wish.name }
      return ["\(wish.label)", paper.map { "<a href=\"\(Parts.file("\(api)/papers/\(wish.name)"))\">\($0["file"]?.string ?? "")</a>\(reading($0))" as HTML } ?? "<span class=\"badge bad\">未提交</span>"]
    }
    return Parts.table(["所需材料", "提交的"], rows)
  }

  /// What a machine read off the scan, before anybody decides.
  private func reading(_ paper: JSON) -> HTML {
    guard let reading = paper["reading"], !reading.isNull else { return "" }
    return " <span class=\"badge\">\(reading["label"]?.string ?? "")</span>\(reading["warning"]?.string.map { "<p class=\"fault\">\($0)</p>" as HTML })"
  }
}
