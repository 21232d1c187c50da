import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Postgres
import Records
import Registry
import Sharing
import Testing
import Vocabulary
import Workbench
import Workflow

@Suite struct `The figures` {
  private func november() throws -> StatisticsPeriod { try #require(StatisticsPeriod("2026-11")) }

  /// An office on 1 December 2026, 08:00, with a row for every figure.
  private func scene<Output: Sendable>(_ body: @Sendable (Office) async throws -> Output) async throws -> Output {
    try await Office.with { office in
      try await office.begin(at: try #require(Instant("2026-12-01T08:00:00+08:00")))
      let person = try await office.hire("scene", "market").person.id
      try await StatisticsScene.lay(office, by: person)
      return try await body(office)
    }
  }

  private func lines(_ office: Office, _ figure: Figure, _ department: String?, page: Int) async throws -> [FigureLine] {
    var found: [FigureLine] = []
    while true {
      let lines = try await office.statistics.rows(of: figure, try november(), department: department, after: found.last?.row.position, limit: page)
      found += lines
      if lines.count < page { return found }
    }
  }

  private func count(_ office: Office, _ code: String, _ period: StatisticsPeriod? = nil, of department: String? = nil) async throws -> Int64 {
    let figure = try #require(Figure.named(code))
    let month = try period ?? november()
    return try await office.statistics.report(month, department: department).tally(figure).count
  }

  @Test(.clause("EX-17b")) func `EX-17b equal the lists behind them, every one, for all and for a department`() async throws {
    try await scene { office in
      for department in [nil, "market", "statistics"] as [String?] {
        let report = try await office.statistics.report(try november(), department: department)
        for figure in Figure.all where figure.family.measure == "exchange" {
          let lines = try await lines(office, figure, department, page: 2)
          let tally = report.tally(figure)
          #expect(tally.count == lines.count, "\(figure.code) \(department ?? "*")")
          #expect(FigureLine.tally(lines) == tally, "\(figure.code) \(department ?? "*")")
          #expect(Set(lines.map(\.row.key)).count == lines.count, "\(figure.code) lists a row twice")
          if department == nil {
            #expect(tally.count > 0, "\(figure.code) has no row to compare")
          } else {
            #expect(lines.allSatisfy { $0.row.department == department }, "\(figure.code)")
          }
        }
      }
    }
  }

  @Test func `EX-14c count as late what the measure limits, never a target of ours nor what was dropped in time`() async throws {
    try await scene { office in
      let report = try await office.statistics.report(try november(), department: nil)
      func value(_ code: String) throws -> JSON {
        let figure = try #require(Figure.named(code))
        return figure.value(of: report.tally(figure))
      }
      for leg in ["application.bureau", "application.provider", "demand.bureau", "demand.provider"] {
        #expect(try value("\(leg).handled") == 2 && value("\(leg).late") == 1 && value("\(leg).rate") == 50, "\(leg)")
        // 2 to 6 November are four working days, 2 to 18 November twelve.
        #expect(try value("\(leg).average") == 8 && value("\(leg).longest") == 12, "\(leg)")
      }
      #expect(try value("change.on-time") == 1 && value("change.late") == 1 && value("change.extended") == 1)
      #expect(try value("grant.unused") == 1 && value("grant.expired") == 2)
      // The fault runs on into December: two of its five hours are November's.
      #expect(try value("downtime.fault") == 2 && value("downtime.planned") == .number("1.5"))
      #expect(try value("training.people") == 70 && value("call.rows") == 14 && value("delivery.bytes") == 1000)
      #expect(report.departments(try #require(Figure.named("call.refused"))).map(\.code) == [""])
    }
  }

  @Test(.clause("EX-1")) func `EX-1 two applications flagged for one thing done well make the month's figure two`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      for (system, flag) in [("甲", "true"), ("乙", "true"), ("丙", "false")] {
        let fields = Office.applicationFields(system).replacing("\"commitment\":true", with: "\"commitment\":true,\"oneThing\":\(flag),\"oneThingName\":\"开办企业\"")
        let id = try await office.open(.application, fields, parent: resource, by: staff.applicant).id
        try await office.act("submit", .application, id, by: staff.applicant)
      }
      let month = StatisticsPeriod(monthOf: Day(of: try await office.now()))
      #expect(try await count(office, "application.one-thing", month) == 2)
      #expect(try await count(office, "application.submitted", month) == 3)
      #expect(try await count(office, "application.one-thing", month, of: "market") == 0)
      #expect(try await count(office, "application.one-thing", month.monthBefore) == 0)
    }
  }

