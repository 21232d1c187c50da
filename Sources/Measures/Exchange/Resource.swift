import JSONText
import Vocabulary
package import Workflow

extension State {
  fileprivate static let attached = State("attached", "已挂接")
  fileprivate static let paused = State("paused", "暂停服务")
  fileprivate static let offlinePlanned = State("offline-planned", "待下线")
  fileprivate static let offline = State("offline", "已下线")
}

extension Procedure {
  /// 资源: a table, an interface or a folder is mounted under a published catalogue (EX-7, EX §4-2).
  package static let resource = Procedure(
    "exchange.resource", "资源", prefix: "ZY", beginning: "挂接资源", clause: "EX-7a", revision: 7, adopts: [1, 2, 3, 4, 5, 6], common: .exchange,
    seats: [
      Seat(.provider, .owner, role: "provider.catalogue"), Seat(.bureau, .bureau, role: "bureau.catalogue"),
      Seat(.system, .system, role: ""),
    ],
    openers: [.provider], sides: .ofParent, under: ["exchange.catalogue"],
    fields: [
      .text("code", "资源代码", max: 60), .text("title", "资源名称"),
      Field("kind", "资源类型", .choice([.init("table", "库表"), .init("interface", "服务接口"), .init("folder", "文件(文件夹)")]), else: .wrongKind),
      Field("frequency", "更新频率", .choice(Field.frequencies), required: false, else: .noFrequency),
      Field("source", "数据来源", .reference, else: .missing),
      .text("schema", "模式名", max: 63, required: false), .text("table", "表名", max: 63, required: false),
      Field("way", "变更发现方式", .choice(Field.changeWays), required: false, else: .missing),
      .text("column", "递增列", max: 63, required: false),
      Field("flawed", "问题行处置", .choice([.init("fail", "整批不交付"), .init("quarantine", "隔离问题行")]), required: false, else: .missing),
      Field("form", "接口形式", .choice([.init("upstream", "转发"), .init("query", "库表查询")]), required: false, else: .missing),
      Field(
        "operations", "接口操作",
        .list(
          [
            Field("method", "方法", .choice([.init("GET", "GET"), .init("POST", "POST")]), else: .missing), .text("path", "路径", max: 200),
            Field("manner", "使用方式", .choice(Field.manners), else: .missing),
          ], max: 50), required: false, else: .missing),
      Field("required", "必填参数", .texts(max: 20), required: false, else: .missing),
      Field("optional", "可选参数", .texts(max: 20), required: false, else: .missing),
      Field("dailyCalls", "每项授权每日调用上限", .number(1...1_000_000_000), required: false, else: .missing),
      .text("control", "管控参数说明", max: 2000, required: false), .text("probe", "自检路径", max: 200, required: false),
      .text("path", "文件夹路径", max: 500, required: false),
      Field("fileCount", "文件数量", .number(0...100_000_000), required: false, else: .missing),
      Field("many", "数量较多", .flag, required: false, else: .missing),
      Field("items", "数据项", .texts(max: 500), required: false, else: .missing),
    ],
    papers: [
      Paper("interface-document", "标准接口描述文档", when: .isInterface, else: .noDescription),
      Paper("data-dictionary", "数据字典", when: .isInterface, else: .noDictionary),
    ],
    ends: [.offline],
    shown: [.attached, .paused, .offlinePlanned],
    steps: [
      Step("attach", "挂接", by: .provider, from: .draft, to: .attached, needs: Need.mounting, effects: [.attachResource]),
      Step("self-check", "自检", by: .system, from: .draft, .attached, .paused, going: .same,
        asks: [
          Field("safety", "安全性自检", .object, else: .unsafe), Field("availability", "可用性自检", .object, else: .unavailable),
          .text("of", "所检内容", max: 64), .text("person", "自检人", max: 60), .text("note", "自检备注", max: 500, required: false),
        ]),
      Step("update", "更新资源", by: .provider, from: .attached, .paused, going: .same,
        asks: [Field("changes", "对应的变更事项", .references(max: 50), required: false, else: .missing)],
        needs: Need.updating, effects: [.updateResource, .meetChanges, .deliverResource], amends: true),
      Step("refresh", "登记数据已更新", by: .provider, from: .attached, .paused, .offlinePlanned, going: .same,
        asks: [Field("updatedOn", "数据更新日期", .date, else: .missing)], needs: [.rule(.refreshedByNow)], effects: [.deliverResource]),
      Step("pause", "暂停服务", by: .provider, .bureau, from: .attached, to: .paused, asks: [.reason], effects: [.changeResource]),
      Step("resume", "恢复服务", by: .provider, .bureau, from: .paused, to: .attached, needs: [.rule(.resumedByPauser)],
        effects: [.changeResource, .deliverResource]),
      Step("recall-data", "召回已交付数据", by: .provider, .bureau, from: .paused, going: .same, asks: [.reason], effects: [.recallData]),
      Step("offline", "下线", by: .provider, from: .attached, .paused, to: .offline, asks: [.reason], needs: [.rule(.notInUse)],
        effects: [.endResource]),
      Step("plan-offline", "计划下线", by: .provider, from: .attached, .paused, to: .offlinePlanned,
        asks: [
          .text("notice", "停用通知", max: 2000, else: .inUse), .text("at", "停用时间", max: 40),
          Field("reason", "提前停用理由", .reason(max: 2000), required: false, else: .noReason),
        ], needs: [.rule(.lawfulLead)], effects: [.changeResource]),
      Step("cancel-offline", "取消下线", by: .provider, from: .offlinePlanned, going: .before("plan-offline"), effects: [.changeResource]),
      Step("go-offline", "到时下线", by: .system, from: .offlinePlanned, to: .offline, needs: [.rule(.plannedTimeCame)],
        effects: [.endResource]),
    ])
}

extension Condition {
  fileprivate static let isInterface = Condition("服务接口") { $0.fields["kind"]?.string == "interface" }
}
