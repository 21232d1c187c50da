import Evidence
import JSONText
import Measures
import Testing
import Vocabulary
import Workflow

@Suite struct `EX-6a catalogue` {
  static func filled(_ state: String = "draft") throws -> Trial {
    try Trial(
      .catalogue, state,
      fields: """
        {"name":"政府网站栏目","summary":"栏目及更新要求","class":"conditional","conditions":["履职需要"],"frequency":"weekly",
         "items":[{"name":"no","label":"编号","type":"integer"}],"materials":[{"name":"letter","label":"公函"}]}
        """, context: #"{"liveResources":0}"#)
  }

  @Test(.clause("EX-6a")) func `goes to the bureau, is published with its effect, and reminds without a statutory limit`() throws {
    let sent = try Self.filled().decide("submit", by: .provider)
    #expect(sent.to.label == "待审核" && sent.starts.map(\.code) == ["EX-6a"] && sent.starts.allSatisfy { !$0.limit.isStatutory })
    let published = try Self.filled("review").decide("approve", by: .bureau)
    #expect(published.to.label == "已发布" && published.effects == [.publishCatalogue])
  }

  @Test(.clause("EX-5.1a", "EX-5.1b"), arguments: [
    ("class", nil, "E04"), ("class", #""none""#, "E04"), ("materials", nil, "E06"), ("materials", "[]", "E06"), ("noMaterials", "true", "E06"),
    ("conditions", nil, "E07"), ("conditions", "[]", "E07"), ("name", #"" ""#, "E59"), ("items", "[]", "E59"),
    ("items", #"[{"name":"no","label":"编号","type":"blob"}]"#, "E59"), ("frequency", #""often""#, "E59"), ("strange", "1", "form.unknown"),
  ] as [(String, String?, String)])
  func `names what is wrong with its form`(field: String, value: String?, code: String) throws {
    #expect(try Self.filled().with(field, value).codes("submit", by: .provider) == [code])
  }

  @Test(.clause("EX-5.1b")) func `asks no conditions of an unconditional class, and no list where none is needed`() throws {
    let plain = try Self.filled().with("class", #""unconditional""#).with("conditions", nil).with("materials", nil).with("noMaterials", "true")
    #expect(try plain.codes("submit", by: .provider) == [])
  }

  @Test(arguments: [#"[{"name":"公函","label":"公函"}]"#, #"[{"name":"stamped-form","label":"表"}]"#, #"[{"name":"a","label":"甲"},{"name":"a","label":"乙"}]"#])
  func `names materials so that they can be laid in`(materials: String) throws {
    #expect(try Self.filled().with("materials", materials).codes("submit", by: .provider) == ["E59"])
  }

  @Test(.clause("EX-4c")) func `EX-4c data from above are registered by the bureau alone`() throws {
    let above = try Self.filled().with("origin", #""province""#)
    #expect(try above.codes("submit", by: .provider) == ["E02"])
    #expect(try above.around("bureau", "true").codes("submit", by: .provider) == [])
  }

  @Test(.clause("EX-6a")) func `is not published by its own provider`() throws {
    #expect(try Self.filled("review").codes("approve", by: .provider) == ["E22"])
  }

  @Test(arguments: [
    ("review", "approve", "submit", "{}"), ("review", "return", "submit", #"{"reason":"缺少主键"}"#),
    ("withdrawal-review", "approve-withdraw", "apply-withdraw", "{}"),
    ("withdrawal-review", "refuse-withdraw", "apply-withdraw", #"{"reason":"仍有部门需要"}"#),
    ("offline-talks", "confirm-offline", "apply-offline", "{}"), ("offline-talks", "return-offline", "apply-offline", #"{"reason":"依据不明"}"#),
  ])
  func `EX-7.19 is not decided by who asked for it`(state: String, step: String, earlier: String, input: String) throws {
    var trial = try Self.filled(state)
    trial.view.actedBy = [earlier: 2]
    #expect(try trial.codes(step, by: .bureau, 2, input) == ["E75"])
    #expect(try trial.codes(step, by: .bureau, 3, input) == [])
  }

  @Test(.clause("EX-6a"), arguments: [("review", "return"), ("withdrawal-review", "refuse-withdraw"), ("offline-talks", "return-offline")])
  func `is sent back only with a reason`(state: String, step: String) throws {
    #expect(try Self.filled(state).codes(step, by: .bureau) == ["E15"])
    #expect(try Self.filled(state).codes(step, by: .bureau, 2, #"{"reason":"不同意"}"#) == ["E15"])
  }

  @Test(.clause("EX-10a")) func `is withdrawn only with a basis, and when nothing hangs on it`() throws {
    var published = try Self.filled("published")
    #expect(try published.codes("apply-withdraw", by: .provider) == ["E39", "E39"])
    published.view.papers = ["withdrawal-basis"]
    #expect(try published.codes("apply-withdraw", by: .provider) == ["E39"])
    let basis = #"{"basis":"机构职能调整"}"#
    #expect(try published.around("liveResources", "1").codes("apply-withdraw", by: .provider, 2, basis) == ["E38"])
    #expect(try published.decide("apply-withdraw", by: .provider, basis).to.label == "撤销审核中")
    #expect(try Self.filled("withdrawal-review").around("liveResources", "1").codes("approve-withdraw", by: .bureau) == ["E38"])
    #expect(try Self.filled("withdrawal-review").decide("approve-withdraw", by: .bureau).to.label == "已撤销")
  }

  @Test(.clause("EX-10a")) func `says how many resources hang on it`() throws {
    var trial = try Self.filled("published").around("liveResources", "2")
    trial.view.words = ["n": "2"]
    let refused = #expect(throws: Refused.self) { try trial.decide("apply-withdraw", by: .provider, #"{"basis":"机构职能调整"}"#) }
    #expect(refused?.refusals.first?.message == "请先下线已挂接的数据资源(尚有2个)")
  }

  @Test(.clause("EX-5.6")) func `goes offline on law alone, with the bureau's confirmation`() throws {
    var published = try Self.filled("published")
    #expect(try published.codes("apply-offline", by: .provider) == ["E20", "E20"])
    published.view.papers = ["law-document"]
    #expect(try published.codes("apply-offline", by: .provider) == ["E20"])
    #expect(try published.codes("confirm-offline", by: .provider) == ["E21"])
    #expect(try Self.filled("offline-talks").codes("confirm-offline", by: .provider) == ["E21"])
    #expect(try Self.filled("offline-talks").decide("confirm-offline", by: .bureau).to.label == "已下线")
    #expect(try Self.filled("offline").decide("submit", by: .provider).to.label == "待审核")
  }

  @Test func `is refused to whoever has no part in it, and in the wrong state`() throws {
    #expect(try Self.filled().codes("submit", by: .user) == ["E02"])
    #expect(try Self.filled("published").codes("approve", by: .bureau) == ["E76"])
    #expect(try Self.filled("cancelled").codes("submit", by: .provider) == ["E76"])
    #expect(try Self.filled().codes("sign", by: .provider) == ["act.unknown"])
  }
}
