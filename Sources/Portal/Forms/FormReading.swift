import JSONText
import Vocabulary
import Workflow

/// Reads what a drawn form sent back, by the same declaration that drew it. Judges nothing: what cannot be read is passed on as it was typed, and the
/// rules say what is wrong with it. Pure.
enum FormReading {
  /// - Parameter prefix: what stands before the fields' names; list entries are `items.0.name`.
  static func object(_ fields: [Field], _ form: Form, prefix: String = "") -> JSONObject {
    var object = JSONObject()
    for field in fields { if let value = value(field, form, prefix + field.name) { object[field.name] = value } }
    return object
  }

  /// nil for what was not on the form.
  private static func value(_ field: Field, _ form: Form, _ name: String) -> JSON? {
    func text() -> String? { form[name].map { $0.replacing("\r\n", with: "\n") } }
    func lines() -> [String]? {
      let sent = form.all(name)
      guard !sent.isEmpty else { return nil }
      return sent.flatMap { $0.split(whereSeparator: \.isNewline).map(trimmed) }.filter { !$0.isEmpty }
    }
    let isThere = form["\(name)._there"] != nil
    switch field.kind {
    case .flag, .declaration: return isThere ? .bool(form[name] == "yes") : JSON?.none
    case .number, .reference: return text().map { $0.isEmpty ? .null : Int(trimmed($0[...])).map { JSON($0) } ?? .string($0) }
    case .texts: return isThere ? JSON(lines() ?? []) : JSON?.none
    case .references: return lines().map { .array($0.map { line in Int(line).map { JSON($0) } ?? .string(line) }) }
    case .list(let fields, _): return list(fields, form, name)
    case .object: return isThere ? bounds(text() ?? "") : JSON?.none
    // A browser gives date and time without a zone: it is the office's.
    case .instant: return text().map { trimmed($0[...]) }.map { $0.isEmpty ? .null : .string($0.count == 16 && $0.dropFirst(10).first == "T" ? "\($0):00+08:00" : $0) }
    case .text, .reason, .choice, .date: return text().map { trimmed($0[...]).isEmpty ? .null : .string(trimmed($0[...])) }
    }
  }

  /// Entries in which nothing was filled in are left out.
  private static func list(_ fields: [Field], _ form: Form, _ name: String) -> JSON? {
    guard let count = form["\(name)._count"].flatMap(Int.init) else { return nil }
    let entries = (0..<min(count, 600)).map { object(fields, form, prefix: "\(name).\($0).") }.filter { entry in
      entry.members.contains { $0.value != .null && $0.value != false && $0.value != [] }
    }
    return .array(entries.map { .object(JSONObject($0.members.filter { $0.value != .null && $0.value != false })) })
  }

  /// `town: 1, 2` a line.
  private static func bounds(_ text: String) -> JSON {
    var object = JSONObject()
    for line in text.split(whereSeparator: \.isNewline) {
      let sides = line.split(maxSplits: 1, omittingEmptySubsequences: false) { ":=\u{FF1A}".contains($0) }
      guard sides.count == 2, !trimmed(sides[0]).isEmpty else {
        if !trimmed(line).isEmpty { object[trimmed(line)] = [] }
        continue
      }
      object[trimmed(sides[0])] = JSON(sides[1].split { ",\u{FF0C}\u{3001}".contains($0) }.map(trimmed).filter { !$0.isEmpty })
    }
    return .object(object)
  }

  static func trimmed(_ text: Substring) -> String {
    let front = text.drop(while: \.isWhitespace)
    return String(front.prefix(front.count - front.reversed().prefix(while: \.isWhitespace).count))
  }
}
