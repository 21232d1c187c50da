import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Postgres
import Records
import Testing
import Vocabulary
import Workbench
import Workflow

@Suite struct `The list of cases` {
  private func list(_ office: Office, _ procedure: Procedure, _ filter: CaseFilter, for person: Person) async throws -> [Int64] {
    let found = try await office.cases.list(procedure, filter, for: person, after: 0, limit: 100).map(\.id)
    if let box = filter.box, filter.state == nil, filter.text == nil {
      // The box over all procedures holds the same.
      let all = try await office.cases.inbox(box, for: person, limit: 200).filter { $0.procedure == procedure.code }
      #expect(Set(all.map(\.id)) == Set(found) && all.count == found.count)
    }
    return found
  }

  @Test func `shows each person what waits for her`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let draft = try await office.open(.application, Office.applicationFields("草稿"), parent: resource, by: staff.applicant).id
      let sent = try await office.application(resource, system: "已提交", staff)
      let granted = try await office.application(resource, system: "已授权", staff)
      try await office.act("approve", .application, granted, by: staff.providerReviewer)
      let todo = CaseFilter(box: .todo)
      #expect(try await list(office, .application, todo, for: staff.applicant) == [draft])
      #expect(try await list(office, .application, todo, for: staff.providerReviewer) == [sent])
      for other in [staff.bureau, staff.editor, staff.receiver] { #expect(try await list(office, .application, todo, for: other).isEmpty) }
      // A published catalogue rests; one under review waits for the bureau.
      let review = try await office.open(.catalogue, Office.catalogueFields("待审", class: "conditional"), by: staff.editor).id
      #expect(try await list(office, .catalogue, todo, for: staff.editor) == [review])
      try await office.act("submit", .catalogue, review, by: staff.editor)
      #expect(try await list(office, .catalogue, todo, for: staff.editor).isEmpty)
      #expect(try await list(office, .catalogue, todo, for: staff.bureau) == [review])
    }
  }

  @Test func `puts what is urgent first in the to-do list, and pages through it without a gap`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      var ids: [Int64] = []
      for n in 0..<5 { ids.append(try await office.application(resource, system: "系统\(n)", staff)) }
      // An urgent one as the bureau enters it (EX-14b): the mark lies in the form.
      try await office.database.pool.with { [ids] connection in
        try await connection.script("update case_file set fields = fields || '{\"urgent\": true}' where id in (\(ids[2]), \(ids[4]))")
      }
      var (found, after): ([Int64], Int64) = ([], 0)
      while true {
        let page = try await office.cases.list(.application, CaseFilter(box: .todo), for: staff.providerReviewer, after: after, limit: 2)
        found += page.map(\.id)
        guard let last = page.last, page.count == 2 else { break }
        after = last.id
      }
      #expect(found == [ids[2], ids[4], ids[0], ids[1], ids[3]])
      #expect(try await office.cases.inbox(.todo, for: staff.providerReviewer, limit: 3).map(\.id) == [ids[2], ids[4], ids[0]])
    }
  }

  @Test func `tells mine from my department's, and shows nobody's draft to another`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let mine = try await office.open(.application, Office.applicationFields("甲"), parent: resource, by: staff.applicant).id
      let colleague = try await office.hire("colleague", "statistics", ["user.apply"]).person
      let theirs = try await office.application(resource, system: "乙", staff)
      #expect(try await list(office, .application, CaseFilter(box: .mine), for: staff.applicant) == [mine, theirs])
      #expect(try await list(office, .application, CaseFilter(box: .mine), for: colleague).isEmpty)
      #expect(try await list(office, .application, CaseFilter(box: .department), for: colleague) == [mine, theirs])
      #expect(try await list(office, .application, CaseFilter(box: .department), for: staff.providerReviewer).isEmpty)
      #expect(try await list(office, .application, CaseFilter(), for: staff.providerReviewer) == [theirs])
      #expect(try await list(office, .application, CaseFilter(), for: staff.bureau) == [theirs])
    }
  }

  /// Three working days before the due day nothing is near; on the second it is; after it, it is late.
  @Test func `tells what is due within two working days from what is late`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let now = try await office.now()
      let application = try await office.application(office.resource(staff), staff)
      let due = try #require(try await office.page(.application, application, for: staff.bureau).clocks.first { $0.code == "CK2" }?.dueDay)
      let calendar = try await office.records.read { tx, _ in try await ClockKeeper().calendar(tx) }
      var working: [Day] = []
      for day in (Day(of: now).number...due.number).map(Day.init(number:)) where calendar.isWorking(day) { working.append(day) }
      let boxes: [(Day, due: Bool, late: Bool)] = [
        (working[working.count - 4], false, false), (working[working.count - 3], true, false), (due, true, false), (due.next, false, true),
      ]
      for (day, isDue, isLate) in boxes where day.start > now {
        try await office.setClock(day.start)
        for person in [staff.bureau, staff.providerReviewer, staff.applicant] {
          #expect(try await list(office, .application, CaseFilter(box: .due), for: person) == (isDue ? [application] : []), "\(day.text)")
          #expect(try await list(office, .application, CaseFilter(box: .late), for: person) == (isLate ? [application] : []), "\(day.text)")
        }
        let stranger = CaseFilter(box: isLate ? .late : .due)
        #expect(try await list(office, .application, stranger, for: staff.editor) == (isDue || isLate ? [application] : []))
      }
      try await office.act("approve", .application, application, by: staff.providerReviewer)
      #expect(try await list(office, .application, CaseFilter(box: .late), for: staff.bureau).isEmpty)
    }
  }

  @Test func `finds by state, by its label, by number and by a part of the title`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let first = try await office.application(resource, system: "不动产登记系统", staff)
      _ = try await office.application(resource, system: "Monthly%Report", staff)
      let number = try await office.page(.application, first, for: staff.bureau).row.number
      for text in ["登记", number, number.lowercased(), "不动产登记系统"] {
        #expect(try await list(office, .application, CaseFilter(text: text), for: staff.bureau) == [first], "\(text)")
      }
      #expect(try await list(office, .application, CaseFilter(text: "monthly%r"), for: staff.bureau).count == 1)
      // Signs of a pattern are only themselves.
      #expect(try await list(office, .application, CaseFilter(text: "登%系"), for: staff.bureau).isEmpty)
      let byLabel = try CaseFilter(.application, box: nil, state: "待部门审核", text: nil)
      #expect(byLabel == CaseFilter(state: "provider-review"))
      #expect(try await list(office, .application, byLabel, for: staff.bureau).count == 2)
      #expect(try await list(office, .application, CaseFilter(state: "granted"), for: staff.bureau).isEmpty)
      for (box, state, text) in [("inbox", nil, nil), (nil, "没有", nil), (nil, nil, String(repeating: "长", count: 101))] as [(String?, String?, String?)] {
        #expect(try await Office.codes { _ = try CaseFilter(.application, box: box, state: state, text: text) } == ["query.invalid"])
      }
    }
  }
}
