import Evidence
import JSONText
import Measures
import Testing
import Vocabulary
import Workflow

@Suite struct `EX-7 resource` {
  static let around = """
    {"catalogueState":"published","catalogueItems":["no","name"],"sourceColumns":["no","name"],"sourceKind":"postgres","otherKinds":[],
     "codeTaken":false,"grants":0,"safety":true,"availability":true,"now":"2026-11-26T10:00:00+08:00",
     "earliestOffline":"2026-11-30T10:00:00+08:00"}
    """
  static func table(_ state: String = "draft") throws -> Trial {
    try Trial(
      .resource, state,
      fields: #"{"code":"columns","title":"栏目库表","kind":"table","frequency":"weekly","source":1,"schema":"public","table":"t"}"#, context: around)
  }
  static func interface() throws -> Trial {
    try Trial(
      .resource, "draft",
      fields: """
        {"code":"articles","title":"条文接口","kind":"interface","form":"upstream","source":1,
         "operations":[{"method":"GET","path":"articles/{id}","manner":"query"}]}
        """, context: around, papers: ["interface-document", "data-dictionary"]
    ).around("sourceKind", #""http""#)
  }
  static func folder(_ count: Int) throws -> Trial {
    try Trial(
      .resource, "draft", fields: #"{"code":"photos","title":"照片","kind":"folder","source":1,"path":"photos","fileCount":\#(count)}"#, context: around
    ).around("sourceKind", #""directory""#)
  }

  @Test(.clause("EX-7a", "EX-8")) func `is mounted in any of three ways, each with its effect`() throws {
    for trial in [try Self.table(), try Self.interface(), try Self.folder(5)] {
      let decision = try trial.decide("attach", by: .provider)
      #expect(decision.to.label == "已挂接" && decision.effects == [.attachResource])
    }
  }

  @Test(.clause("EX-7a"), arguments: ["draft", "review", "offline"])
  func `hangs on a published catalogue alone`(state: String) throws {
    #expect(try Self.table().around("catalogueState", "\"\(state)\"").codes("attach", by: .provider) == ["E26"])
  }

  @Test(.clause("EX-7a")) func `is of no other kind`() throws {
    #expect(try Self.table().with("kind", #""stream""#).codes("attach", by: .provider).contains("E27"))
  }

  @Test(.clause("EX-7b"), arguments: [nil, #""""#] as [String?])
  func `a table without its frequency is refused`(value: String?) throws {
    #expect(try Self.table().with("frequency", value).codes("attach", by: .provider) == ["E28"])
  }

  @Test(.clause("EX-7b"), arguments: [
    ("full", nil, false, nil), ("digest", nil, true, nil), ("digest", nil, false, "/way"), ("column", "no", true, nil), ("column", "name", true, "/column"),
    ("column", nil, true, "/column"),
  ] as [(String, String?, Bool, String?)])
  func `a table is delivered by its changes where they can be found`(way: String, column: String?, hasKey: Bool, flaw: String?) throws {
    let trial = try Self.table().with("way", "\"\(way)\"").with("column", column.map { "\"\($0)\"" }).around("hasKey", "\(hasKey)").around("growingItems", #"["no"]"#)
    #expect(try trial.codes("attach", by: .provider) == (flaw == nil ? [] : ["E59"]))
  }

  @Test(.clause("EX-7b"), arguments: [("full", nil, []), ("digest", nil, []), ("column", "no", ["E59"])] as [(String, String?, [String])])
  func `a table behind a driver is delivered whole or by digests`(way: String, column: String?, codes: [String]) throws {
    let trial = try Self.table().around("sourceKind", #""odbc""#).with("way", "\"\(way)\"").with("column", column.map { "\"\($0)\"" })
      .around("hasKey", "true").around("growingItems", #"["no"]"#)
    #expect(try trial.codes("attach", by: .provider) == codes)
  }

  @Test(.clause("EX-7c"), arguments: [("safety", "E29"), ("availability", "E30")])
  func `an interface without a passed self-check is refused`(check: String, code: String) throws {
    #expect(try Self.interface().around(check, "false").codes("attach", by: .provider) == [code])
    #expect(try Self.interface().around(check, nil).codes("attach", by: .provider) == [code])
  }

  @Test(.clause("EX-7c"), arguments: [("interface-document", "E31"), ("data-dictionary", "E32")])
  func `an interface with three of the four names exactly the missing one`(paper: String, code: String) throws {
    var trial = try Self.interface()
    trial.view.papers.remove(paper)
    #expect(try trial.codes("attach", by: .provider) == [code])
  }

  @Test(.clause("EX-7d")) func `many files want a file server and a frequency`() throws {
    #expect(try Self.folder(100).codes("attach", by: .provider) == [])
    #expect(try Self.folder(500).codes("attach", by: .provider) == ["E33"])
    #expect(try Self.folder(5).with("many", "true").codes("attach", by: .provider) == ["E33"])
    for kind in ["ftps", "ftp"] {
      #expect(try Self.folder(500).around("sourceKind", "\"\(kind)\"").with("frequency", #""monthly""#).codes("attach", by: .provider) == [])
    }
    let served = try Self.folder(500).around("sourceKind", #""sftp""#)
    #expect(try served.codes("attach", by: .provider) == ["E33"])
    #expect(try served.with("frequency", #""monthly""#).codes("attach", by: .provider) == [])
  }

  @Test(.clause("EX-9")) func `an interface beside a table states its control parameters`() throws {
    let beside = try Self.interface().around("otherKinds", #"["table"]"#)
    #expect(try beside.codes("attach", by: .provider) == ["E37"])
    #expect(try beside.with("control", #""按栏目编号查询""#).codes("attach", by: .provider) == [])
  }

  @Test(.clause("EX-5.2b"), arguments: [(#"["no"]"#, "sourceColumns", #"["name"]"#), (#"["owner"]"#, "catalogueItems", #"["no"]"#)])
  func `a chosen item that is no declared column is refused`(items: String, member: String, value: String) throws {
    #expect(try Self.table().with("items", items).around(member, value).codes("attach", by: .provider) == ["E14"])
  }

  @Test(arguments: [
    ("code", #""Columns""#), ("code", #""-x""#), ("code", #""x""#), ("schema", nil), ("table", #""""#), ("source", nil), ("title", nil),
  ] as [(String, String?)])
  func `says where the data lie, under a code of its own`(field: String, value: String?) throws {
    #expect(try Self.table().with(field, value).codes("attach", by: .provider).allSatisfy { $0 == "E59" })
    #expect(try !Self.table().with(field, value).codes("attach", by: .provider).isEmpty)
  }

  @Test func `is not mounted from another kind of source, nor under a taken code`() throws {
    #expect(try Self.table().around("sourceKind", #""http""#).codes("attach", by: .provider) == ["E59"])
    #expect(try Self.table().around("codeTaken", "true").codes("attach", by: .provider) == ["E59"])
  }

  @Test(.clause("EX-10b")) func `in use goes offline only by notice`() throws {
    let used = try Self.table("attached").around("grants", "1")
    #expect(try used.codes("offline", by: .provider, 2, #"{"reason":"业务停办"}"#) == ["E40"])
    #expect(try Self.table("attached").codes("offline", by: .provider) == ["E15"])
    #expect(try Self.table("attached").decide("offline", by: .provider, #"{"reason":"业务停办"}"#).effects == [.endResource])
  }

  @Test(.clause("EX-10b"), arguments: [
    ("2026-11-30T10:00:00+08:00", "", []), ("2026-11-30T09:59:59+08:00", "", ["E41"]), ("2026-11-30T09:59:59+08:00", "机房搬迁", []),
    ("2026-11-26T10:00:00+08:00", "机房搬迁", ["E41"]), ("明天", "机房搬迁", ["E41"]),
  ])
  func `is planned offline with its lead, or a reason, never in the past`(at: String, reason: String, codes: [String]) throws {
    let input = #"{"notice":"系统改造","at":"\#(at)","reason":"\#(reason)"}"#
    #expect(try Self.table("attached").codes("plan-offline", by: .provider, 2, input) == codes)
  }

  @Test(.clause("EX-10b")) func `goes offline by the timer when its time has come, and serves again when the plan is dropped`() throws {
    var planned = try Self.table("offline-planned").around("plannedAt", #""2026-11-26T10:00:00+08:00""#)
    #expect(try planned.decide("go-offline", by: .system).to.label == "已下线")
    #expect(try planned.around("now", #""2026-11-26T09:59:59+08:00""#).codes("go-offline", by: .system) == ["E76"])
    planned.view.before = ["plan-offline": try #require(planned.procedure.state("paused"))]
    #expect(try planned.decide("cancel-offline", by: .provider).to.label == "暂停服务")
  }

  @Test func `is resumed by who paused it or the bureau`() throws {
    let paused = try Self.table("paused").around("pausedBy", #""BUREAU""#)
    #expect(try paused.codes("resume", by: .provider) == ["E02"])
    #expect(try paused.codes("resume", by: .bureau) == [])
    #expect(try paused.around("pausedBy", #""PROVIDER""#).codes("resume", by: .provider) == [])
    #expect(try Self.table("attached").codes("pause", by: .provider) == ["E15"])
  }

  @Test func `is refused to whoever has no part in it, and in the wrong state`() throws {
    #expect(try Self.table().codes("attach", by: .bureau) == ["E02"])
    #expect(try Self.table("attached").codes("attach", by: .provider) == ["E76"])
    #expect(try Self.table().codes("self-check", by: .provider, 2, #"{"safety":{"ok":true},"availability":{"ok":true}}"#) == ["E02"])
    #expect(try Self.table().codes("self-check", by: .system) == ["E29", "E30", "E59", "E59"])
  }

  @Test(.clause("EX-7c")) func `EX-7c keeps who made the self-check, and a note where there is one`() throws {
    let checked = #""safety":{"ok":true},"availability":{"ok":true},"of":"x""#
    #expect(try Self.table().codes("self-check", by: .system, 2, "{\(checked)}") == ["E59"])
    #expect(try Self.table().codes("self-check", by: .system, 2, #"{\#(checked),"person":"李四"}"#) == [])
    #expect(try Self.table().codes("self-check", by: .system, 2, #"{\#(checked),"person":"李四","note":"内网测试"}"#) == [])
  }

  @Test(.clause("EX-6b")) func `EX-6b is updated under the same checks, and stays what was granted`() throws {
    let live = try Self.table("attached")
    let update = try live.decide("update", by: .provider, #"{"fields":{"table":"t2"},"changes":[]}"#)
    #expect(update.fields?["table"] == "t2" && update.to.label == "已挂接" && update.effects == [.updateResource, .meetChanges, .deliverResource])
    #expect(try live.codes("update", by: .provider) == ["E59"])
    #expect(try live.codes("update", by: .provider, 2, #"{"fields":{"frequency":null}}"#) == ["E28"])
    #expect(try live.codes("update", by: .provider, 2, #"{"fields":{"kind":"folder"}}"#).contains("resource.other"))
    #expect(try live.codes("update", by: .provider, 2, #"{"fields":{"table":"t2"},"changes":[9]}"#) == ["E59"])
  }

  @Test func `its data are refreshed by today at the latest`() throws {
    let live = try Self.table("attached")
    #expect(try live.codes("refresh", by: .provider, 2, #"{"updatedOn":"2026-11-27"}"#) == ["E23"])
    #expect(try live.codes("refresh", by: .provider, 2, #"{"updatedOn":"2026-11-26"}"#) == [])
  }

  @Test(.clause("EX-9")) func `EX-9 a table beside an interface without control parameters waits for them`() throws {
    #expect(try Self.table().around("openInterface", "true").codes("attach", by: .provider) == ["E37"])
  }
}
