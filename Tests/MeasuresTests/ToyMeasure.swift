import JSONText
import Measures
import Vocabulary
import Workflow

/// 会议室借用办法, the measure that Docs/how-to/add-a-measure.md makes. It stands here whole, so that what the page shows is what runs.
extension Refusal {
  static let toyNotYours = Refusal("T01", .role, "无权操作:该操作仅限{party}", "TOY-2")
  static let toyNotNow = Refusal("T02", .state, "当前状态为“{state}”,不能进行此操作", "TOY-2")
  static let toyOwnCase = Refusal("T03", .role, "提交人不得审核本人的申请", "TOY-4")
  static let toyMissing = Refusal("T04", .form, "请填写{label}", "TOY-3")
  static let toyTooMany = Refusal("T05", .form, "人数超过该会议室的座位数({seats})", "TOY-3").at("/people")
}

extension Procedure.Common {
  static let toy = Procedure.Common(notYours: .toyNotYours, notNow: .toyNotNow, ownCase: .toyOwnCase)
}

extension Party {
  static let borrower = Party("BORROWER", "借用单位")
}

extension State {
  fileprivate static let asked = State("asked", "待审核")
  fileprivate static let lent = State("lent", "已同意")
  fileprivate static let refused = State("refused", "未同意")
  fileprivate static let returned = State("given-back", "已归还")
}

extension Procedure {
  /// 借用申请: asked for, decided by another person of the bureau, given back (TOY-3, TOY-4).
  static let booking = Procedure(
    "toy.booking", "借用申请", prefix: "HY", beginning: "借用会议室", clause: "TOY-3", common: .toy,
    seats: [Seat(.borrower, .owner, role: "user.apply"), Seat(.bureau, .bureau, role: "bureau.operation")],
    openers: [.borrower], facts: [Fact("room", latestIn: "toy.room", about: "number", of: .field("room"))],
    fields: [
      Field("room", "会议室编号", .text(max: 20), else: .toyMissing), Field("on", "使用日期", .date, else: .toyMissing),
      Field("people", "人数", .number(1...1000), else: .toyMissing), Field("use", "用途", .text(max: 500), else: .toyMissing),
    ],
    ends: [.refused, .returned],
    steps: [
      Step("submit", "提交", by: .borrower, from: .draft, to: .asked, needs: [.form, .rule(.toySeats)]),
      Step("agree", "同意", by: .bureau, from: .asked, to: .lent, needs: [.anotherPerson(than: "submit")]),
      Step("refuse", "不同意", by: .bureau, from: .asked, to: .refused, asks: [Field("reason", "理由", .reason(max: 500), else: .toyMissing)]),
      Step("give-back", "归还", by: .borrower, from: .lent, to: .returned),
    ],
    clocks: [Clock("TK1", .statutory(.workingDays(2), "TOY-4"), while: .asked, holder: .bureau)])
}

extension Rule {
  /// No more people than the room has seats; the room is one that is registered (TOY-3).
  static let toySeats = Rule("the room has seats for all", .toyTooMany) { view, _ in
    guard let seats = view.context["room"]?["seats"]?.int else { return [Refusal.toyMissing.saying(["label": "已登记的会议室编号"]).at("/room")] }
    return view.fields["people"]?.int ?? 0 <= seats ? [] : [Refusal.toyTooMany.saying(["seats": String(seats)])]
  }
}

extension Ledger {
  /// 会议室登记 (TOY-2).
  static let toyRoom = Ledger(
    "toy.room", "会议室登记", clause: "TOY-2",
    fields: [
      Field("date", "登记日期", .text(max: 10), else: .toyMissing), Field("number", "会议室编号", .text(max: 20), else: .toyMissing),
      Field("seats", "座位数", .number(1...1000), else: .toyMissing),
    ], days: ["date"], dated: "date", writers: ["bureau.operation"], readers: .everyone)
}

extension Measure {
  static let toy = Measure(
    code: "TOY", path: "toy", title: "会议室借用办法", shortTitle: "会议室", procedures: [.booking], ledgers: [.toyRoom], duties: [])
}
