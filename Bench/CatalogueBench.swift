import Accounts
import CaseDesk
import JSONText
import Measures
import Postgres
import Records
import Registry
import Sharing
import Vocabulary
import Workbench
import Workflow

/// A city's index of many catalogues: searching it, listing what a person may see, taking an act.
struct CatalogueBench: Sendable {
  let database: TestDatabase
  let entries: Int

  func run() async throws -> [Figure] {
    let office = try await Office(database)
    let staff = try await office.staff()
    let resource = try await office.resource(staff)
    var (loading, indexing) = (Samples(), Samples())
    try await loading.time { try await database.pool.with { try await $0.script(CatalogueData.sql(entries, applicant: staff.applicant.id)) } }
    try await indexing.time { try await office.registry.keepIndex() }
    try await database.pool.with { try await $0.script("vacuum analyze") }
    let searching = try await searching(office, staff)
    let listing = try await listing(office, staff)
    let acting = try await acting(office, staff, resource)
    let counting = try await counting(office)
    return [
      Figure(name: "load \(entries) catalogues by SQL", unit: "s", ours: loading.p95 / 1000),
      Figure(name: "index them, readings and all", unit: "s", ours: indexing.p95 / 1000),
    ] + searching + listing + acting + counting
  }

  private func searching(_ office: Office, _ staff: Office.Staff) async throws -> [Figure] {
    var (pages, facets, readings, peer) = (Samples(), Samples(), Samples(), Samples())
    for round in 0..<4 {
      for word in CatalogueData.words {
        let filter = round % 2 == 0 ? SearchFilter() : SearchFilter(shareClass: "conditional")
        try await pages.time { _ = try await office.registry.search(SearchQuery(word), filter, for: staff.applicant, limit: 20) }
        if round == 0 {
          try await facets.time { _ = try await office.registry.search(SearchQuery(word), facets: true, for: staff.applicant, limit: 20) }
          try await peer.time { _ = try await database.pool.with { try await $0.all(CatalogueData.naive, "%\(word)%") } }
        }
      }
      for word in CatalogueData.readings {
        try await readings.time { _ = try await office.registry.search(SearchQuery(word), for: staff.applicant, limit: 20) }
      }
    }
    return [
      Figure(name: "search two characters, p95 (peer: ilike)", unit: "ms", ours: pages.p95, peer: peer.p95, goal: 100),
      Figure(name: "search by reading, p95 (peer: ilike)", unit: "ms", ours: readings.p95, peer: peer.p95, goal: 100),
      Figure(name: "search with all facets, p95 (peer: ilike)", unit: "ms", ours: facets.p95, peer: peer.p95, goal: 100),
    ]
  }

  private func listing(_ office: Office, _ staff: Office.Staff) async throws -> [Figure] {
    var (lists, finding, floor) = (Samples(), Samples(), Samples())
    let people = [staff.applicant, staff.providerReviewer, staff.bureau, staff.editor]
    for round in 0..<10 {
      for person in people {
        for procedure in [Procedure.catalogue, .application] {
          let after = Int64(round * entries / 10)
          try await lists.time { _ = try await office.cases.list(procedure, for: person, after: after, limit: 50) }
          try await lists.time { _ = try await office.cases.list(procedure, CaseFilter(box: .todo), for: person, after: 0, limit: 50) }
          try await finding.time {
            _ = try await office.cases.list(procedure, CaseFilter(text: "登记"), for: person, after: after, limit: 50)
          }
        }
        try await floor.time { _ = try await database.pool.with { try await $0.one(CatalogueData.nothing) } }
      }
    }
    return [
      Figure(name: "list what a person may see and do, p95 (peer: select 1)", unit: "ms", ours: lists.p95, peer: floor.p95, goal: 150),
      Figure(name: "list by a word of the title, p95 (peer: select 1)", unit: "ms", ours: finding.p95, peer: floor.p95, goal: 150),
    ]
  }

  private func acting(_ office: Office, _ staff: Office.Staff, _ resource: Int64) async throws -> [Figure] {
    var (submits, approvals, publications, floor) = (Samples(), Samples(), Samples(), Samples())
    for n in 0..<100 {
      let application = try await office.open(
        .application, Office.applicationFields("系统\(n)"), parent: resource, by: staff.applicant
      ).id
      try await submits.time { try await office.act("submit", .application, application, by: staff.applicant) }
      try await approvals.time { try await office.act("approve", .application, application, by: staff.providerReviewer) }
      let catalogue = try await office.open(.catalogue, Office.catalogueFields("新目录\(n)", class: "conditional"), by: staff.editor).id
      try await office.act("submit", .catalogue, catalogue, by: staff.editor)
      try await publications.time { try await office.act("approve", .catalogue, catalogue, by: staff.bureau) }
      try await floor.time { try await office.records.perform(.system("bench")) { work in work.note("bench", "-") } }
    }
    return [
      Figure(name: "submit an application, p95 (peer: an audited nothing)", unit: "ms", ours: submits.p95, peer: floor.p95, goal: 30),
      Figure(name: "approve an application, p95 (peer: an audited nothing)", unit: "ms", ours: approvals.p95, peer: floor.p95, goal: 30),
      Figure(name: "publish a catalogue, p95 (peer: an audited nothing)", unit: "ms", ours: publications.p95, peer: floor.p95, goal: 30),
    ]
  }

  /// What the page of statistics asks for: the figures of the running month, for the bureau and for a department, and a list behind one.
  private func counting(_ office: Office) async throws -> [Figure] {
    let period = StatisticsPeriod(monthOf: try await office.records.read { _, now in Day(of: now) })
    var (all, own, lines, floor) = (Samples(), Samples(), Samples(), Samples())
    for _ in 0..<10 {
      try await all.time { _ = try await office.statistics.report(period, department: nil) }
      try await own.time { _ = try await office.statistics.report(period, department: "statistics") }
      for figure in Sharing.Figure.all { try await lines.time { _ = try await office.statistics.rows(of: figure, period, department: nil, limit: 50) } }
      try await floor.time { _ = try await database.pool.with { try await $0.one(CatalogueData.nothing) } }
    }
    return [
      Figure(name: "statistics of a month, all departments, p95 (peer: select 1)", unit: "ms", ours: all.p95, peer: floor.p95, goal: 1000),
      Figure(name: "statistics of a month, one department, p95 (peer: select 1)", unit: "ms", ours: own.p95, peer: floor.p95, goal: 1000),
      Figure(name: "a page of the list behind a statistic, p95 (peer: select 1)", unit: "ms", ours: lines.p95, peer: floor.p95, goal: 1000),
    ]
  }
}
