package import Accounts
import JSONText
import Postgres
package import Records
package import Vocabulary
import Workflow

extension CaseDesk {
  /// A number of ours with what is in force, and what was and will be.
  package struct SettingLine: Sendable {
    package let setting: Setting
    package let inForce: [Int]
    package let history: [SettingRow]
  }

  /// Every number that the bureau may set ([CFG]), as it stands now.
  package func settings() async throws -> [SettingLine] {
    try await records.read { tx, now in
      var lines: [SettingLine] = []
      for setting in Setting.all {
        lines.append(
          SettingLine(
            setting: setting, inForce: try await Settings.values(setting, on: Day(of: now), tx), history: try await Settings.history(setting, tx)))
      }
      return lines
    }
  }

  /// Sets a number from a day on; what runs already keeps its own.
  ///
  /// Only the bureau's operation may (403 E02), within the bounds, with a reason that cites what it rests on, from today on at the earliest.
  package func set(_ name: String, to values: [Int], reason: String, from day: Day, by person: Person, in work: Work) async throws {
    work.trying("setting.set", "setting:\(name)")
    guard person.administrator == nil, person.isBureau, person.holds("bureau.operation") else {
      throw Refused(Refusal.notAllowed.saying(["who": "市数据局(运行管理)"]))
    }
    guard let setting = Setting.named(name) else { throw Refused(Refusal.noSuchSetting.saying(["name": name])) }
    var faults: [Refusal] = []
    if !setting.accepts(values) { faults.append(setting.outOfBounds) }
    if reason.isBlank || reason.count > 300 { faults.append(Refusal.badRule.saying(["what": "设定的依据和理由(300字以内)"]).at("/reason")) }
    if day < Day(of: work.now) { faults.append(Refusal.badRule.saying(["what": "今天或以后的生效日期"]).at("/from")) }
    guard faults.isEmpty else { throw Refused(faults) }
    let before = try await Settings.values(setting, on: day, work.tx)
    guard try await Settings.set(setting, values, reason: reason, from: day, by: person.id, in: work) else {
      throw Refused(Refusal.ruleExists.saying(["code": setting.rule ?? name, "day": day.text]))
    }
    work.note(
      "setting.set", "setting:\(name)",
      ["before": .string(setting.text(before)), "value": .string(setting.text(values)), "reason": .string(reason), "from": .string(day.text)])
  }
}

extension CaseDesk {
  /// What setting a number would change, in sentences, before anybody sets it.
  package func effect(of name: String, values: [Int], from day: Day) async throws -> [String] {
    guard let setting = Setting.named(name) else { throw Refused(Refusal.noSuchSetting.saying(["name": name])) }
    guard setting.accepts(values) else { throw Refused(setting.outOfBounds) }
    return try await records.read { tx, now in
      guard day >= Day(of: now) else { throw Refused(Refusal.badRule.saying(["what": "今天或以后的生效日期"]).at("/from")) }
      let before = try await Settings.values(setting, on: day, tx)
      guard before != values else { return ["与\(day.text)适用的值相同,不会有改变。"] }
      var lines = ["自\(day.text)起,由\(setting.shown(before))改为\(setting.shown(values))。"]
      if setting.unit == "个工作日", let old = before.first, let new = values.first {
        let calendar = try await ClockKeeper().calendar(tx)
        let first = calendar.isWorking(day) ? day : calendar.workingDay(1, after: day)
        let (was, becomes) = (calendar.workingDay(old, after: first), calendar.workingDay(new, after: first))
        if setting.rule == nil { lines.append("\(first.text)开始计时的,到期日由\(was.text)变为\(becomes.text)。") } else { lines.append("\(first.text)提出的,最早可定的时间由\(was.text)变为\(becomes.text)。") }
      }
      let running = try await tx.one(ClockStatements.runningUnder, name)
      if running > 0 { lines.append("正在计时的\(running)件按原来的期限办,不受影响。") }
      return lines
    }
  }
}

extension Setting {
  fileprivate func shown(_ values: [Int]) -> String { values.map(String.init).joined(separator: "、") + " \(unit)" }

  /// Says what may be set instead.
  fileprivate var outOfBounds: Refusal {
    let many = most > 1 ? "1至\(most)个互不相同、" : ""
    let words = "“\(title)”应为\(many)\(bounds.lowerBound)至\(bounds.upperBound)之间的整数(\(unit))"
    return Refusal("setting.value", .form, words, clause).at("/value")
  }
}

extension Refusal {
  static let noSuchSetting = Refusal("setting.unknown", .missing, "没有系统参数“{name}”", "EX-4a")
}
