import JSONText
import Vocabulary

extension Stage {
  /// The application for the table: refused until complete, decided by the provider and by nobody else (EX-14c).
  func websiteApplication(_ resource: Int) async throws -> Int {
    let fields = DemoForms.application(system: "网站巡查系统", items: DemoForms.websiteColumns, manner: "batch")
    let application = try await need("使用部门起草申请,逐项写明用途", "EX-11.1b、EX-12a") {
      try await ensure("website-application", "application", by: .applicant(.patrol), parent: resource, known: "system", fields: fields)
    }
    let id = try application.caseID()
    await expect("材料清单里的材料没交,不能提交,时限不起算", "EX-5.1b") {
      guard try await look("application", id, by: .applicant(.patrol)).isDraft else { throw AlreadyShown() }
      do {
        try await act("application", id, "submit", by: .applicant(.patrol))
      } catch let problem as Problem where problem.status == 422 && problem.text.contains("履职依据文件") {
        return problem.items[0].message
      }
      throw NotSo("应当指出缺“履职依据文件”")
    }
    let sent = try await need("交齐材料,提交给提供部门", "EX-4b、EX-14c") { () async throws -> JSON in
      if try await look("application", id, by: .applicant(.patrol)).isDraft {
        try await attach("duty-basis", "Basis of duty", to: "application", id, by: .applicant(.patrol))
      }
      return try await reach(["待部门审核", "已授权"], "application", id, "submit", by: .applicant(.patrol))
    }
    await expect("办理时限为十个工作日,与时限计算器一致", "EX-14c、K3") {
      guard let clock = sent["clocks"]?.array?.first(where: { $0["code"]?.string == "CK2" }), let start = clock["start"]?.string else {
        throw NotSo("没有 CK2 时限")
      }
      let day = Instant(start).map { Day(of: $0).text } ?? String(start.prefix(10))
      let due = try await client(.applicant(.patrol)).get("/clocks/due", [("start", day), ("rule", "CK2")])["dueDay"]?.string
      try check(due != nil && due == clock["dueDay"]?.string, "事项 \(Output.plain(clock["dueDay"] ?? .null)),计算器 \(due ?? "无")")
      return "\(day) → \(due ?? "")"
    }
    await decisions(id)
    try await need("提供部门授权", "EX-5.2a、EX-14c") {
      try await reach(["已授权"], "application", id, "approve", by: .reviewer(.websites)).stateLabel
    }
    return id
  }

  /// What the two reviewers may not do while the application waits.
  private func decisions(_ id: Int) async {
    func waiting() async throws {
      guard try await look("application", id, by: .applicant(.patrol)).stateLabel == "待部门审核" else { throw AlreadyShown() }
    }
    await expect("市数据局不能代提供部门决定有条件申请", "EX-14c") {
      try await waiting()
      return try await refused("E02", status: 403) { try await act("application", id, "approve", by: .reviewer) }
    }
    await expect("“不行”不是具体理由", "EX-5.3a") {
      try await waiting()
      return try await refused("E15") {
        try await act(
          "application", id, "reject", by: .reviewer(.websites), ["ground": "beyond-duty", "reason": "不行", "basis": "《办法》第五条第二项"])
      }
    }
    await expect("不得以未收到纸质申请为由拒绝", "EX-5.3b") {
      try await waiting()
      return try await refused("E17") {
        try await act(
          "application", id, "reject", by: .reviewer(.websites),
          ["ground": "beyond-duty", "reason": "未收到纸质申请表", "basis": "《办法》第五条第二项"])
      }
    }
    await expect("没有选定情形不能不予授权", "EX-5.2a") {
      try await waiting()
      return try await refused("E13") {
        try await act("application", id, "reject", by: .reviewer(.websites), ["reason": "超出履职范围", "basis": "《办法》第五条第二项"])
      }
    }
  }
}
