package import Accounts
import JSONText
import Postgres
import Records
package import Sharing
import Vocabulary

extension Registry {
  /// Every published version of a catalogue, the first one first. Whether the person may see the catalogue was asked before.
  package func versions(of catalogue: Int64) async throws -> [CatalogueVersionRow] {
    try await records.pool.with { try await $0.all(CatalogueStatements.versions, catalogue) }
  }

  /// What changed between two versions, and which grants in force use an item that was dropped or changed (EX §7.25). A third department
  /// learns of its own grants only (EX §1).
  package func compare(_ catalogue: Int64, from: Int32, to: Int32, for person: Person) async throws -> (CatalogueDiff, [TouchedGrant]) {
    let versions = try await versions(of: catalogue)
    func form(_ version: Int32) throws -> CatalogueForm {
      guard let row = versions.first(where: { $0.version == version }) else {
        throw Refused(Refusal("catalogue.version", .missing, "该目录没有第\(version)版", "EX-6a"))
      }
      return CatalogueForm(row.fields)
    }
    let diff = CatalogueDiff(from: try form(from), to: try form(to))
    guard !diff.touching.isEmpty else { return (diff, []) }
    let own = person.administrator == nil ? person.department : nil
    let touched = try await records.pool.with {
      try await $0.all(CatalogueStatements.touched, catalogue, diff.touching, own, person.overseesAll)
    }
    return (diff, touched)
  }

  /// What a stranger would stumble over in a catalogue (EX-5.1b).
  ///
  /// - Parameter asking: whether the provider's own machines are asked for the columns that their tables really have; one that does not
  ///   answer is passed over.
  package func lint(_ form: CatalogueForm, of catalogue: Int64, department: String, asking: Bool) async throws -> [CatalogueFlaw] {
    let (others, rows) = try await records.read { tx, _ in
      (try await tx.all(CatalogueStatements.otherNames, department, catalogue), try await tx.all(CatalogueStatements.resources, catalogue))
    }
    var resources: [CatalogueLint.Resource] = []
    for row in rows {
      resources.append(
        CatalogueLint.Resource(
          code: row.code, kind: row.kind, frequency: row.frequency, items: (row.items.array ?? []).map { CatalogueItem($0) },
          columns: asking ? try await realColumns(row) : []))
    }
    return CatalogueLint(form, others: others, resources: resources).flaws
  }

  private func realColumns(_ row: CatalogueResource) async throws -> [String] {
    guard let schema = row.detail["schema"]?.string, let table = row.detail["table"]?.string,
      let source = try await records.pool.with({ try await $0.first(RegistryStatements.source, row.source) }), SourceForm.isTabular(source.kind)
    else { return [] }
    return try await columns(source, schema, table) ?? []
  }
}
