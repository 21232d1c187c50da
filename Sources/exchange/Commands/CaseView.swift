import JSONText

/// A case on the terminal: where it stands, its clocks, what may be done now.
enum CaseView {
  static func show(_ found: JSON, as shape: OutputShape) {
    guard shape == .table else { return Output.one(found, as: shape) }
    print(text(found))
  }

  static func text(_ found: JSON) -> String {
    var rows: [[String]] = []
    func add(_ label: String, _ value: JSON?) {
      let text = Output.plain(value ?? .null)
      if !text.isEmpty { rows.append([label, text]) }
    }
    add("编号", found["id"])
    add("文号", found["number"])
    add("状态", found["state"]?["label"])
    add("部门", found["department"])
    add("对方部门", found["counterpart"])
    add("上级事项", found["parent"])
    add("级联状态", found["cascade"]?["state"])
    add("上级编目代码", found["cascade"]?["upstreamCode"])
    add("上级目录", found["cascade"]?["upstream"]?["title"])
    add("上级退回理由", found["cascade"]?["reason"])
    if let quality = found["quality"] {
      add("最近一次加载", quality["landedAt"])
      add("加载行数", quality["rows"])
      for item in quality["nulls"]?.array ?? [] where item["rows"]?.int != 0 {
        add("空值", .string("\(Output.plain(item["item"] ?? .null)) 有 \(Output.plain(item["rows"] ?? .null)) 行为空,声明为非空"))
      }
      add("加载故障", quality["fault"])
    }
    for clock in found["clocks"]?.array ?? [] { rows.append(["时限 \(Output.plain(clock["code"] ?? .null))", line(of: clock)]) }
    if let days = found["workingDays"] {
      add("停留", .string("市数据局 \(Output.plain(days["bureau"] ?? .null)) 个工作日,提供部门 \(Output.plain(days["provider"] ?? .null)) 个工作日"))
    }
    for member in found["fields"]?.object?.members ?? [] { add(member.name, member.value) }
    for material in found["materials"]?.array ?? [] {
      let marks = [material["required"]?.bool == true ? "必需" : "可选", material["laid"]?.bool == true ? "已附" : "未附"]
        + [material["template"]?.string.map { "模板 \($0)" }].compactMap(\.self)
      rows.append(["材料 \(Output.plain(material["name"] ?? .null))", "\(Output.plain(material["label"] ?? .null))(\(marks.joined(separator: ",")))"])
    }
    for paper in found["papers"]?.array ?? [] {
      let parts = ["file", "version", "sha256"].map { Output.plain(paper[$0] ?? .null) }
      rows.append(["附件 \(Output.plain(paper["name"] ?? .null))", "\(parts[0]) 第\(parts[1])版 SHA-256 \(parts[2].prefix(16))"])
      if let warning = paper["reading"]?["warning"]?.string { rows.append(["", "注意:\(warning)"]) }
    }
    add("此刻可办", .string(steps(found)))
    return TextTable(head: ["事项", Output.plain(found["procedure"] ?? .null)], rows: rows).text
  }

  /// `approve 同意授权`, one after the other.
  private static func steps(_ found: JSON) -> String {
    (found["steps"]?.array ?? []).map { step in
      "\(Output.plain(step["name"] ?? .null)) \(Output.plain(step["label"] ?? .null))"
    }.joined(separator: "、")
  }

  private static func line(of clock: JSON) -> String {
    let late = clock["late"]?.bool == true ? ",已超期" : ""
    let clause = clock["clause"]?.string.map { "(\($0))" } ?? ""
    return "截止 \(Output.plain(clock["dueDay"] ?? .null)) 24时\(late)\(clause)"
  }
}
