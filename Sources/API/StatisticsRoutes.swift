import Accounts
import JSONText
import Measures
import Records
import Registry
import Sharing
import Vocabulary

/// Statistics of a period, the lists behind them, and frozen months (EX §6, EX-17b).
extension Routes {
  var statistics: [Route] {
    [
      Route(.get, "/api/v1/statistics", .session, "统计:period=2026-11、2026-Q4、2026,measure,department,format=json、csv、xlsx(EX-17b)", reply: showStatistics),
      Route(.get, "/api/v1/statistics/bulletin", .any(["bureau.network-bulletin"]), "年度运行管理通报初稿:year,按统计生成四章(NET-19)", draftBulletin),
      Route(.get, "/api/v1/statistics/snapshots", .session, "统计快照:已冻结的月份(EX-17b)", listSnapshots),
      Route(.get, "/api/v1/statistics/snapshots/{month}", .session, "一个月的统计快照", showSnapshot),
      Route(.get, "/api/v1/statistics/{figure}", .session, "一个统计指标的明细,与指标出自同一查询;format=json、csv", reply: listFigure),
    ]
  }

  /// `?period=2026-Q4&department=market&format=csv`: one's own department; the bureau may name one, or reads all.
  @Sendable private func showStatistics(_ call: Call) async throws -> Reply {
    let (person, period) = (try call.someone(), try await statisticsPeriod(call))
    let department = try await desks.statistics.department(call.query["department"], for: person)
    let format = call.query["format"] ?? "json"
    guard ["json", "csv", "xlsx"].contains(format) else { throw Refused(Refusal.badQuery.saying(["name": "format"])) }
    if format != "json" {
      try await desks.statistics.noteExport("*", period, department: department, format: format, by: person)
    }
    let report = try await desks.statistics.report(period, department: department, measure: try call.measure())
    let table = StatisticsTable(report)
    switch format {
    case "csv": return .download(table.list.download { take in
        try await take(table.lines)
        return [:]
      })
    case "xlsx":
      guard let workbook = desks.workbook else { throw Refused(.noWorkbook) }
      do {
        let body = try await workbook.write(table.cells)
        return .document(Document(mediaType: StatisticsTable.xlsx, body: body, showing: .file("statistics-\(period.text).xlsx")))
      } catch let unreadable as SheetUnreadable {
        throw Refused(Refusal.unreadableSheet.saying(["why": unreadable.why]))
      }
    default:
      var answer = report.json().object ?? JSONObject()
      answer["department"] = JSON(department)
      return .answer(Answer(200, .object(answer)))
    }
  }

  /// The rows behind a figure: pages in JSON, the whole list as a file in CSV.
  @Sendable private func listFigure(_ call: Call) async throws -> Reply {
    let (person, period, format) = (try call.someone(), try await statisticsPeriod(call), try call.format())
    guard let figure = Figure.named(call.parameters["figure"] ?? "") else { throw Refused(.noFigure) }
    let desk = desks.statistics
    let department = try await desk.department(call.query["department"], for: person)
    if format == .csv {
      try await desk.noteExport(figure.code, period, department: department, format: format.rawValue, by: person)
      return .download(FigureJSON.list(figure, period).download { take in
          var after: FigurePosition?
          var count: Int64 = 0
          while true {
            let lines = try await desk.rows(of: figure, period, department: department, after: after, limit: 1000)
            count += Int64(lines.count)
            try await take(lines.map { FigureJSON.line($0, figure) })
            guard lines.count == 1000, let last = lines.last else { return ["count": JSON(count)] }
            after = last.row.position
          }
        })
    }
    let limit = try call.page(numbered: false).limit
    let after = try call.query["after"].map { text in
      guard let position = FigurePosition(text) else { throw Refused(Refusal.badQuery.saying(["name": "after"])) }
      return position
    }
    let lines = try await desk.rows(of: figure, period, department: department, after: after, limit: limit)
    return .answer(
      Answer(
        200,
        [
          "code": .string(figure.code), "label": .string(figure.label), "unit": .string(figure.unit), "clause": .string(figure.clause.description),
          "measure": .string(figure.family.measure), "rows": .array(lines.map { .object(FigureJSON.line($0, figure)) }),
          "next": lines.count == limit ? JSON(lines[lines.count - 1].row.position.description) : .null,
        ]))
  }

  @Sendable private func listSnapshots(_ call: Call) async throws -> Answer {
    _ = try await desks.statistics.department(nil, for: call.someone())
    let limit = try call.page(numbered: false).limit
    let rows = try await desks.statistics.snapshots(after: call.query["after"] ?? "", limit: limit)
    return Answer(
      200, ["snapshots": .array(rows.map(SnapshotJSON.line)), "next": rows.count == limit ? .string(rows[rows.count - 1].month) : .null])
  }

  /// A department reads its own part of a frozen month; the hash is that of the whole.
  @Sendable private func showSnapshot(_ call: Call) async throws -> Answer {
    let own = try await desks.statistics.department(call.query["department"], for: call.someone())
    return Answer(200, try SnapshotJSON.of(try await desks.statistics.snapshot(call.parameters["month"] ?? ""), department: own))
  }

  /// `GET /api/v1/statistics/bulletin?year=2026`: the four chapters that the year's figures give (NET-19).
  @Sendable private func draftBulletin(_ call: Call) async throws -> Answer {
    guard let year = call.query["year"], year.count == 4, let period = StatisticsPeriod(year) else { throw Refused(Refusal.badQuery.saying(["name": "year"])) }
    _ = try call.someone()
    let report = try await desks.statistics.report(period, department: nil, measure: "extranet")
    return Answer(200, .object(YearlyBulletin.fields(year: year, report.figures.map { ($0, $0.value(of: report.tally($0))) })))
  }

  /// The running month when nothing is said.
  private func statisticsPeriod(_ call: Call) async throws -> StatisticsPeriod {
    guard let text = call.query["period"] else { return StatisticsPeriod(monthOf: try await desks.records.read { _, now in Day(of: now) }) }
    guard let period = StatisticsPeriod(text) else { throw Refused(Refusal.badQuery.saying(["name": "period"])) }
    return period
  }
}

extension Call {
  /// `?measure=extranet`: one measure's figures.
  fileprivate func measure() throws(Refused) -> String? {
    guard let text = query["measure"] else { return nil }
    guard Measure.all.contains(where: { $0.path == text }) else { throw Refused(Refusal.badQuery.saying(["name": "measure"])) }
    return text
  }
}

extension Refusal {
  static let noFigure = Refusal("figure.unknown", .missing, "没有这个统计指标;指标编码见 /api/v1/statistics 的 code", "EX-17b")
  static let noWorkbook = Refusal("workbook.none", .stopped, "本服务器没有设置XLSX程序,请改用CSV", "EX-17b")
}
