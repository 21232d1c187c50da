import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let collecting = State("collecting", "待汇总")
  fileprivate static let collected = State("collected", "已汇总")
  fileprivate static let aboveReview = State("above-review", "上级审核中")
  fileprivate static let localPublishing = State("local-publishing", "待本地发布")
  fileprivate static let applicable = State("applicable", "已发布可申请")
  fileprivate static let failedAbove = State("failed-above", "上级未通过")
}

extension Procedure {
  /// 跨层级需求: the bureau collects needs, submits them upward level by level and publishes here what was passed (EX-11.4b, EX §4-8).
  package static let crossLevel = Procedure(
    "exchange.cross-level", "跨层级需求", prefix: "KC", beginning: "提出跨层级需求", clause: "EX-11.4b", common: .exchange,
    seats: [Seat(.user, .owner, role: "user.apply"), Seat(.bureau, .bureau, role: "bureau.application")],
    openers: [.user],
    fields: [
      .text("name", "所需数据名称"), Field("reach", "数据范围", .choice([.init("cross-region", "跨地域"), .init("cross-level", "跨层级")]), else: .missing),
      .text("upperDepartment", "上级或外地提供部门", required: false), .text("purpose", "履职依据和使用事由", max: 2000),
      .text("system", "业务系统"), Field("items", "数据项", .texts(max: 500), else: .noItems), .text("contact", "联系人", max: 60),
      .text("phone", "联系电话", max: 40),
    ],
    papers: [Paper("upper-document", "上级审批文件", during: .aboveReview, else: .missing)],
    ends: [.applicable, .failedAbove, .withdrawn],
    steps: [
      Step("submit", "提交", by: .user, from: .draft, .returned, to: .collecting, needs: [.form]),
      Step("batch", "汇总", by: .bureau, from: .collecting, to: .collected, asks: [.text("batch", "汇总批次", max: 60)],
        needs: [.anotherPerson(than: "submit")]),
      Step("send-up", "报送上级", by: .bureau, from: .collected, to: .aboveReview, asks: [.text("document", "报送文号", max: 100)],
        denial: .onlyBureauSubmits),
      Step("pass", "登记上级通过", by: .bureau, from: .aboveReview, to: .localPublishing, asks: [.text("document", "上级批复文号", max: 100)],
        needs: [.paper("upper-document")]),
      Step("reject", "登记上级未通过", by: .bureau, from: .aboveReview, to: .failedAbove, asks: [.reason], needs: [.paper("upper-document")]),
      Step("publish", "标记本地已发布", by: .bureau, from: .localPublishing, to: .applicable,
        asks: [Field("resource", "对应的资源", .reference, else: .notLinked)], needs: [.rule(.resourceLinked)], effects: [.tellApplicable]),
      Step("return", "退回", by: .bureau, from: .collecting, .collected, to: .returned, asks: [.reason], needs: [.anotherPerson(than: "submit")]),
      Step("withdraw", "撤回", by: .user, from: .collecting, .collected, .returned, to: .withdrawn),
    ])
}

extension Rule {
  fileprivate static let resourceLinked = Rule("the resource is attached here", .notLinked) { view, _ in
    view.context["resourceLive"]?.bool == true ? [] : [Refusal.notLinked.at("/resource")]
  }
}
