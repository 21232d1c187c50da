/// The people of the tour. Each has only the rights that the part asks for (EX §1).
enum Person: String, CaseIterable, Sendable {
  /// 市数据局: reviews catalogues and unconditional applications.
  case reviewer
  /// 市数据局 as a provider too: the one who must not approve what she submitted.
  case both
  case auditor
  case editor
  case providerReviewer
  case applicant
  case receiver

  var name: String {
    switch self {
    case .reviewer: "演示 数据局审核"
    case .both: "演示 数据局编目兼审核"
    case .auditor: "演示 数据局审计"
    case .editor: "演示 提供部门编目"
    case .providerReviewer: "演示 提供部门审核"
    case .applicant: "演示 使用部门申请"
    case .receiver: "演示 使用部门取数"
    }
  }

  var login: String {
    switch self {
    case .reviewer: "demo.reviewer"
    case .both: "demo.both"
    case .auditor: "demo.auditor"
    case .editor: "demo.editor"
    case .providerReviewer: "demo.provider"
    case .applicant: "demo.applicant"
    case .receiver: "demo.receiver"
    }
  }

  var roles: [String] {
    switch self {
    case .reviewer: ["bureau.catalogue", "bureau.application", "bureau.operation"]
    case .both: ["bureau.catalogue", "provider.catalogue"]
    case .auditor: ["bureau.audit"]
    case .editor: ["provider.catalogue"]
    case .providerReviewer: ["provider.review"]
    case .applicant: ["user.apply"]
    case .receiver: ["user.receive", "user.audit"]
    }
  }

  /// Which of the three departments the person is of.
  var seat: Seat {
    switch self {
    case .reviewer, .both, .auditor: .bureau
    case .editor, .providerReviewer: .provider
    case .applicant, .receiver: .consumer
    }
  }

  enum Seat: String, Sendable { case bureau, provider, consumer }
}
