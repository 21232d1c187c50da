package import JSONText
package import Postgres
import Records
package import Vocabulary

/// A published version of a catalogue.
package struct CatalogueVersionRow: PostgresRow {
  package let version: Int32, publishedAt: Instant, publishedBy: String
  /// As the form had it.
  package let fields: JSONObject

  package init(from row: inout RowReader) throws {
    func json(_ row: inout RowReader) throws -> JSON { try JSON.parse((row.next() as JSONBytes).text) }
    version = try row.next()
    var fields = JSONObject()
    for name in ["name", "summary", "class"] { fields[name] = .string(try row.next()) }
    for name in ["conditions", "items", "materials"] { fields[name] = try json(&row) }
    fields["frequency"] = .string(try row.next())
    // Publication demands a list or the word that none is needed.
    if fields["materials"]?.array?.isEmpty == true { fields["noMaterials"] = true }
    self.fields = fields
    publishedAt = try Instant(row.next())
    publishedBy = try row.next()
  }
}

/// A grant in force that uses an item which a later version dropped or changed.
package struct TouchedGrant: PostgresRow {
  package let id: Int64, number: String, department: String, code: String, title: String, kind: String, items: [String]
  package init(from row: inout RowReader) throws {
    id = try row.next()
    number = try row.next()
    department = try row.next()
    code = try row.next()
    title = try row.next()
    kind = try row.next()
    items = try row.next()
  }
}

/// A resource that hangs on a catalogue, as far as looking it over needs it.
struct CatalogueResource: PostgresRow {
  let code: String, kind: String, frequency: String?, items: JSON, source: Int64, detail: JSON
  init(from row: inout RowReader) throws {
    code = try row.next()
    kind = try row.next()
    frequency = try row.next()
    items = try JSON.parse((row.next() as JSONBytes).text)
    source = try row.next()
    detail = try JSON.parse((row.next() as JSONBytes).text)
  }
}
