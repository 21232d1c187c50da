import JSONText

extension Stage {
  /// 往来: what departments have to do with each other beside the main job: changes, filings, demands, faults of data, disputes, stops.
  func playDealings() async throws {
    guard let catalogue = await memory.number("case.website-catalogue"), let resource = await memory.number("case.website-resource") else {
      return await record.note("需要先走“库表”一章,本章不走")
    }
    await playSearch()
    await playChange(catalogue)
    await playFiling()
    await playDemand()
    await playQuality(resource)
    await playStop()
  }

  private func playSearch() async {
    await expect("两个字找到目录,拼音首字母也找得到", "EX-4c") {
      let client = try await client(.applicant(.patrol))
      for word in ["网站", "wz"] {
        let hits = try await client.get("/search", [("q", word)])["hits"]?.array ?? []
        try check(!hits.isEmpty, "“\(word)”没有找到目录")
      }
      return nil
    }
  }

  private func playChange(_ catalogue: Int) async {
    await expect("登记变更:10个工作日的时限自发生之日起算", "EX-6b") {
      let change = try await ensure(
        "website-change", "change", by: .editor(.websites), parent: catalogue, known: "what", fields: ["changedOn": "2026-11-24", "what": "栏目负责人调整(演示)"]
      ).caseID()
      let after = try await reach(["待更新", "已更新"], "change", change, "record", by: .editor(.websites))
      let due = after["clocks"]?.array?.first?["dueDay"]?.string
      try check(due == "2026-12-08", "到期日应为 2026-12-08,实为 \(due ?? "无")")
      return due
    }
    await expect("修订提交即办结变更;市数据局同意后生效为第2版", "EX-6b、EX-6a") {
      guard let change = await memory.number("case.website-change") else { throw NotSo("没有变更事项") }
      let whole = try await look("catalogue", catalogue, by: .editor(.websites))
      guard var fields = whole["fields"]?.object else { throw NotSo("目录没有内容") }
      fields["note"] = "栏目负责人调整(演示)"
      fields["changes"] = .array([JSON(change)])
      fields["code"] = nil
      let revision = try await ensure(
        "website-revision", "revision", by: .editor(.websites), parent: catalogue, known: "note", fields: .object(fields)
      ).caseID()
      try await reach(["待审核", "生效"], "revision", revision, "submit", by: .editor(.websites))
      try check(try await look("change", change, by: .editor(.websites)).stateLabel == "已更新", "变更事项没有随修订办结")
      return try await reach(["生效"], "revision", revision, "approve", by: .reviewer).stateLabel
    }
  }

  private func playFiling() async {
    await expect("不予共享须有法定依据和公文,备案后各部门可见、不可申请", "EX-5.1c") {
      let editor = Person.editor(.articles)
      let fields: JSON = [
        "name": "在办案件卷宗(演示)", "reason": "涉及侦查秘密", "basisType": "law", "basisTitle": "《中华人民共和国刑事诉讼法》", "basisArticle": "第五十四条",
        "documentNumber": "演示函〔2026〕1号",
      ]
      let id = try await ensure("filing", "no-share", by: editor, known: "name", fields: fields).caseID()
      try await attach("official-document", "official document", to: "no-share", id, by: editor)
      try await reach(["待备案", "已备案"], "no-share", id, "submit", by: editor)
      try await reach(["已备案"], "no-share", id, "file", by: .reviewer)
      _ = try await look("no-share", id, by: .applicant(.patrol))
      return try await refused("E12", status: 422) {
        try await client(.applicant(.patrol)).write("POST", "/exchange/application", ["parent": JSON(id), "fields": ["system": "演示"]])
      }
    }
  }

  private func playDemand() async {
    await expect("供需需求:市数据局转交,提供部门确认", "EX-13a、EX-13b") {
      let provider = try await client(.editor(.calendar)).get("/sessions/current")["department"] ?? .null
      let fields: JSON = [
        "name": "项目审批进度(演示)", "provider": provider, "reach": "city", "wish": "table", "system": "巡查系统", "purpose": "依据职责开展巡查",
        "scene": "每月核对", "flow": "仅在本部门业务系统内使用", "manner": "batch", "items": [["name": "编号", "use": "核对"]], "months": 12,
        "contact": "王芳", "phone": "0937-6220000", "safety": "专网部署,权限到人", "commitment": true,
      ]
      let id = try await ensure("demand", "demand", by: .applicant(.patrol), known: "name", fields: fields).caseID()
      try await reach(["待转交", "待确认", "实施中"], "demand", id, "submit", by: .applicant(.patrol))
      try await reach(["待确认", "实施中"], "demand", id, "forward", by: .reviewer)
      let confirmed = try await reach(["实施中"], "demand", id, "confirm", by: .reviewer(.calendar), ["plan": "下月挂接库表"])
      let codes = confirmed["clocks"]?.array?.compactMap { $0["code"]?.string } ?? []
      try check(codes == ["CK3", "CK4"], "时限应为 CK3、CK4,实为 \(codes)")
      return "CK4 到 \(Output.plain(confirmed["clocks"]?.array?.last?["dueDay"] ?? .null)),确认不停止计时"
    }
  }

  private func playQuality(_ resource: Int) async {
    await expect("质量问题:提供部门确认、处理,反馈方关闭", "EX-5.4b、EX-11.3") {
      let reporter = Person.receiver(.patrol)
      let id = try await ensure(
        "quality", "quality", by: reporter, parent: resource, known: "description", fields: ["description": "两行编号重复(演示)", "channel": "online"]
      ).caseID()
      let open = ["已提交", "处理中", "待反馈方确认", "已关闭"]
      try await reach(open, "quality", id, "submit", by: reporter)
      try await reach(Array(open.dropFirst()), "quality", id, "confirm", by: .reviewer(.websites))
      try await reach(Array(open.dropFirst(2)), "quality", id, "resolve", by: .reviewer(.websites), ["result": "已去重并重新加载"])
      return try await reach(["已关闭"], "quality", id, "accept", by: reporter).stateLabel
    }
  }

  private func playStop() async {
    await expect("停服须提前2个工作日发布", "EX-17c") {
      let soon: JSON = [
        "title": "次日升级(演示)", "scope": "全部服务", "startsAt": "2026-01-01T22:00:00+08:00", "endsAt": "2026-01-01T23:00:00+08:00", "reason": "数据库升级",
      ]
      let id = try await ensure("stop", "stop", by: .reviewer, known: "title", fields: soon).caseID()
      return try await refused("E70", status: 422) { try await act("stop", id, "publish", by: .reviewer) }
    }
  }
}
