import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Postgres
import Records
import Registry
import Testing
import Vocabulary
import Workbench
import Workflow

/// What users, providers and the bureau have to say of data and of each other.
@Suite struct `Reports, violations and disputes` {
  private func notices(_ office: Office, _ department: String, _ kinds: [String], about id: Int64) async throws -> Int {
    try await office.records.notices(department, after: 0, limit: 1000).count { kinds.contains($0.kind) && $0.caseID == id }
  }

  @Test(.clause("EX-11.3")) func `EX-11.3 an online report gives provider and bureau one notice each`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let fields = #"{"description":"编号重复","channel":"online"}"#
      let early = try await office.open(.quality, fields, parent: resource, by: staff.receiver).id
      #expect(try await office.codes("submit", .quality, early, by: staff.receiver) == ["E54"])
      _ = try await office.grant(resource, staff)
      try await office.act("submit", .quality, early, by: staff.receiver)
      #expect(try await notices(office, "market", ["act"], about: early) == 1)
      #expect(try await notices(office, "data-bureau", ["act", "report"], about: early) == 1)
    }
  }

  @Test(.clause("EX-5.4b")) func `EX-5.4b a handled report tells reporter and bureau, and either closes or reopens it`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      _ = try await office.grant(resource, staff)
      // It came by telephone: the provider enters it for the department.
      let fields = #"{"description":"编号重复","channel":"offline","reporter":"李四","reportedOn":"2026-11-20"}"#
      let issue = try await office.open(.quality, fields, parent: resource, for: "statistics", by: staff.editor).id
      try await office.act("submit", .quality, issue, by: staff.editor)
      try await office.act("confirm", .quality, issue, by: staff.providerReviewer)
      #expect(try await office.codes("resolve", .quality, issue, by: staff.providerReviewer) == ["E18"])
      let before = (try await notices(office, "statistics", ["act"], about: issue), try await notices(office, "data-bureau", ["report"], about: issue))
      try await office.act("resolve", .quality, issue, #"{"result":"已去重并重新加载"}"#, by: staff.providerReviewer)
      let after = (try await notices(office, "statistics", ["act"], about: issue), try await notices(office, "data-bureau", ["report"], about: issue))
      #expect(after.0 == before.0 + 1 && after.1 == before.1 + 1)
      try await office.act("reopen", .quality, issue, #"{"reason":"仍有重复"}"#, by: staff.receiver)
      try await office.act("resolve", .quality, issue, #"{"result":"再次去重"}"#, by: staff.providerReviewer)
      try await office.act("accept", .quality, issue, by: staff.bureau)
      #expect(try await office.state(.quality, issue, for: staff.receiver) == "closed")
    }
  }

  @Test(.clause("EX-5.5")) func `EX-5.5 one act suspends every grant that it names and files the violation`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let (one, other) = (try await office.grant(resource, staff), try await office.grant(resource, system: "另一系统", staff))
      let fields = #"{"facts":"向第三方提供数据","evidence":"调用日志","grants":[\#(other)]}"#
      let violation = try await office.open(.violation, fields, parent: one, by: staff.providerReviewer)
      #expect(violation.department == "market" && violation.counterpart == "statistics")
      try await office.act("dispose", .violation, violation.id, #"{"measure":"suspend"}"#, by: staff.providerReviewer)
      for grant in [one, other] {
        let state = try await office.state(.grant, grant, for: staff.receiver)
        #expect(state == "suspended")
      }
      #expect(try await notices(office, "data-bureau", ["report"], about: violation.id) == 1)
      // No second violation is filed for the grants' own acts.
      #expect(try await office.count("select count(*) from case_file where procedure = 'exchange.violation'") == 1)
      try await office.act("close", .violation, violation.id, by: staff.bureau)
    }
  }

  @Test(.clause("EX-5.5")) func `EX-5.5 a grant suspended directly files its violation by itself`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let grant = try await office.grant(office.resource(staff), staff)
      try await office.act("suspend", .grant, grant, #"{"facts":"数据流向与申请不符","evidence":"核查记录"}"#, by: staff.providerReviewer)
      let filed = try #require(try await office.cases.list(.violation, state: "disposed", for: staff.bureau, after: 0, limit: 10).first)
      #expect(filed.origin == grant && filed.fields["facts"] == "数据流向与申请不符" && filed.counterpart == "statistics")
    }
  }

  @Test(.clause("EX-16")) func `EX-16 a rejected application is decided anew only after a recorded result, with a new clock`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let application = try await office.application(office.resource(staff), staff)
      try await office.act(
        "reject", .application, application, #"{"ground":"beyond-duty","reason":"超出履职范围","basis":"第十四条"}"#, by: staff.providerReviewer)
      let dispute = try await office.open(.dispute, #"{"about":"result","claim":"属于法定职责"}"#, parent: application, by: staff.applicant)
      #expect(dispute.counterpart == "market")
      let id = dispute.id
      try await office.act("raise", .dispute, id, by: staff.applicant)
      try await office.act("record", .dispute, id, by: staff.bureau)
      #expect(try await office.codes("escalate", .dispute, id, #"{"document":"嘉数报1号"}"#, by: staff.bureau) == ["E67"])
      try await office.lay("consultation-record", .dispute, id, by: staff.bureau)
      try await office.act("fail", .dispute, id, #"{"result":"双方各持己见"}"#, by: staff.bureau)
      try await office.act("escalate", .dispute, id, #"{"document":"嘉数报1号"}"#, by: staff.bureau)
      let early = try await office.codes("reopen", .application, application, #"{"dispute":\#(id)}"#, by: staff.bureau)
      #expect(early == ["dispute.unsettled"])
      try await office.lay("government-opinion", .dispute, id, by: staff.bureau)
      try await office.act("result", .dispute, id, #"{"result":"市政府决定予以共享"}"#, by: staff.bureau)
      try await office.act("reopen", .application, application, #"{"dispute":\#(id)}"#, by: staff.bureau)
      let clocks = try await office.page(.application, application, for: staff.applicant).clocks
      #expect(clocks.map(\.code) == ["CK2", "CK2"] && clocks[1].endedAt == nil)
    }
  }

  @Test(.clause("EX-5.1c")) func `EX-5.1c a filing shows in the index to every department, and nobody applies for it`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let fields = """
        {"name":"涉密名录","reason":"涉及国家秘密","basisType":"law","basisTitle":"保守国家秘密法","basisArticle":"第九条","documentNumber":"嘉公函〔2026〕1号"}
        """
      let filing = try await office.open(.noShare, fields, by: staff.editor).id
      #expect(try await office.codes("submit", .noShare, filing, by: staff.editor) == ["E11"])
      try await office.lay("official-document", .noShare, filing, by: staff.editor)
      try await office.act("submit", .noShare, filing, by: staff.editor)
      #expect(try await office.cases.list(.noShare, state: nil, for: staff.applicant, after: 0, limit: 10).isEmpty)
      try await office.act("file", .noShare, filing, by: staff.bureau)
      let shown = try await office.page(.noShare, filing, for: staff.applicant)
      #expect(shown.row.fields["reason"] == "涉及国家秘密" && shown.steps.isEmpty)
      let applied = try await office.codes(opening: .application, Office.applicationFields("监管"), parent: filing, by: staff.applicant)
      #expect(applied == ["E12"])
      let dispute = try await office.open(.dispute, #"{"about":"conditions","claim":"应当共享"}"#, parent: filing, by: staff.applicant)
      #expect(dispute.counterpart == "market")
    }
  }

  @Test(.clause("EX-11.4b")) func `EX-11.4b of a batch each requester is told where to apply, once the resource is here`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let finance = try await office.hire("finance.applicant", "finance", ["user.apply"]).person
      let resource = try await office.resource(staff)
      try await office.database.pool.with { connection in try await connection.script("update catalogue set origin = 'province'") }
      var needs: [Int64] = []
      for person in [staff.applicant, finance, staff.applicant] {
        let fields = """
          {"name":"全省社保\(needs.count)","reach":"cross-level","purpose":"履行核查职责","system":"核查系统","items":["编号"],"contact":"张三","phone":"0937-1"}
          """
        let need = try await office.open(.crossLevel, fields, by: person).id
        try await office.act("submit", .crossLevel, need, by: person)
        try await office.act("batch", .crossLevel, need, #"{"batch":"2026-11"}"#, by: staff.bureau)
        needs.append(need)
      }
      for need in needs {
        try await office.act("send-up", .crossLevel, need, #"{"document":"嘉数函1号"}"#, by: staff.bureau)
        try await office.lay("upper-document", .crossLevel, need, by: staff.bureau)
        try await office.act("pass", .crossLevel, need, #"{"document":"甘数函2号"}"#, by: staff.bureau)
        let missing = try await office.codes("publish", .crossLevel, need, #"{"resource":\#(resource + 99)}"#, by: staff.bureau)
        #expect(missing == ["E57"])
        try await office.act("publish", .crossLevel, need, #"{"resource":\#(resource)}"#, by: staff.bureau)
      }
      let links = try await office.records.notices("statistics", after: 0, limit: 100).filter { $0.kind == "apply" }
      #expect(links.count == 2 && links.allSatisfy { $0.text.contains("\(resource)") })
      #expect(try await office.records.notices("finance", after: 0, limit: 100).filter { $0.kind == "apply" }.count == 1)
    }
  }

  @Test(.clause("EX-21")) func `EX-21 criticism rests on a violation, and every addressee signs its receipt`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let grant = try await office.grant(office.resource(staff), staff)
      try await office.act("suspend", .grant, grant, #"{"facts":"数据流向与申请不符","evidence":"核查记录"}"#, by: staff.providerReviewer)
      let violation = try #require(try await office.cases.list(.violation, state: nil, for: staff.bureau, after: 0, limit: 10).first).id
      func fields(_ facts: String) -> String {
        #"{"kind":"criticism","title":"关于违规使用的通报","text":"……","addressees":["market","statistics"],"facts":\#(facts)}"#
      }
      let unlinked = try await office.open(.bulletin, fields("[]"), by: staff.bureau).id
      #expect(try await office.codes("sign", .bulletin, unlinked, by: staff.bureau) == ["E73"])
      let bulletin = try await office.open(.bulletin, fields("[\(violation)]"), by: staff.bureau).id
      #expect(try await office.codes("publish", .bulletin, bulletin, by: staff.bureau) == ["E69"])
      try await office.act("sign", .bulletin, bulletin, by: staff.bureau)
      try await office.act("publish", .bulletin, bulletin, by: staff.bureau)
      try await office.act("receipt", .bulletin, bulletin, #"{"reply":"立即整改"}"#, by: staff.applicant)
      #expect(try await office.codes("receipt", .bulletin, bulletin, by: staff.applicant) == ["E76"])
      #expect(try await office.state(.bulletin, bulletin, for: staff.applicant) == "published")
      try await office.act("receipt", .bulletin, bulletin, by: staff.editor)
      #expect(try await office.state(.bulletin, bulletin, for: staff.bureau) == "receipted")
      let stranger = try await office.hire("finance.applicant", "finance", ["user.apply"]).person
      #expect(try await Office.codes { _ = try await office.page(.bulletin, bulletin, for: stranger) } == ["case.unknown"])
    }
  }

  @Test(.clause("EX-17c")) func `EX-17c a stop of Saturday is too soon on Thursday, one of Monday needs its reason and moves by the clock`() async throws {
    try await Office.with { office in
      try await office.begin(at: try #require(Instant("2026-11-26T10:00:00+08:00")))
      let staff = try await office.staff()
      func fields(_ start: String, _ end: String, _ more: String = "") -> String {
        #"{"title":"升级","scope":"全部服务","startsAt":"\#(start)","endsAt":"\#(end)","reason":"数据库升级"\#(more)}"#
      }
      let (start, end) = ("2026-11-30T10:00:01+08:00", "2026-11-30T12:00:00+08:00")
      let soon = try await office.open(.stop, fields("2026-11-28T10:00:00+08:00", "2026-11-28T12:00:00+08:00"), by: staff.bureau).id
      #expect(try await office.codes("publish", .stop, soon, by: staff.bureau) == ["E70"])
      let bare = try await office.open(.stop, fields("2026-11-30T11:00:00+08:00", end), by: staff.bureau).id
      #expect(try await office.codes("publish", .stop, bare, by: staff.bureau) == ["E71"])
      let stop = try await office.open(.stop, fields(start, end, #","workdayReason":"供应商仅工作日到场""#), by: staff.bureau).id
      // Still 10:00:00 or a little later: the lead runs from the publication's own instant.
      let published = try await office.codes("publish", .stop, stop, by: staff.bureau)
      #expect(published == [] || published == ["E70"])
      let later = try await office.open(
        .stop, fields("2026-11-30T11:00:00+08:00", end, #","workdayReason":"供应商仅工作日到场""#), by: staff.bureau).id
      try await office.act("publish", .stop, later, by: staff.bureau)
      #expect(try await office.records.notices("statistics", after: 0, limit: 100).contains { $0.kind == "stop" })
      for (moment, state) in [
        ("2026-11-30T10:59:59+08:00", "published"), ("2026-11-30T11:00:00+08:00", "stopped"), (end, "resumed"),
      ] {
        try await office.setClock(try #require(Instant(moment)))
        try await office.registry.keepTime()
        let now = try await office.state(.stop, later, for: staff.applicant)
        #expect(now == state)
      }
    }
  }
}
