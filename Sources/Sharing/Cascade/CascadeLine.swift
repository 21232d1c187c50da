package import JSONText

/// One catalogue in a cascade file (EX-2): ours on the way up, one of the province's or the nation's on the way down.
package struct CascadeLine: Sendable, Hashable {
  /// 级别. Only catalogues from above are taken in.
  package enum Level: String, Sendable, CaseIterable {
    case city = "市级"
    case province = "省级"
    case nation = "国家"
  }

  package let code: String
  package let title: String
  package let summary: String
  package let shareClass: String
  package let conditions: [String]
  package let frequency: String
  package let providerCode: String
  package let providerName: String
  package let level: Level
  package let items: [CatalogueItem]
  /// Of ours alone: what the level above calls it (上级编目代码), and whether it was reported (级联状态).
  package let report: CascadeReport?

  package init(
    code: String, title: String, summary: String, shareClass: String, conditions: [String], frequency: String, providerCode: String,
    providerName: String, level: Level, items: [CatalogueItem], report: CascadeReport? = nil
  ) {
    self.code = code
    self.title = title
    self.summary = summary
    self.shareClass = shareClass
    self.conditions = conditions
    self.frequency = frequency
    self.providerCode = providerCode
    self.providerName = providerName
    self.level = level
    self.items = items
    self.report = report
  }

  package var json: JSON {
    let plain: JSON = [
      "code": .string(code), "title": .string(title), "summary": .string(summary), "class": .string(shareClass), "conditions": JSON(conditions),
      "frequency": .string(frequency), "provider": ["code": .string(providerCode), "name": .string(providerName)],
      "level": .string(level.rawValue), "items": .array(items.map(\.json)),
    ]
    var object = plain.object ?? JSONObject()
    if let report {
      object["upstreamCode"] = JSON(report.upstreamCode)
      object["state"] = .string(report.state.rawValue)
    }
    return .object(object)
  }
}

/// 级联状态: what the level above said of one of our catalogues (EX-2).
package struct CascadeReport: Sendable, Hashable {
  package enum State: String, Sendable, CaseIterable {
    case unreported = "未上报"
    case reported = "已上报"
    case returned = "上级退回"
  }
  package let code: String
  package let upstreamCode: String?
  package let state: State
  package let reason: String?

  package init(code: String, upstreamCode: String?, state: State, reason: String?) {
    self.code = code
    self.upstreamCode = upstreamCode
    self.state = state
    self.reason = reason
  }
}
