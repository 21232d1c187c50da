import JSONText

extension Stage {
  /// Another department's application, lawfully denied: ground, reason and basis are given, and nothing comes of it (EX-5.2a, EX-5.3a).
  func denial(_ resource: Int) async {
    let (applicant, given) = (Person.applicant(.rota), Self.lawfulDenial)
    await expect("另一使用部门也申请;情形、理由、依据齐全,提供部门不予授权", "EX-5.2a、EX-5.3a") {
      let fields = DemoForms.application(system: "栏目统计系统", items: DemoForms.websiteColumns, manner: "batch")
      let id = try await ensure(
        "denied-application", "application", by: applicant, parent: resource, known: "system", fields: fields).caseID()
      if try await look("application", id, by: applicant).isDraft {
        try await attach("duty-basis", "Basis of duty", to: "application", id, by: applicant)
      }
      try await reach(["待部门审核", "不予授权"], "application", id, "submit", by: applicant)
      return try await reach(["不予授权"], "application", id, "reject", by: .reviewer(.websites), given).stateLabel
    }
    guard let id = await memory.number("case.denied-application") else { return }
    await expect("申请部门看到情形、理由和依据,时限随之办结", "EX-5.3a、EX-14c") {
      let seen = try await look("application", id, by: applicant)
      guard let act = seen["history"]?.array?.last(where: { $0["step"]?.string == "reject" })?["input"] else { throw NotSo("看不到决定") }
      for name in ["ground", "reason", "basis"] where act[name] != given[name] { throw NotSo("\(name) 应为 \(given.text),实为 \(act.text)") }
      let clock = seen["clocks"]?.array?.first { $0["code"]?.string == "CK2" }
      try check(clock?["outcome"]?.string == "met", "时限没有办结:\(clock?.text ?? "无")")
      return "\(Output.plain(act["reason"] ?? .null));\(Output.plain(act["basis"] ?? .null))"
    }
    await expect("不予授权就没有授权", "EX-11.4a") {
      let rows = try await client(.receiver(.rota)).get("/grants")["grants"]?.array ?? []
      try check(!rows.contains { $0["application"]?.int == id }, "不予授权的申请有了授权")
      return nil
    }
  }

  private static let lawfulDenial: JSON = ["ground": "beyond-duty", "reason": "超出履职范围", "basis": "《办法》第五条第二项"]
}
