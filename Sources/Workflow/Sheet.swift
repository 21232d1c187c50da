import Vocabulary

extension Procedure {
  /// The declaration in the arrow notation of Docs/law. Kept as a golden file, so a change of rules shows as a change of text.
  package func sheet() -> String {
    var lines = ["\(code) r\(revision) \(title) [\(clause)]"]
    let who = openers.isEmpty ? yearly.map(\.words) ?? "an effect alone" : openers.map(\.code).joined(separator: " | ")
    lines.append("opened by \(who)\(parents.isEmpty ? "" : " under \(parents.joined(separator: " | "))")")
    lines.append("lies between \(sides.words)")
    lines += notUnder.sorted { $0.key < $1.key }.map { "never under \($0.key) else \($0.value.code)" }
    if !adopts.isEmpty { lines.append("continues cases of \(adopts.map { "r\($0)" }.joined(separator: ", "))") }
    lines += seats.map { "seat \($0.party.code): \($0.side.rawValue)\($0.role.isEmpty ? "" : ", \($0.role)")" }
    lines += facts.map(\.words)
    if let addressees { lines.append("addresses the departments in \(addressees)") }
    lines += fields.map { "field \($0.sheetWords)" }
    lines += papers.map { "paper \($0.name) \($0.label)\($0.when.map { " [\($0.label)]" } ?? "")\($0.during.isEmpty ? "" : " during \($0.during.map(\.label).joined(separator: " | "))") else \($0.refusal.code)" }
    lines += steps.map(\.sheetLine)
    lines += clocks.map {
      "clock \($0.code) \($0.limit.words)\($0.start.words) while \($0.states.map(\.label).joined(separator: " | ")), held by \($0.holder.code)\($0.when.map { " [\($0.label)]" } ?? "")"
        + ($0.silent.isEmpty ? "" : ", not called late while \($0.silent.map(\.label).joined(separator: " | "))")
    }
    if !shown.isEmpty { lines.append("shown to every department while \(shown.map(\.label).joined(separator: " | "))") }
    if !reserved.isEmpty { lines.append("kept from the other side while \(reserved.map(\.label).joined(separator: " | "))") }
    lines.append("ends \(ends.map(\.label).joined(separator: " | "))")
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Step {
  fileprivate var sheetLine: String {
    let start = from.map(\.label).joined(separator: " | ")
    let who = parties.map(\.code).joined(separator: isJoint ? " + " : " | ")
    let words = asks.map(\.sheetWords) + needs.map(\.words)
    let target =
      switch to {
      case .state(let state): state.label
      case .same: "same state"
      case .before(let step): "state before \(step)"
      }
    let causes = fills.map { "\($0.field) is \($0.words)" } + effects.map(\.rawValue) + moves.map(\.words) + shifts.map(\.words)
    let then = causes.isEmpty ? "" : "  => \(causes.joined(separator: ", "))"
    let otherwise = [denial.map { "\(denied == .owner ? "" : "for the \(denied.rawValue) ")else \($0.code)" }, untimely.map { "too soon, in \(early.map(\.label).joined(separator: " | ")), \($0.code)" }].compactMap(\.self).joined(separator: ", ")
      + premature.sorted { $0.key.code < $1.key.code }.map { " in \($0.key.label) else \($0.value.code)" }.joined()
    let condition = when.map { " [\($0.label)]" } ?? ""
    return "\(start) -> \(name) \(label)(\(([who] + words).joined(separator: "; ")))\(condition) -> \(target)\(drops ? " (clocks dropped)" : "")\(then)\(otherwise.isEmpty ? "" : "  \(otherwise)")"
  }
}

extension Field {
  var sheetWords: String {
    let shape =
      switch kind {
      case .text(let max): "text ≤\(max)"
      case .reason(let max): "reason ≤\(max)"
      case .choice(let choices): choices.map { $0.label + ($0.elsewhere.map { " (elsewhere, \($0.code))" } ?? "") }.joined(separator: "/")
      case .number(let range): "\(range.lowerBound)–\(range.upperBound)"
      case .flag: "yes/no"
      case .declaration: "declared"
      case .texts(let max): "texts ≤\(max)"
      case .list(let fields, let max): "list ≤\(max) of (\(fields.map(\.name).joined(separator: ", ")))"
      case .reference: "reference"
      case .references(let max): "references ≤\(max)"
      case .date: "date"
      case .instant: "instant"
      case .object: "structure"
      }
    return "\(name) \(label): \(shape)\(isTyped ? "" : ", written by itself")\(isRequired ? "" : ", optional") else \(refusal.code)"
  }
}

extension Need {
  fileprivate var words: String {
    switch self {
    case .form: "complete form"
    case .anotherPerson(let earlier): "not who did \(earlier)"
    case .secondPerson(let earlier, let refusal): "not who did \(earlier) else \(refusal.code)"
    case .paper(let name): "with paper \(name)"
    case .neverSent: "never sent"
    case .rule(let rule): "\(rule.name) else \(rule.codes.joined(separator: "/"))"
    }
  }
}

extension Clock.Start {
  fileprivate var words: String {
    switch self {
    case .entering: ""
    case .field(let name): " from the day in \(name)"
    }
  }
}

extension Limit {
  fileprivate var words: String {
    switch self {
    case .statutory(let span, let clause): "\(span) by \(clause)"
    case .target(let span, let setting): "\(span), only a target (\(setting))"
    case .named(let field, let clause): "until the day or hour in \(field) by \(clause)"
    }
  }
}
