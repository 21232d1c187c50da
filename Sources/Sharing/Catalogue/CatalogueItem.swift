package import JSONText

/// 数据项: one column or field that a catalogue declares (EX-5.1b).
package struct CatalogueItem: Sendable, Hashable {
  /// The column's name in the data.
  package var name: String
  /// What people call it.
  package var label: String
  /// `integer`, `text`, `number`, `date`, `timestamp`, `boolean`; empty while a draft does not say.
  package var type: String
  package var isKey: Bool
  package var isRequired: Bool

  package init(name: String, label: String, type: String, isKey: Bool = false, isRequired: Bool = false) {
    self.name = name
    self.label = label
    self.type = type
    self.isKey = isKey
    self.isRequired = isRequired
  }

  package init(_ json: JSON) {
    name = json["name"]?.string ?? ""
    label = json["label"]?.string ?? ""
    type = json["type"]?.string ?? ""
    isKey = json["key"]?.bool ?? false
    isRequired = json["required"]?.bool ?? false
  }

  /// Whether changes of a table can be found by its growing: it has an order, and a distance.
  package var canGrow: Bool { ["integer", "number", "date", "timestamp"].contains(type) }

  /// As the form writes it: flags only where they say yes.
  package var json: JSON {
    var object = JSONObject()
    if !name.isEmpty { object["name"] = .string(name) }
    if !label.isEmpty { object["label"] = .string(label) }
    if !type.isEmpty { object["type"] = .string(type) }
    if isKey { object["key"] = true }
    if isRequired { object["required"] = true }
    return .object(object)
  }
}
