import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let review = State("review", "待审核")
  fileprivate static let inForce = State("in-force", "生效")
  fileprivate static let dropped = State("dropped", "已放弃")
}

extension Procedure {
  /// 修订: a published catalogue is said anew; the published version stays in force until the bureau approves (EX-6b, EX §4-1).
  package static let revision = Procedure(
    "exchange.revision", "目录修订", prefix: "XD", beginning: "修订目录", clause: "EX-6b", revision: 2, adopts: [1], common: .exchange,
    seats: [Seat(.provider, .owner, role: "provider.catalogue"), Seat(.bureau, .bureau, role: "bureau.catalogue"), Seat(.system, .system, role: "")],
    openers: [.provider], sides: .ofParent, under: ["exchange.catalogue"],
    fields: Field.catalogueForm(Field.shareClasses + [.init("none", "不予共享")]) + [
      Field("changes", "对应的变更事项", .references(max: 50), required: false, else: .missing), .text("note", "修订说明", max: 2000),
    ],
    ends: [.inForce, .dropped],
    steps: [
      Step("submit", "提交审核", by: .provider, from: .draft, .returned, to: .review,
        needs: [
          .form, .rule(.stillShareable), .rule(.materialsListed), .rule(.materialsNamed), .rule(.templatesLaid), .rule(.conditionsStated), .rule(.originByBureau), .rule(.underPublished), .rule(.changesKnown),
          .rule(.onlyRevision), .rule(.codeKept),
        ], effects: [.meetChanges]),
      Step("recall", "撤回修改", by: .provider, from: .review, to: .draft, effects: [.recallChanges]),
      Step("approve", "同意修订", by: .bureau, from: .review, to: .inForce, needs: [.anotherPerson(than: "submit"), .rule(.underPublished)],
        effects: [.reviseCatalogue], denial: .selfPublished),
      Step("return", "退回", by: .bureau, from: .review, to: .returned, asks: [.reason], needs: [.anotherPerson(than: "submit")],
        effects: [.returnChanges]),
      Step("drop", "放弃修订", by: .provider, from: .draft, .returned, to: .dropped),
      Step("catalogue-ended", "目录已下线或撤销", by: .system, from: .draft, .returned, .review, to: .dropped),
    ],
    clocks: [Clock("EX-6a", .target(.workingDays(3), setting: "exchange.catalogue-review"), while: .review, holder: .bureau)])
}

extension Rule {
  /// 不予共享 is a filing of its own, and only after the catalogue is gone (EX-5.1a, EX-5.1c).
  fileprivate static let stillShareable = Rule("the data stay shareable", .mustBeWithdrawn) { view, _ in
    view.fields["class"]?.string == "none" ? [Refusal.mustBeWithdrawn.at("/class")] : []
  }
  fileprivate static let underPublished = Rule("the catalogue is published", .notNow) { view, _ in
    let state = view.context["parentState"]?.string ?? ""
    return ["published", "withdrawal-review", "offline-talks"].contains(state)
      ? [] : [Refusal.notNow.saying(["state": view.context["parentStateLabel"]?.string ?? state])]
  }
  /// A revision meets only open changes of its own catalogue.
  fileprivate static let changesKnown = Rule("named changes are open ones of this catalogue", .missing) { view, _ in
    let open = (view.context["openChanges"]?.array ?? []).compactMap(\.int)
    let named = (view.fields["changes"]?.array ?? []).compactMap(\.int)
    return named.allSatisfy(open.contains) ? [] : [Refusal.missing.saying(["label": "本目录待更新的变更事项"]).at("/changes")]
  }
  fileprivate static let onlyRevision = Rule("no other revision is under review", .notNow) { view, _ in
    view.context["otherRevision"]?.bool == true ? [Refusal.notNow.saying(["state": "另一修订待审核"])] : []
  }
  /// A catalogue keeps its code for life; it may be left out.
  fileprivate static let codeKept = Rule("the code stays", .missing) { view, _ in
    guard let code = view.fields["code"]?.string, code != view.context["catalogueCode"]?.string else { return [] }
    return [Refusal.missing.saying(["label": "原目录代码(目录代码不可更改,可不填)"]).at("/code")]
  }
}