  @Test(.clause("EX-18")) func `EX-18 count a training for its department, not when it is taken back`() async throws {
    try await Office.with { office in
      try await office.begin(at: try #require(Instant("2026-11-25T09:00:00+08:00")))
      let staff = try await office.staff()
      let fields = try #require(try JSON.parse(#"{"date":"2026-11-20","topic":"数据安全","people":35}"#).object)
      let ledgers = LedgerDesk(office.records)
      let row = try await office.records.perform(.account(staff.applicant.id)) { work in
        try await ledgers.add(fields, to: .training, by: staff.applicant, in: work)
      }
      #expect(try await count(office, "training.held", of: "statistics") == 1)
      #expect(try await count(office, "training.held", of: "market") == 0)
      _ = try await office.records.perform(.account(staff.applicant.id)) { work in
        try await ledgers.retract(row.id, of: .training, seen: nil, reason: "重复登记", by: staff.applicant, in: work)
      }
      #expect(try await count(office, "training.held") == 0)
    }
  }

  @Test func `EX-6a of a month that is over stand as they stood at its end`() async throws {
    try await Office.with { office in
      try await office.begin(at: try #require(Instant("2026-11-30T20:00:00+08:00")))
      let staff = try await office.staff()
      let id = try await office.open(.catalogue, Office.catalogueFields("目录", class: "conditional"), by: staff.editor).id
      try await office.act("submit", .catalogue, id, by: staff.editor)
      try await office.setClock(try #require(Instant("2026-12-02T09:00:00+08:00")))
      try await office.act("approve", .catalogue, id, by: staff.bureau)
      #expect(try await count(office, "catalogue.state.review") == 1)
      #expect(try await count(office, "catalogue.state.published") == 0)
      let december = try november().monthAfter
      #expect(try await count(office, "catalogue.state.review", december) == 0)
      #expect(try await count(office, "catalogue.class.conditional", december) == 1)
      #expect(try await count(office, "catalogue.state.published", december.monthAfter) == 0)
    }
  }

  @Test(.clause("EX-21")) func `EX-21 §7.20 count a criticism for whom it names, and penalise nobody by themselves`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let grant = try await office.grant(office.resource(staff), staff)
      let violation = try await office.open(.violation, #"{"facts":"向第三方提供数据","evidence":"调用日志"}"#, parent: grant, by: staff.providerReviewer).id
      try await office.act("record", .violation, violation, by: staff.providerReviewer)
      let fields = #"{"kind":"criticism","title":"通报","text":"……","addressees":["statistics"],"facts":[\#(violation)]}"#
      let bulletin = try await office.open(.bulletin, fields, by: staff.bureau).id
      for step in ["sign", "publish"] { try await office.act(step, .bulletin, bulletin, by: staff.bureau) }
      let month = StatisticsPeriod(monthOf: Day(of: try await office.now()))
      #expect(try await count(office, "bulletin.criticism", month, of: "statistics") == 1)
      #expect(try await count(office, "violation.recorded", month, of: "statistics") == 1)
      #expect(try await count(office, "grant.in-force", month) == 1)
      #expect(try await office.state(.grant, grant, for: staff.receiver) == "in-force")
    }
  }

  @Test func `name every state that a catalogue and a filing can be in, once they went out`() {
    for (procedure, prefix) in [(Procedure.catalogue, "catalogue.state."), (.noShare, "no-share.")] {
      let states = Set(procedure.states.map(\.code)).subtracting(["draft", "discarded"])
      #expect(Set(Figure.all.map(\.code).filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }) == states)
    }
  }
}
