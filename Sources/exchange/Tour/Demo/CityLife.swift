import JSONText

/// What happens in four weeks of the demonstration's city: each life is one case, told by day. Days are calendar days from the first one, which is any
/// day: who is late is late by more than a week.
enum CityLife {
  struct Event: Sendable {
    enum What: Sendable {
      /// Of a procedure of the exchange, or of another measure by its whole path: `extranet/problem`.
      case open(String, under: String?, JSON), lay(String, String), act(String, String, JSON)
      /// An entry of a ledger.
      case write(String, JSON)
      /// The grant that an application made, under a name of its own.
      case grant(of: String)
    }
    let day: Int, life: String, person: Person, what: What

    var name: String {
      switch what {
      case .open(let procedure, _, _): "起草 \(procedure)"
      case .lay(_, let paper): "附件 \(paper)"
      case .act(_, let step, _): step
      case .grant: "授权"
      case .write(let ledger, _): "记录 \(ledger)"
      }
    }
  }

  static let days = 28
  static let lives = applications + others + extranet
  static let events = lives.flatMap(\.self)

  private static func open(_ day: Int, _ life: String, _ procedure: String, under parent: String? = nil, by person: Person, _ fields: JSON) -> Event {
    Event(day: day, life: life, person: person, what: .open(procedure, under: parent, fields))
  }
  private static func lay(_ day: Int, _ life: String, _ procedure: String, _ paper: String, by person: Person) -> Event {
    Event(day: day, life: life, person: person, what: .lay(procedure, paper))
  }
  private static func act(_ day: Int, _ life: String, _ procedure: String, _ step: String, by person: Person, _ input: JSON = [:]) -> Event {
    Event(day: day, life: life, person: person, what: .act(procedure, step, input))
  }

  // Applications

  /// Applies for the table or the interface, and then whatever comes.
  private static func application(
    _ life: String, day: Int, for user: Seat = .patrol, table isTable: Bool, items: [String]? = nil, months: Int = 12, _ then: [(day: Int, step: String, by: Person, input: JSON)]
  ) -> [Event] {
    let items = items ?? (isTable ? ["no", "site", "name", "owner"] : ["data.no", "data.name"])
    let fields = DemoForms.application(system: life, items: items, manner: isTable ? "batch" : "query", months: months)
    let (person, paper) = (Person.applicant(user), isTable ? "duty-basis" : "stamped-form")
    return [
      open(day, life, "application", under: isTable ? "website-resource" : "article-resource", by: person, fields), lay(day, life, "application", paper, by: person),
      act(day, life, "application", "submit", by: person),
    ] + then.map { act($0.day, life, "application", $0.step, by: $0.by, $0.input) }
  }

  private static let (provider, bureau) = (Person.reviewer(.websites), Person.reviewer)
  private static let refusal: JSON = ["ground": "beyond-duty", "reason": "所申请的数据项超出该系统的履职需要", "basis": "《办法》第五条第二项"]
  private static let cut: JSON = ["items": ["no", "site", "name"], "months": 6, "reason": "栏目主办单位与核对事由无关"]

  static let applications: [[Event]] = [
    application("栏目更新月报系统", day: 1, table: true, [(4, "approve", provider, [:])]),
    application("网民留言办理系统", day: 1, for: .rota, table: true, [(9, "reject", provider, refusal)]),
    application("政务公开考核系统", day: 2, table: true, months: 36, [(21, "approve", provider, [:])]),
    application("信息公开年报系统", day: 3, for: .rota, table: true, [(8, "approve", provider, cut)]),
    application("网站安全检查系统", day: 4, table: true, []),
    application("适老化改造台账", day: 17, for: .rota, table: true, []),
    application("集约化平台监测", day: 21, table: true, []),
    application("栏目主办单位通讯录", day: 23, for: .rota, table: true, [(25, "withdraw", .applicant(.rota), [:])]),
    application("行政执法依据库", day: 2, table: false, months: 24, [(3, "approve", bureau, [:])]),
    application("普法学习平台", day: 3, for: .rota, table: false, [(7, "reject", bureau, ["ground": "untrue", "reason": "所填应用场景与业务系统功能不符,请据实填写", "basis": "《办法》第五条第二项"])]),
    application("规范性文件审查系统", day: 8, table: false, [(18, "approve", bureau, [:])]),
    application("复议应诉系统", day: 14, for: .rota, table: false, []),
    application("营商环境监测系统", day: 25, table: false, []),
    application("条文比对工具", day: 28, for: .rota, table: false, []),
  ]

  // The rest

