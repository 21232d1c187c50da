package import JSONText

/// A catalogue's form as the pure rules read it, from a draft's fields or from a published version (EX-5.1b).
package struct CatalogueForm: Sendable, Hashable {
  /// A paper that an applicant must bring.
  package struct Material: Sendable, Hashable {
    package let name: String, label: String, isRequired: Bool
  }

  package let code: String
  package let name: String
  package let summary: String
  /// `unconditional`, `conditional`; empty while a draft does not say.
  package let shareClass: String
  package let conditions: [String]
  package let items: [CatalogueItem]
  package let frequency: String
  package let materials: [Material]
  package let needsNoMaterials: Bool

  package init(_ fields: JSONObject) {
    code = fields["code"]?.string ?? ""
    name = fields["name"]?.string ?? ""
    summary = fields["summary"]?.string ?? ""
    shareClass = fields["class"]?.string ?? ""
    conditions = fields["conditions"]?.strings ?? []
    items = (fields["items"]?.array ?? []).map { CatalogueItem($0) }
    frequency = fields["frequency"]?.string ?? ""
    materials = (fields["materials"]?.array ?? []).map {
      Material(name: $0["name"]?.string ?? "", label: $0["label"]?.string ?? "", isRequired: $0["required"]?.bool ?? true)
    }
    needsNoMaterials = fields["noMaterials"]?.bool ?? false
  }
}
