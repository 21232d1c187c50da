import Vocabulary
import JSONText
import Registry
import Sharing

/// Statistics as a table: a line for each figure and department, the whole first where there are several.
struct StatisticsTable: Sendable {
  static let xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  private static let columns: KeyValuePairs<String, String> = [
    "group": "类别", "code": "指标编码", "label": "指标", "whose": "归属", "department": "部门编码", "name": "部门", "value": "数值", "unit": "单位", "count": "明细条数",
    "clause": "条款",
  ]

  let list: LongList
  let lines: [JSONObject]

  init(_ report: StatisticsReport) {
    list = LongList("statistics-\(report.period.text)", Self.columns, as: .csv)
    lines = report.figures.flatMap { figure in
      let parts = report.departments(figure)
      let whole = parts.count == 1 ? [] : [Self.line(figure, nil, "合计", report.tally(figure))]
      return whole + parts.map { Self.line(figure, $0.code, report.name($0.code), $0.tally) }
    }
  }

  private static func line(_ figure: Figure, _ code: String?, _ name: String, _ tally: Tally) -> JSONObject {
    let json: JSON = [
      "group": .string(figure.family.label), "code": .string(figure.code), "label": .string(figure.label), "whose": .string(figure.family.whose),
      "department": JSON(code), "name": .string(name), "value": figure.value(of: tally), "unit": .string(figure.unit), "count": JSON(tally.count),
      "clause": .string(figure.clause.description),
    ]
    return json.object ?? JSONObject()
  }

  /// The heading and the lines as they are written into a workbook.
  var cells: [[String]] {
    [Self.columns.map(\.value)]
      + lines.map { line in
        Self.columns.map { column in
          switch line[column.key] {
          case nil, .null: ""
          case .string(let text): text
          case .some(let value): value.text
          }
        }
      }
  }
}
