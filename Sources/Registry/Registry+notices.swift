import JSONText
import Postgres
import Records

extension Registry {
  /// Every department that uses a resource learns what happens to it; the bureau too when it is to be stopped (EX-10b).
  func tellUsers(of resource: Int64, in work: Work) async throws {
    guard let act = try await work.tx.first(RegistryStatements.lastAct, resource) else { return }
    let name = try await work.tx.first(RegistryStatements.resourceName, resource) ?? ""
    let reason = act.input["reason"]?.string
    let words: String
    switch act.step {
    case "pause": words = "暂停服务:\(reason ?? "")"
    case "resume": words = "恢复服务"
    case "plan-offline":
      let early = reason.map { ";提前停用理由:\($0)" } ?? ""
      words = "停用通知:\(act.input["notice"]?.string ?? "");停用时间:\(act.input["at"]?.string ?? "")\(early)"
    case "recall-data": words = "召回已交付的数据:\(reason ?? "")。前置区中的数据已清除;自前置区取走的副本请停用并删除"
    case "cancel-offline": words = "已取消停用计划,继续服务"
    default: return
    }
    var told = try await work.tx.all(act.step == "recall-data" ? TurnStatements.everyRecipient : RegistryStatements.usersOf, resource)
    if act.step.hasSuffix("-offline"), let bureau = try await work.tx.first(RegistryStatements.bureau), !told.contains(bureau) {
      told.append(bureau)
    }
    for department in told { try await work.notify(department, about: resource, "resource", "资源 \(name) \(words)") }
  }

  /// 报备: what a provider does about a violation reaches the bureau in the same act (EX-5.5).
  func report(_ grant: Int64, in work: Work) async throws {
    guard let act = try await work.tx.first(RegistryStatements.lastAct, grant), act.party == "PROVIDER",
      let facts = act.input["facts"]?.string, let row = try await work.tx.first(RegistryStatements.grant, grant),
      let bureau = try await work.tx.first(RegistryStatements.bureau)
    else { return }
    let measure = ["suspend": "暂停", "revoke": "收回", "terminate": "终止"][act.step] ?? act.step
    try await work.notify(bureau, about: grant, "report", "违规处置报备:授权 \(row.number) 已\(measure);违规事实:\(facts)")
  }
}
