package import JSONText
package import Vocabulary

/// One part of a form or of an act's words. Plain data: the page draws it, the API lists it, `check` judges it.
package struct Field: Sendable, Hashable {
  package struct Choice: Sendable, Hashable {
    package let code: String, label: String
    /// What may be chosen, but is another procedure's: the refusal that says which.
    package let elsewhere: Refusal?
    package init(_ code: String, _ label: String, elsewhere: Refusal? = nil) {
      self.code = code
      self.label = label
      self.elsewhere = elsewhere
    }
  }

  package indirect enum Kind: Sendable, Hashable {
    /// At most so many characters.
    case text(max: Int)
    /// A text that says why: a mere result ("不同意") is no reason (EX-5.3a).
    case reason(max: Int)
    case choice([Choice])
    case number(ClosedRange<Int>)
    /// Yes or no.
    case flag
    /// Must be yes.
    case declaration
    case texts(max: Int)
    case list([Field], max: Int)
    /// The id of something registered.
    case reference
    /// Ids of things registered.
    case references(max: Int)
    /// A day, `2026-11-25`.
    case date
    /// A point in time, `2026-11-25T10:00:00+08:00`.
    case instant
    /// Free structure that a rule of the procedure checks.
    case object
  }

  package let name: String
  package let label: String
  package let kind: Kind
  package let isRequired: Bool
  package let refusal: Refusal
  /// false: a step or the calendar writes it, nobody types it.
  package private(set) var isTyped = true

  package init(_ name: String, _ label: String, _ kind: Kind, required: Bool = true, else refusal: Refusal) {
    self.name = name
    self.label = label
    self.kind = kind
    isRequired = required
    self.refusal = refusal
  }
}

extension Field {
  /// The same field, written by the exchange alone.
  package var ours: Field {
    var copy = self
    copy.isTyped = false
    return copy
  }

  /// What is wrong with a value; nothing when it may stand.
  ///
  /// - Parameter whole: false while a draft is being filled in, when missing parts are no fault yet.
  func check(_ value: JSON?, whole: Bool, at pointer: String) -> [Refusal] {
    // Worded only when it is wanted: an import checks hundreds of thousands of fields that are right.
    var wrong: [Refusal] { [refusal.saying(["label": label]).at(pointer)] }
    guard let value, !value.isNull, value != "" else { return isRequired && whole ? wrong : [] }
    switch kind {
    case .text(let max): return value.string.map { $0.count <= max && !$0.isBlank } == true ? [] : wrong
    case .reason(let max): return value.string.map { $0.count <= max && Reasoning.saysWhy($0) } == true ? [] : wrong
    case .choice(let choices):
      guard let choice = choices.first(where: { $0.code == value.string }) else { return wrong }
      return choice.elsewhere.map { [$0.at(pointer)] } ?? []
    case .number(let range): return value.int.map(range.contains) == true ? [] : wrong
    case .flag: return value.bool != nil ? [] : wrong
    case .declaration: return value.bool == true || (!whole && value.bool == false) ? [] : wrong
    case .texts(let max):
      guard let texts = value.strings, texts.count <= max, !(isRequired && whole && texts.isEmpty) else { return wrong }
      return texts.allSatisfy { !$0.isBlank && $0.count <= 500 } ? [] : wrong
    case .list(let fields, let max):
      guard let values = value.array, values.count <= max, !(isRequired && whole && values.isEmpty) else { return wrong }
      return values.enumerated().flatMap { n, entry in
        guard let object = entry.object else { return wrong }
        return fields.check(object, whole: whole, at: "\(pointer)/\(n)")
      }
    case .reference: return value.int.map { $0 > 0 } == true ? [] : wrong
    case .references(let max):
      guard let ids = value.array, ids.count <= max, !(isRequired && whole && ids.isEmpty) else { return wrong }
      return ids.allSatisfy { $0.int.map { $0 > 0 } == true } ? [] : wrong
    case .date: return value.string.flatMap { Day($0) } != nil ? [] : wrong
    case .instant: return value.string.flatMap { Instant($0) } != nil ? [] : wrong
    case .object: return value.object != nil ? [] : wrong
    }
  }
}

extension [Field] {
  /// All faults of a form at once, members that nobody asked for among them.
  package func check(_ object: JSONObject, whole: Bool, at pointer: String = "") -> [Refusal] {
    let unknown = object.names.filter { name in !contains { $0.name == name } }
      .map { Refusal.unknownField.saying(["name": $0]).at("\(pointer)/\($0)") }
    return unknown + flatMap { $0.check(object[$0.name], whole: whole, at: "\(pointer)/\($0.name)") }
  }
}

extension Procedure {
  /// Refuses what people may not write because the exchange does it.
  package func leavesFixed(_ changes: JSONObject) throws(Refused) {
    let fixed = fields.filter { !$0.isTyped && changes.names.contains($0.name) }
    guard fixed.isEmpty else { throw Refused(fixed.map { Refusal.fixedField.saying(["name": $0.label]).at("/\($0.name)") }) }
  }
}

extension Refusal {
  static let fixedField = Refusal("form.fixed", .form, "“{name}”由系统填写,请勿填报", "EX-12a")
  static let unknownField = Refusal("form.unknown", .form, "没有“{name}”这一项", "EX-12a")
}

extension String {
  package var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
