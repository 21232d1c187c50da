import JSONText
import Vocabulary
import Workflow

extension Need {
  /// The completeness checks of attaching (EX-7): automatic, no human review.
  static let mounting: [Need] = [
    .form, .rule(.catalogueIsPublished), .rule(.frequencyStated), .rule(.selfChecked), .rule(.fileServerGiven), .rule(.controlStated),
    .rule(.placeStated), .rule(.columnsThere), .rule(.codeIsFree), .rule(.waySees),
  ]
  /// The same checks for an update of what already serves; what it is called and what kind it is stay.
  static let updating: [Need] = mounting + [.rule(.keepsItsName), .rule(.resourceChangesKnown)]
}

extension Rule {
  static let catalogueIsPublished = Rule("the catalogue is published", else: .notPublished) { view, _ in
    view.context["catalogueState"]?.string == "published"
  }
  /// Code, kind and form are part of what users were granted: another one is another resource.
  static let keepsItsName = Rule("code, kind and form stay", .otherResource) { _, act in
    let changed = act.input["fields"]?.object?.names ?? []
    return ["code", "kind", "form"].filter(changed.contains).map { Refusal.otherResource.at("/fields/\($0)") }
  }
  static let resourceChangesKnown = Rule("named changes are open ones of this resource", .missing) { view, act in
    let open = (view.context["openChanges"]?.array ?? []).compactMap(\.int)
    let named = (act.input["changes"]?.array ?? []).compactMap(\.int)
    return named.allSatisfy(open.contains) ? [] : [Refusal.missing.saying(["label": "本资源待更新的变更事项"]).at("/changes")]
  }
  static let refreshedByNow = Rule("the data were updated by now", .futureChange) { view, act in
    guard let day = act.input["updatedOn"]?.string.flatMap({ Day($0) }), let now = view.now else { return [] }
    return day <= Day(of: now) ? [] : [Refusal.futureChange.at("/updatedOn")]
  }
  static let frequencyStated = Rule("a table states its frequency", else: .noFrequency) { view, _ in
    view.fields["kind"]?.string != "table" || view.fields["frequency"]?.string != nil
  }
  static let selfChecked = Rule("both self-checks passed", .unsafe, .unavailable) { view, _ in
    guard view.fields["kind"]?.string == "interface" else { return [] }
    return [("safety", Refusal.unsafe), ("availability", Refusal.unavailable)]
      .filter { view.context[$0.0]?.bool != true }.map(\.1)
  }
  /// More files than the bureau has set, usually 100 [CFG], or the provider's own word make a folder a large one (EX-7d).
  static let fileServerGiven = Rule("many files come from a file server with a frequency", else: .noFileServer) { view, _ in
    guard view.fields["kind"]?.string == "folder" else { return true }
    let many = (view.fields["fileCount"]?.int ?? 0) > view.context["manyFiles"]?.int ?? Setting.manyFiles.usual[0] || view.fields["many"]?.bool == true
    return !many || (source(view)?.isFileServer == true && view.fields["frequency"]?.string != nil)
  }
  static let controlStated = Rule("interface beside a table states its control parameters", else: .noControl) { view, _ in
    if view.fields["kind"]?.string == "table" { return view.context["openInterface"]?.bool != true }
    guard view.fields["kind"]?.string == "interface", view.context["otherKinds"]?.strings?.contains("table") == true else { return true }
    return view.fields["control"]?.string != nil
  }
  private static func source(_ view: CaseView) -> SourceKind? { view.context["sourceKind"]?.string.flatMap(SourceKind.init) }
  /// Which table, path or folder, on a source of the kind that can hold it.
  static let placeStated = Rule("the place of the data is stated", .missing) { view, _ in
    func lacks(_ name: String, _ label: String) -> [Refusal] {
      let value = view.fields[name]
      return value == nil || value?.isNull == true ? [Refusal.missing.saying(["label": label]).at("/\(name)")] : []
    }
    let table = lacks("schema", "模式名") + lacks("table", "表名")
    let (kind, form) = (view.fields["kind"]?.string, view.fields["form"]?.string)
    let missing: [Refusal]
    switch (kind, form) {
    case ("table", _): missing = table
    case ("interface", "query"): missing = table + lacks("operations", "接口操作")
    case ("interface", _): missing = lacks("operations", "接口操作")
    default: missing = lacks("path", "文件夹路径")
    }
    let fits = source(view)?.holds(kind, form: form) == true
    return missing + (fits ? [] : [Refusal.missing.saying(["label": "与资源类型相符的本部门数据来源"]).at("/source")])
  }
  /// Every declared item is a column of the source, and every chosen item is declared (EX-5.2b, EX-7b).
  static let columnsThere = Rule("declared columns exist", .missingColumns) { view, _ in
    let declared = Set(view.context["catalogueItems"]?.strings ?? [])
    let chosen = view.fields["items"]?.strings ?? []
    let undeclared = chosen.filter { !declared.contains($0) }
    let found = view.context["sourceColumns"]?.strings.map { columns in chosen.filter { !columns.contains($0) } } ?? []
    let lacking = undeclared + found
    return lacking.isEmpty ? [] : [Refusal.missingColumns.saying(["columns": lacking.joined(separator: "、")]).at("/items")]
  }
  /// A table that is delivered by its changes has a key, and a column that grows where changes are found by one.
  static let waySees = Rule("changes of a table can be found the declared way", .missing) { view, _ in
    guard view.fields["kind"]?.string == "table", let way = view.fields["way"]?.string, way != "full" else { return [] }
    let hasKey = view.context["hasKey"]?.bool == true
    let column = view.fields["column"]?.string
    let grows = column.map { view.context["growingItems"]?.strings?.contains($0) == true } ?? false
    // Behind a driver every row is read; a column would spare nothing.
    let asks = source(view) == .odbc && way == "column"
    return (asks ? [Refusal.missing.saying(["label": "更新方式:经 ODBC 的来源按摘要比对(digest)或全量(full)"]).at("/way")] : [])
      + (hasKey ? [] : [Refusal.missing.saying(["label": "目录中的主键数据项(按变更交付的库表须有主键)"]).at("/way")])
      + (way != "column" || grows ? [] : [Refusal.missing.saying(["label": "目录中类型为整数、数值、日期或时间的递增列"]).at("/column")])
  }
  /// Part of the gateway's address: 2–61 of a–z, 0–9 and hyphen, and nobody else's.
  static let codeIsFree = Rule("the resource code is well formed and free", .missing) { view, _ in
    guard let code = view.fields["code"]?.string else { return [] }
    let plain = code.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
    guard plain, (2...61).contains(code.count), code.first != "-" else {
      return [Refusal.missing.saying(["label": "由小写字母、数字、连字符组成的资源代码"]).at("/code")]
    }
    return view.context["codeTaken"]?.bool == true ? [Refusal.missing.saying(["label": "尚未使用的资源代码"]).at("/code")] : []
  }
  /// Who paused or the bureau resumes (EX §4-2).
  static let resumedByPauser = Rule("resumed by who paused or the bureau", else: .notYours.saying(["party": "暂停者或市数据局"])) { view, act in
    act.party == .bureau || view.context["pausedBy"]?.string == act.party.code
  }
  /// The timer goes by the latest plan alone: one that was cancelled and made anew has its own time.
  static let plannedTimeCame = Rule("the planned time has come", .notNow) { view, _ in
    let planned = view.context["plannedAt"]?.string.flatMap(Instant.init)
    let now = view.context["now"]?.string.flatMap(Instant.init)
    guard let planned, let now, now >= planned else { return [Refusal.notNow.saying(["state": view.state.label])] }
    return []
  }
  static let notInUse = Rule("no grant is in force", else: .inUse) { view, _ in (view.context["grants"]?.int ?? 0) == 0 }
  /// Two working days [CFG] from the notice, shorter only with a reason (EX-10b, CK9).
  static let lawfulLead = Rule("the notice runs its lead", .tooEarly) { view, act in
    guard let earliest = view.context["earliestOffline"]?.string.flatMap(Instant.init),
      let now = view.context["now"]?.string.flatMap(Instant.init)
    else { return [] }
    let refusal = Refusal.tooEarly.saying(["earliest": earliest.label]).at("/at")
    guard let at = act.input["at"]?.string.flatMap(Instant.init), at > now else { return [refusal] }
    return at >= earliest || act.input["reason"]?.string != nil ? [] : [refusal]
  }
}
