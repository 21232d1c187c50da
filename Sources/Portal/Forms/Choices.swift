import JSONText
import Measures
import Workflow

/// What a field may be filled with where the declaration leaves it open: never ask for a number that the system knows.
struct Choices {
  let visit: Visit
  /// The case, or for a new one nothing.
  let item: JSON?
  /// The case above, where it is known.
  var parent: JSON?
  /// What kind of resource is mounted.
  var kind: String?
  /// The catalogue behind the case, for what its items are called, its conditions and its materials.
  var catalogue: JSON?

  /// Fields that hold codes of departments: chosen and shown by name.
  static let departments: Set<String> = ["provider", "department", "unit", "operator", "addressee", "departments", "addressees"]

  func of(_ field: Field) async throws -> [Field.Choice]? {
    switch (field.name, field.kind) {
    case ("source", .reference):
      let sources = try await visit.get("/sources")["sources"]?.array ?? []
      return sources.filter { Relevant.fits(source: $0["kind"]?.string ?? "", kind) }.map { Field.Choice(String($0["id"]?.int ?? 0), "\($0["name"]?.string ?? "")(\($0["kind"]?.string ?? ""))") }
    case ("items", .texts): return items
    // A catalogue declares its items itself; others take them from above.
    case ("items", .list): return parent == nil ? nil : items
    case ("condition", .text): return some((catalogue?["fields"]?["conditions"]?.strings ?? []).map { Field.Choice($0, $0) })
    case ("material", .text):
      return some((catalogue?["fields"]?["materials"]?.array ?? []).compactMap { one in one["label"]?.string.map { Field.Choice($0, $0) } })
    case (let name, .text) where Self.departments.contains(name), (let name, .texts) where Self.departments.contains(name):
      return visit.departments.sorted { $0.key < $1.key }.map { Field.Choice($0.key, $0.value) }
    case ("access", .reference): return try await cases(of: .access) { "\($0["fields"]?["place"]?.string ?? "")" }
    case ("incident", .reference): return try await cases(of: .incident) { "\($0["fields"]?["title"]?.string ?? "")" }
    default: return nil
    }
  }

  /// Cases that the visitor sees, by number, what they are about, and whose they are; nil where she sees none, and types the number that she was told.
  private func cases(of procedure: Procedure, _ about: (JSON) -> String) async throws -> [Field.Choice]? {
    let found = try await visit.get("/\(procedure.path)", [("limit", "200")])["cases"]?.array ?? []
    return some(found.map { Field.Choice(String($0["id"]?.int ?? 0), "\($0["number"]?.string ?? "") \(visit.name(of: $0["department"]?.string)) \(about($0))") })
  }

  private func some(_ choices: [Field.Choice]) -> [Field.Choice]? { choices.isEmpty ? nil : choices }

  /// Items that are declared above: of the catalogue for a resource, of the resource for an application; those applied for in an approval.
  private var items: [Field.Choice]? {
    let declared = parent?["items"]?.array ?? parent?["fields"]?["items"]?.array ?? item?["fields"]?["items"]?.array
    return some(
      (declared ?? []).compactMap { entry in
        guard let name = entry["name"]?.string ?? entry.string else { return nil }
        let label = entry["label"]?.string ?? catalogue?["fields"]?["items"]?.array?.first { $0["name"]?.string == name }?["label"]?.string
        return Field.Choice(name, label.map { "\($0)(\(name))" } ?? name)
      })
  }
}