  private static func catalogue(_ name: String, _ summary: String, class share: String = "unconditional") -> JSON {
    [
      "name": .string(name), "summary": .string(summary), "class": .string(share), "conditions": share == "conditional" ? ["仅用于依法履职"] : [],
      "items": [DemoItem.of("no", "编号", key: true), DemoItem.of("name", "名称"), DemoItem.of("unit", "单位"), DemoItem.of("day", "日期", "date")],
      "frequency": "monthly", "noMaterials": true,
    ]
  }
  private static let (officeEditor, justiceEditor, planEditor) = (Person.editor(.websites), Person.editor(.articles), Person.editor(.calendar))

  static let others: [[Event]] = [
    // Catalogues: published, returned, waiting for review within and beyond its target, being withdrawn, and a draft.
    [
      open(0, "政务服务事项", "catalogue", by: officeEditor, catalogue("政务服务事项目录", "全市政务服务事项的名称、实施主体和办理时限")),
      act(1, "政务服务事项", "catalogue", "submit", by: officeEditor), act(2, "政务服务事项", "catalogue", "approve", by: bureau),
    ],
    [
      open(0, "公证机构", "catalogue", by: justiceEditor, catalogue("公证机构名录", "全市公证机构和公证员")), act(1, "公证机构", "catalogue", "submit", by: justiceEditor),
      act(2, "公证机构", "catalogue", "approve", by: bureau), lay(20, "公证机构", "catalogue", "withdrawal-basis", by: justiceEditor), act(20, "公证机构", "catalogue", "apply-withdraw", by: justiceEditor, ["basis": "公证体制改革后由省司法厅统一公布"]),
    ],
    [
      open(2, "律师执业", "catalogue", by: justiceEditor, catalogue("律师执业信息", "执业律师和律师事务所", class: "conditional")), act(3, "律师执业", "catalogue", "submit", by: justiceEditor),
      act(4, "律师执业", "catalogue", "return", by: bureau, ["reason": "数据项缺少执业状态,请补充后再报"]),
    ],
    [
      open(10, "收费目录", "catalogue", by: planEditor, catalogue("行政事业性收费目录", "收费项目、标准和依据")), act(11, "收费目录", "catalogue", "submit", by: planEditor),
    ],
    [
      open(26, "双公示", "catalogue", by: planEditor, catalogue("信用信息双公示目录", "行政许可和行政处罚公示", class: "conditional")), act(27, "双公示", "catalogue", "submit", by: planEditor),
    ],
    [open(27, "重大项目", "catalogue", by: planEditor, ["name": "重大项目清单", "summary": "省列、市列重大项目"])],
    // Changes: one late, one that asks for more time, one done.
    [
      open(1, "栏目撤并", "change", under: "website-catalogue", by: officeEditor, ["changedOn": "2026-11-26", "what": "三个栏目撤并"]), act(1, "栏目撤并", "change", "record", by: officeEditor),
    ],
    [
      open(9, "条文修订", "change", under: "article-catalogue", by: justiceEditor, ["changedOn": "2026-11-27", "what": "附件中新增一条"]), act(9, "条文修订", "change", "record", by: justiceEditor),
      lay(9, "条文修订", "change", "extension-reason", by: justiceEditor), act(9, "条文修订", "change", "ask-extension", by: justiceEditor, ["reason": "正式文本尚待市政府办公室印发"]),
    ],
    // Demands along their way.
    demand("不动产登记状态", day: 2, .calendar, []), demand("医保参保状态", day: 3, .articles, [(6, "forward", bureau, [:])]),
    demand("公积金缴存状态", day: 1, .calendar, [(3, "forward", bureau, [:]), (8, "confirm", .reviewer(.calendar), ["plan": "十二月底前挂接库表"])]),
    demand("门户网站栏目", day: 5, .websites, [(6, "return", bureau, ["ground": "no-duty", "reason": "未写明履职依据的具体条款"])]),
    demand("企业信用代码", day: 26, .calendar, []),
    // Faults of data.
    quality("栏目名称与门户不一致", day: 5, []), quality("更新周期应为7天", day: 6, [(8, "confirm", provider, [:])]),
    quality("三条记录主办单位为空", day: 7, [(9, "confirm", provider, [:]), (12, "resolve", provider, ["result": "已由主办单位补齐,重新加载"])]),
    quality("序号不连续", day: 8, [(10, "deny", provider, ["reason": "序号按栏目设立先后编排,撤销的不再使用"])]), quality("最近更新早于设立", day: 27, []),
    // A dispute, filings, requests to the province.
    [
      open(10, "留言系统的分歧", "dispute", under: "网民留言办理系统", by: .applicant(.rota), ["about": "result", "claim": "留言办理须按栏目转交主办单位,属本部门职责"]),
      act(10, "留言系统的分歧", "dispute", "raise", by: .applicant(.rota)), act(13, "留言系统的分歧", "dispute", "record", by: bureau),
    ],
    [
      open(12, "社区矫正", "no-share", by: justiceEditor, ["name": "社区矫正对象信息", "reason": "涉及未成年人和矫正对象隐私", "basisType": "law", "basisTitle": "《中华人民共和国社区矫正法》", "basisArticle": "第五十四条", "documentNumber": "嘉司函〔2026〕12号"]),
      lay(12, "社区矫正", "no-share", "official-document", by: justiceEditor), act(12, "社区矫正", "no-share", "submit", by: justiceEditor),
    ],
    request("省级企业年报", day: 4, [(6, "batch", ["batch": "2026-12"]), (7, "send-up", ["document": "嘉数函〔2026〕20号"])]), request("外省社保转移", day: 6, [(9, "batch", ["batch": "2026-12"])]),
    request("国家法人库", day: 22, []),
    // Grants that are no longer whole, and what the bureau says to all.
    [
      Event(day: 5, life: "依据库的授权", person: .receiver(.patrol), what: .grant(of: "行政执法依据库")),
      act(16, "依据库的授权", "grant", "suspend", by: .reviewer(.articles), ["facts": "十二月上旬夜间高频调用,与申请的使用场景不符", "evidence": "调用记录"]),
    ],
    [
      Event(day: 9, life: "年报的授权", person: .receiver(.rota), what: .grant(of: "信息公开年报系统")),
      act(24, "年报的授权", "grant", "give-up", by: .receiver(.rota)),
    ],
    [
      open(20, "年终升级", "stop", by: bureau, ["title": "年终系统升级停服通知", "scope": "门户和网关", "startsAt": "2027-01-02T00:00:00+08:00", "endsAt": "2027-01-02T06:00:00+08:00", "reason": "数据库升级"]),
      act(20, "年终升级", "stop", "publish", by: bureau),
    ],
    [
      open(26, "超期通报", "bulletin", by: bureau, ["kind": "usage", "title": "十一月数据共享使用情况通报", "text": "十一月全市共受理申请若干件,详见统计。请各部门按时办理在办事项。", "addressees": ["government-office", "justice"], "month": "2026-11"]),
    ],
  ]

