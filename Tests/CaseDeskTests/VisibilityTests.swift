import Accounts
import CaseDesk
import JSONText
import Measures
import Records
import Registry
import Testing
import Vocabulary
import Workbench
import Workflow

@Suite struct `Who sees a case` {
  @Test func `a draft is its own department's alone`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let draft = try await office.open(.application, Office.applicationFields("月报"), parent: resource, by: staff.applicant)
      _ = try await office.page(.application, draft.id, for: staff.receiver)
      for stranger in [staff.bureau, staff.providerReviewer] {
        #expect(try await Office.codes { _ = try await office.page(.application, draft.id, for: stranger) } == ["case.unknown"])
        #expect(try await office.cases.list(.application, state: nil, for: stranger, after: 0, limit: 10).isEmpty)
      }
      try await office.act("submit", .application, draft.id, by: staff.applicant)
      for reviewer in [staff.bureau, staff.providerReviewer] {
        #expect(try await office.cases.list(.application, state: nil, for: reviewer, after: 0, limit: 10).map(\.id) == [draft.id])
      }
    }
  }

  @Test func `a catalogue under review is not in the index`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let row = try await office.open(.catalogue, Office.catalogueFields("目录", class: "unconditional"), by: staff.editor)
      try await office.act("submit", .catalogue, row.id, by: staff.editor)
      #expect(try await Office.codes { _ = try await office.page(.catalogue, row.id, for: staff.applicant) } == ["case.unknown"])
      #expect(try await office.cases.list(.catalogue, state: nil, for: staff.applicant, after: 0, limit: 10).isEmpty)
      try await office.act("approve", .catalogue, row.id, by: staff.bureau)
      #expect(try await office.cases.list(.catalogue, state: nil, for: staff.applicant, after: 0, limit: 10).map(\.id) == [row.id])
    }
  }

  @Test func `another department's application is not there, and no act on it is taken`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let application = try await office.application(office.resource(staff), staff)
      let stranger = try await office.hire("stranger", "health", ["user.apply"]).person
      #expect(try await Office.codes { _ = try await office.page(.application, application, for: stranger) } == ["case.unknown"])
      #expect(try await office.codes("withdraw", .application, application, by: stranger) == ["E02"])
      #expect(try await Office.codes { _ = try await office.page(.application, 999_999, for: stranger) } == ["case.unknown"])
      #expect(try await office.codes("withdraw", .catalogue, application, by: staff.applicant) == ["case.unknown"])
    }
  }

  @Test func `nothing hangs on a draft of another department`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let attached = try await office.resource(staff)
      let catalogue = try #require(try await office.page(.resource, attached, for: staff.editor).row.parent)
      let draft = try await office.open(.resource, #"{"code":"draft-one"}"#, parent: catalogue, by: staff.editor)
      #expect(
        try await office.codes(opening: .application, "{}", parent: draft.id, by: staff.applicant) == ["case.parent"])
    }
  }

  @Test func `administrators of system and security see no case`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let application = try await office.application(office.resource(staff), staff)
      for (name, seen) in [("system", false), ("security", false), ("audit", true)] {
        let person = try await office.hire("\(name).admin", "data-bureau", administrator: name).person
        #expect(try await office.cases.list(.application, state: nil, for: person, after: 0, limit: 10).isEmpty != seen)
        #expect(try await Office.codes { _ = try await office.page(.application, application, for: person) } == (seen ? [] : ["case.unknown"]))
        #expect(try await office.registry.grants(for: person, after: 0, limit: 10).isEmpty)
      }
    }
  }
}
