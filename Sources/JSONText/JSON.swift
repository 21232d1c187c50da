/// One JSON value, as strict as the entrance it came through: no duplicate keys, numbers kept as they were written.
///
/// Example: `JSON.parse(Array("{\"months\":36}".utf8))["months"]?.int == 36`
package enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  /// The literal as written (`1`, `2.50`, `1e3`), already checked against the grammar.
  case number(String)
  case string(String)
  case array([JSON])
  case object(JSONObject)
}

extension JSON {
  /// The member of an object; nil for anything else.
  package subscript(name: String) -> JSON? {
    guard case .object(let object) = self else { return nil }
    return object[name]
  }

  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The number, when it is written as a whole one that fits.
  package var int: Int? {
    guard case .number(let literal) = self else { return nil }
    return Int(literal)
  }

  package var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  package var array: [JSON]? {
    guard case .array(let values) = self else { return nil }
    return values
  }

  package var object: JSONObject? {
    guard case .object(let object) = self else { return nil }
    return object
  }

  /// The texts of an array of strings; nil when it is anything else.
  package var strings: [String]? {
    guard let values = array else { return nil }
    let texts = values.compactMap(\.string)
    return texts.count == values.count ? texts : nil
  }

  package var isNull: Bool { self == .null }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .number(String(value)) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(nilLiteral: ()) { self = .null }
}

extension JSON: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member(name: $0.0, value: $0.1) }))
  }
}

extension JSON {
  package init(_ value: Int) { self = .number(String(value)) }
  package init(_ value: Int64) { self = .number(String(value)) }
  package init(_ value: String?) { self = value.map(JSON.string) ?? .null }
  package init(_ values: [String]) { self = .array(values.map(JSON.string)) }
}
