/// The people of the tour. Each has only the rights that the part asks for (EX §1), and an account of her own.
struct Person: Hashable, Sendable {
  enum Duty: String, Sendable { case reviewer, both, auditor, editor, applicant, receiver, lines }

  let seat: Seat
  let duty: Duty

  /// 市数据局: reviews catalogues and unconditional applications.
  static let reviewer = Person(seat: .bureau, duty: .reviewer)
  /// 市数据局 as a provider too: the one who must not approve what she submitted.
  static let both = Person(seat: .bureau, duty: .both)
  static let auditor = Person(seat: .bureau, duty: .auditor)

  /// Makes a provider's catalogues and resources.
  static func editor(_ provider: Seat) -> Person { Person(seat: provider, duty: .editor) }
  /// Decides on applications for a provider's conditional data.
  static func reviewer(_ provider: Seat) -> Person { Person(seat: provider, duty: .reviewer) }
  static func applicant(_ user: Seat) -> Person { Person(seat: user, duty: .applicant) }
  /// Takes what was granted: codes, landing area.
  static func receiver(_ user: Seat) -> Person { Person(seat: user, duty: .receiver) }

  /// Keeps the lines of a plane.
  static let lines = Person(seat: .telecom, duty: .lines)

  static let all =
    [reviewer, both, auditor, lines] + Seat.providers.flatMap { [editor($0), reviewer($0)] } + Seat.users.flatMap { [applicant($0), receiver($0)] }

  var name: String { "演示 \(seat.label)\(title)" }

  private var title: String {
    switch duty {
    case .reviewer: "审核"
    case .both: "编目兼审核"
    case .auditor: "审计"
    case .editor: "编目"
    case .applicant: "申请"
    case .receiver: "取数"
    case .lines: "线路"
    }
  }

  var roles: [String] {
    switch duty {
    case .reviewer: seat == .bureau ? ["bureau.catalogue", "bureau.application", "bureau.operation", "bureau.network", "bureau.network-safety", "bureau.network-bulletin"] : ["provider.review"]
    case .both: ["bureau.catalogue", "provider.catalogue", "bureau.network-safety"]
    case .auditor: ["bureau.audit"]
    case .editor: ["provider.catalogue"]
    case .applicant: ["user.apply", "unit.network"]
    case .receiver: ["user.receive", "user.audit"]
    case .lines: ["operator.network"]
    }
  }

  /// What she logs in with, the department's code first: `justice.editor`.
  func login(in department: String) -> String { "\(department).\(duty.rawValue)" }
}
