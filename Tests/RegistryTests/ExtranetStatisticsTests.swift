import Accounts
import Evidence
import JSONText
import Postgres
import Records
import Registry
import Sharing
import Testing
import Vocabulary
import Workbench

/// The figures of the extranet, over rows that are laid down as a month left them (NET §6).
@Suite struct `The figures of the extranet` {
  private func scene(_ body: @Sendable (Office) async throws -> Void) async throws {
    try await Office.with { office in
      try await office.begin(at: try #require(Instant("2026-12-01T08:00:00+08:00")))
      let account = try await office.hire("net.scene", "market").person.id
      try await office.database.pool.with { try await $0.script(ExtranetScene.rows(by: account)) }
      try await body(office)
    }
  }
  private func november() throws -> StatisticsPeriod { try #require(StatisticsPeriod("2026-11")) }

  @Test(.clause("NET-18")) func `NET-18 say 99.17 percent of two faults of three hours in a month of thirty days`() async throws {
    try await scene { office in
      let report = try await office.statistics.report(try november(), department: nil, measure: "extranet")
      func text(_ code: String) throws -> String {
        let figure = try #require(Figure.named(code))
        return figure.value(of: report.tally(figure)).text
      }
      #expect(try text("net.availability.one") == "99.17")
      #expect(try text("net.fault.one") == "2" && text("net.fault.hours.one") == "6")
      #expect(try text("net.availability.two") == "100")
      #expect(try text("net.private.merged") == "2" && text("net.private.all") == "5" && text("net.private.remaining") == "3", "NET-4c: two of five, and the three others listed")
      #expect(try text("net.township.coverage") == "50")
      #expect(try text("net.line.cost.unit") == "12000" && text("net.line.payer.bureau") == "1")
      #expect(report.figures.allSatisfy { $0.family.measure == "extranet" })
    }
  }

  @Test(.clause("NET-4c", "NET-10", "NET-15b")) func `NET-4c equal the lists behind them, every one`() async throws {
    try await scene { office in
      let report = try await office.statistics.report(try november(), department: nil, measure: "extranet")
      for figure in report.figures {
        let lines = try await office.statistics.rows(of: figure, try november(), department: nil, limit: 500)
        #expect(report.tally(figure).count == lines.count && FigureLine.tally(lines) == report.tally(figure), "\(figure.code)")
        #expect(Set(lines.map(\.row.key)).count == lines.count, "\(figure.code) lists a row twice")
        #expect(!lines.isEmpty, "\(figure.code) has no row to compare")
      }
    }
  }

  @Test(.clause("NET-19")) func `NET-19 give a year's bulletin its four chapters to begin with`() async throws {
    try await scene { office in
      let year = try #require(StatisticsPeriod("2026"))
      let report = try await office.statistics.report(year, department: nil, measure: "extranet")
      let fields = YearlyBulletin.fields(year: "2026", report.figures.map { ($0, $0.value(of: report.tally($0))) })
      #expect(fields["kind"] == "yearly" && fields["year"] == "2026")
      #expect(fields["access"]?.string?.contains("接入:已开通 1 个") == true)
      #expect(fields["security"]?.string?.contains("安全事件:重大 1 起") == true)
      #expect(fields["lines"]?.string?.contains("可用率:一平面") == true)
      #expect(fields["keyWork"]?.string?.contains("业务专网:已融合 2 个") == true)
    }
  }
}
