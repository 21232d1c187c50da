import Accounts
import JSONText
import Records
import Registry
import Vocabulary

extension Routes {
  var useLogs: [Route] {
    [
      Route(
        "/api/v1/use-log", .any(["user.audit", "bureau.audit", "admin.audit"]), "数据使用日志:调用、交付、下载、导出、授权码重置(EX-20)",
        download: readUseLog)
    ]
  }

  /// `?from=2026-11-01&to=2026-11-30&format=csv`: one's own department; the bureau may name one, or reads all.
  @Sendable func readUseLog(_ call: Call) async throws -> Download {
    let (person, period, format, asked) = (try call.someone(), try call.period(), try call.format(), call.query["department"])
    let registry = desks.registry
    let departments = try await registry.useLogDepartments(asked, for: person)
    let named = departments.count == 1 ? departments[0] : nil
    try await registry.noteUseLog(from: period.from, to: period.to, department: named, format: format.rawValue, by: person)
    let list = LongList(
      "use-log-\(period.from.text)-\(period.to.text)",
      [
        "at": "时间", "kind": "种类", "department": "部门", "who": "系统或人员", "subject": "授权或对象", "resource": "资源", "result": "结果", "rows": "行数",
        "bytes": "字节", "reference": "编号",
      ], as: format)
    let head = JSONObject([
      .init(name: "from", value: .string(period.from.text)), .init(name: "to", value: .string(period.to.text)),
      .init(name: "department", value: JSON(named)),
    ])
    return list.download(head: head) { take in
      var counts = UseCounts()
      for department in departments {
        try await registry.readUseLog(UsePeriod(from: period.from, to: period.to, department: department)) { lines in
          for line in lines { counts.count(line) }
          try await take(lines.map(json))
        }
      }
      return counts.json
    }
  }

  private func json(_ line: UseLine) -> JSONObject {
    let json: JSON = [
      "at": .string(line.at.text), "kind": .string(line.kind), "department": JSON(line.department), "who": JSON(line.who),
      "subject": JSON(line.subject), "resource": JSON(line.resource), "result": .string(line.result),
      "rows": line.rows.map { JSON($0) } ?? .null, "bytes": line.bytes.map { JSON($0) } ?? .null, "reference": .string(line.reference),
    ]
    return json.object ?? JSONObject()
  }
}