  private static func demand(_ name: String, day: Int, _ provider: Seat, _ then: [(day: Int, step: String, by: Person, input: JSON)]) -> [Event] {
    let applicant = Person.applicant(.patrol)
    let fields: JSON = [
      "name": .string(name), "provider": .string(departments[provider] ?? ""), "reach": "city", "wish": "table", "system": "就业服务系统", "purpose": "依据就业促进职责核对",
      "scene": "每月核对", "flow": "仅在本部门业务系统内使用", "manner": "batch", "items": [["name": "编号", "use": "核对"], ["name": "状态", "use": "核对"]], "months": 12, "contact": "王芳",
      "phone": "0937-6220000", "safety": "专网部署,权限到人", "commitment": true,
    ]
    return [open(day, name, "demand", by: applicant, fields), act(day, name, "demand", "submit", by: applicant)] + then.map { act($0.day, name, "demand", $0.step, by: $0.by, $0.input) }
  }
  /// Where the demonstration's seats sit (Scripts/demo/world.sh).
  private static let departments: [Seat: String] = [.websites: "government-office", .articles: "justice", .calendar: "ndrc"]

  private static func quality(_ description: String, day: Int, _ then: [(day: Int, step: String, by: Person, input: JSON)]) -> [Event] {
    let reporter = Person.receiver(.patrol)
    return [
      open(day, description, "quality", under: "website-resource", by: reporter, ["description": .string(description), "channel": "online"]),
      act(day, description, "quality", "submit", by: reporter),
    ] + then.map { act($0.day, description, "quality", $0.step, by: $0.by, $0.input) }
  }

  private static func request(_ name: String, day: Int, _ then: [(day: Int, step: String, input: JSON)]) -> [Event] {
    let applicant = Person.applicant(.rota)
    let fields: JSON = [
      "name": .string(name), "reach": "cross-level", "upperDepartment": "省级主管部门", "purpose": "依据市场监管职责核对", "system": "登记注册系统", "items": ["统一社会信用代码", "状态"],
      "contact": "王芳", "phone": "0937-6220000",
    ]
    return [open(day, name, "cross-level", by: applicant, fields), act(day, name, "cross-level", "submit", by: applicant)]
      + then.map { act($0.day, name, "cross-level", $0.step, by: bureau, $0.input) }
  }
}
