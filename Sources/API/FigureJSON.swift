import Vocabulary
import JSONText
import Registry
import Seals
import Sharing

/// The rows behind a figure.
enum FigureJSON {
  static func line(_ line: FigureLine, _ figure: Figure) -> JSONObject {
    let row = line.row
    let json: JSON = [
      "at": .string(row.at.text), "department": JSON(row.department), "id": row.caseID.map { JSON($0) } ?? .null, "number": .string(row.number),
      "title": JSON(row.title), "note": JSON(row.note), "from": JSON(row.from?.text), "to": JSON(row.to?.text),
      "days": line.days.map { JSON($0) } ?? .null, "value": figure.value(of: FigureLine.tally([line])), "amount": JSON(row.amount), "bytes": JSON(row.bytes), "key": .string(row.key),
    ]
    return json.object ?? JSONObject()
  }

  static func list(_ figure: Figure, _ period: StatisticsPeriod) -> LongList {
    LongList(
      "\(figure.code)-\(period.text)",
      [
        "at": "时间", "department": "部门", "id": "事项编号", "number": "文号", "title": "名称", "note": "说明", "from": "起算日", "to": "办结日", "days": "工作日",
        "amount": "数量", "bytes": "字节", "key": "行标识",
      ], as: .csv)
  }
}

/// A frozen month.
enum SnapshotJSON {
  static func line(_ row: SnapshotLine) -> JSON { ["month": .string(row.month), "madeAt": .string(row.madeAt.text), "hash": .string(hex(row.hash))] }

  /// The whole for the bureau; for a department its own part of each figure.
  static func of(_ row: SnapshotRow, department: String?) throws -> JSON {
    // Our own text, however long a month is.
    var body = try JSON.parse(Array(row.body.utf8), limits: JSONLimits(bytes: 1 << 30, depth: 16)).object ?? JSONObject()
    if let department {
      body["figures"] = .array((body["figures"]?.array ?? []).map { own($0.object ?? JSONObject(), department) })
      body["department"] = .string(department)
    }
    body["madeAt"] = .string(row.madeAt.text)
    body["hash"] = .string(hex(row.hash))
    body["intact"] = .bool(row.isIntact)
    return .object(body)
  }

  private static func own(_ figure: JSONObject, _ department: String) -> JSON {
    let part = figure["departments"]?.array?.first { $0["department"]?.string == department }
    var figure = figure
    figure["departments"] = .array(part.map { [$0] } ?? [])
    figure["value"] = part?["value"] ?? (figure["unit"]?.string == "%" ? .null : 0)
    figure["count"] = part?["count"] ?? 0
    return .object(figure)
  }
}
