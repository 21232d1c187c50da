package import JSONText

/// What changed between two versions of a catalogue, and which of its items a user of the earlier one must look at (EX-6b, EX §7.25).
package struct CatalogueDiff: Sendable, Hashable {
  /// A part of the form that reads otherwise now.
  package struct Change: Sendable, Hashable {
    /// As a JSON pointer: `/class`, `/items/2/type` (in the later version).
    package let pointer: String
    package let from: JSON
    package let to: JSON
  }

  /// Every change of the form's own parts: name, summary, class, conditions, materials, frequency.
  package let changes: [Change]
  package let added: [CatalogueItem]
  package let dropped: [CatalogueItem]
  /// Items under the same name whose type, label or flags are others now.
  package let altered: [Change]
  /// Names of the items whose holders are touched: dropped ones, and those whose type or flags changed. A new label alone touches nobody.
  package let touching: [String]

  package init(from old: CatalogueForm, to new: CatalogueForm) {
    changes = Self.parts(of: old, new)
    let before = Dictionary(old.items.map { ($0.name, $0) }) { first, _ in first }
    let after = Set(new.items.map(\.name))
    added = new.items.filter { before[$0.name] == nil }
    dropped = old.items.filter { !after.contains($0.name) }
    var altered: [Change] = []
    var touching = dropped.map(\.name)
    for (n, item) in new.items.enumerated() {
      guard let earlier = before[item.name], earlier != item else { continue }
      altered += Self.sides(earlier, item, at: "/items/\(n)")
      if (earlier.type, earlier.isKey, earlier.isRequired) != (item.type, item.isKey, item.isRequired) { touching.append(item.name) }
    }
    self.altered = altered
    self.touching = touching
  }

  package var isEmpty: Bool { changes.isEmpty && added.isEmpty && dropped.isEmpty && altered.isEmpty }

  private static func parts(of old: CatalogueForm, _ new: CatalogueForm) -> [Change] {
    [
      change("/name", .string(old.name), .string(new.name)), change("/summary", .string(old.summary), .string(new.summary)),
      change("/class", .string(old.shareClass), .string(new.shareClass)), change("/conditions", JSON(old.conditions), JSON(new.conditions)),
      change("/materials", list(old.materials), list(new.materials)), change("/frequency", .string(old.frequency), .string(new.frequency)),
    ].compactMap(\.self)
  }

  private static func sides(_ old: CatalogueItem, _ new: CatalogueItem, at pointer: String) -> [Change] {
    [
      change("\(pointer)/label", .string(old.label), .string(new.label)), change("\(pointer)/type", .string(old.type), .string(new.type)),
      change("\(pointer)/key", .bool(old.isKey), .bool(new.isKey)), change("\(pointer)/required", .bool(old.isRequired), .bool(new.isRequired)),
    ].compactMap(\.self)
  }

  private static func change(_ pointer: String, _ from: JSON, _ to: JSON) -> Change? {
    from == to ? nil : Change(pointer: pointer, from: from, to: to)
  }

  private static func list(_ materials: [CatalogueForm.Material]) -> JSON {
    .array(materials.map { ["name": .string($0.name), "label": .string($0.label), "required": .bool($0.isRequired)] })
  }

  package var json: JSON {
    func lines(_ changes: [Change]) -> JSON { .array(changes.map { ["pointer": .string($0.pointer), "from": $0.from, "to": $0.to] }) }
    return [
      "changes": lines(changes), "added": .array(added.map(\.json)), "dropped": .array(dropped.map(\.json)), "altered": lines(altered),
      "touching": JSON(touching),
    ]
  }
}
