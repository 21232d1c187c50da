import JSONText

extension CityLife {
  private static let (bureau, second, unit, other) = (Person.reviewer, Person.both, Person.applicant(.patrol), Person.applicant(.rota))

  private static func event(_ day: Int, _ life: String, _ person: Person, _ what: Event.What) -> Event { Event(day: day, life: life, person: person, what: what) }

  private static func access(_ life: String, day: Int, by person: Person, _ place: String, _ then: [Event]) -> [Event] {
    let fields: JSON = [
      "kind": "new", "basis": "依据部门职责和一体化政务服务要求", "category": "1", "way": "光纤专线", "range": "机关局域网 120 台终端", "place": .string(place), "plane": "both", "bandwidth": 100,
      "terminals": 120,
    ]
    return [
      event(day, life, person, .write("extranet.profile", ["date": "2026-11-20", "administrator": "王一", "officer": "李二", "phone": "0937-6220000"])),
      event(day, life, person, .open("extranet/application", under: nil, fields)), event(day, life, person, .act("extranet/application", "submit", [:])),
    ] + then
  }

  /// A line of plane one, as its operator keeps it.
  private static func line(_ number: String, _ unit: String, _ to: String, _ then: [(day: Int, step: String, input: JSON)]) -> [Event] {
    let fields: JSON = ["plane": "one", "number": .string(number), "unit": .string(unit), "bandwidth": 100, "from": "电信枢纽", "to": .string(to), "cost": 12000]
    return [event(4, number, .lines, .open("extranet/line", under: nil, fields)), event(4, number, .lines, .act("extranet/line", "create", [:]))]
      + then.map { event($0.day, number, .lines, .act("extranet/line", $0.step, $0.input)) }
  }

  private static let checklist: JSON = [
    "security": "met", "data": "met", "personal": "met", "procurement": "met", "grading": "met", "cipher": "met", "project": "none",
  ]

  /// 电子政务外网: who is connected, what was found, what is late.
  static let extranet: [[Event]] = [
    [
      event(0, "单位登记一", bureau, .write("extranet.unit", ["date": "2026-11-20", "unit": "human-resources", "category": "1", "kind": "department", "budget": true])),
      event(0, "单位登记二", bureau, .write("extranet.unit", ["date": "2026-11-20", "unit": "market", "category": "1", "kind": "department", "budget": true])),
    ],
    [
      event(0, "平面登记", bureau, .write("extranet.plane", ["date": "2026-11-20", "plane": "one", "operator": "telecom"])),
      event(0, "运维合同", bureau, .write("extranet.contract", ["date": "2026-01-05", "number": "YW-2026-01", "contractor": "河西信息技术服务公司", "from": "2026-01-05", "to": "2027-01-04", "scope": "城域网设备巡检、故障处置"])),
      event(3, "运维记录", bureau, .write("extranet.device", ["date": "2026-11-20", "name": "核心交换机一", "place": "市民中心机房", "plane": "metropolitan", "segment": "metropolitan", "state": "running"])),
    ],
    line("JYG-1-001", "human-resources", "市民中心三楼", [
      (9, "open", ["on": "2026-12-08"]), (13, "fault", ["since": "2026-12-01T02:00:00+08:00", "symptom": "光缆中断"]),
      (14, "repair", ["until": "2026-12-01T05:00:00+08:00", "cause": "施工挖断,已熔接"]),
    ]),
    line("JYG-1-002", "market", "迎宾路 12 号", [(20, "open", ["on": "2026-12-19"])]),
    line("JYG-1-003", "market", "新华南路 3 号", []),
    [
      event(16, "安全态势", bureau, .open("extranet/bulletin", under: nil, [
        "kind": "situation", "title": "12月上半月网络安全态势通报", "text": "本期发现弱口令一起,外部扫描一起,均已通知整改。", "addressees": ["human-resources", "market"],
      ])),
      event(16, "安全态势", bureau, .act("extranet/bulletin", "sign", [:])), event(17, "安全态势", bureau, .act("extranet/bulletin", "publish", [:])),
      event(18, "安全态势", unit, .act("extranet/bulletin", "receipt", [:])),
    ],
    access(
      "人社局接入", day: 1, by: unit, "市民中心三楼",
      [
        event(3, "人社局接入", bureau, .act("extranet/application", "approve", ["legality": "pass", "reasonableness": "pass"])), event(5, "人社局接入", unit, .lay("extranet/application", "scheme")),
        event(5, "人社局接入", unit, .act("extranet/application", "submit-scheme", checklist)), event(6, "人社局接入", unit, .act("extranet/application", "confirm", [:])),
        event(7, "人社局接入", bureau, .act("extranet/application", "confirm", [:])), event(8, "人社局接入", bureau, .act("extranet/application", "start", ["ready": true])),
        event(12, "人社局接入", unit, .act("extranet/application", "finish", [:])), event(14, "人社局接入", unit, .lay("extranet/application", "test")),
        event(14, "人社局接入", unit, .act("extranet/application", "pass", ["items": "连通性、带宽", "result": "正常"])),
      ]),
    access("市场监管局接入", day: 24, by: other, "迎宾路 12 号", []),
    [
      event(2, "弱口令", bureau, .open("extranet/problem", under: nil, ["unit": "market", "description": "三台服务器使用弱口令", "severity": "serious"])),
      event(2, "弱口令", bureau, .act("extranet/problem", "notify", ["due": "2026-12-18"])), event(9, "弱口令", other, .act("extranet/problem", "respond", ["response": "一周内全部更换"])),
    ],
    [
      event(26, "私接无线", second, .open("extranet/problem", under: nil, ["unit": "human-resources", "description": "办公区私接无线路由", "severity": "critical"])),
    ],
    [
      event(18, "扫描告警", unit, .open("extranet/incident", under: nil, ["title": "外部扫描告警", "description": "边界防火墙记录到持续扫描", "level": "serious", "foundAt": "2026-12-18T09:00:00+08:00"])),
      event(18, "扫描告警", unit, .act("extranet/incident", "report", [:])), event(19, "扫描告警", bureau, .act("extranet/incident", "locate", ["place": "市民中心出口"])),
    ],
    [
      event(6, "视频专网", unit, .open("extranet/private-network", under: nil, ["name": "考场视频专网", "work": "existing", "use": "考场监控回传"])),
      event(6, "视频专网", unit, .act("extranet/private-network", "register", [:])),
      event(10, "视频专网", unit, .act("extranet/private-network", "plan", ["plan": "分两期迁移到政务外网", "target": "2027-06-30"])),
    ],
  ]
}
