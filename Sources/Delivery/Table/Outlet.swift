import JSONText
import Postgres

/// Makes the view through which a department reads a grant: schema = provider, name = resource, columns exactly the granted items.
struct Outlet: Sendable {
  let due: DueRow
  let shape: TableShape
  /// The department's login role.
  let login: String

  private var schema: String { SQL.plain(due.provider) }
  private var name: String { SQL.plain(due.code) }

  /// The table that the versions of the grant hang on; on the first version it is made, later it gets what a revision brought.
  func makeParent(in tx: Transaction) async throws {
    try await tx.script(shape.createParent)
    if shape.isOther { try await tx.script(shape.widenParent) }
  }

  /// On the first version of a grant. The plain name is the newest grant's unless another one that is in force holds it; then this one's
  /// name ends in its number.
  func make(in tx: Transaction) async throws {
    if let kept = try await tx.first(LandingStatements.outlet, due.grant) { return try await change(kept, in: tx) }
    var view = name
    try await tx.script("create schema if not exists \(SQL.name(schema)); grant usage on schema \(SQL.name(schema)) to \(SQL.name(login))")
    if let holder = try await tx.first(LandingStatements.outletHolder, schema, name) {
      if try await tx.one(LandingStatements.stopped, holder).isEmpty {
        view = SQL.plain(name, due.grant)
      } else {
        let old = SQL.plain(name, holder)
        try await tx.script("alter view \(SQL.name(schema, name)) rename to \(SQL.name(old))")
        _ = try await tx.run(LandingStatements.renameOutlet, holder, old)
      }
    }
    try await tx.script(definition(SQL.name(schema, view)))
    _ = try await tx.run(LandingStatements.keepOutlet, due.grant, schema, view, JSONBytes(shape.record.text))
  }

  /// What a revision dropped is seen no more, what it brought back is seen again (EX §7.25).
  private func change(_ kept: OutletRow, in tx: Transaction) async throws {
    guard shape.isOther else { return }
    let view = SQL.name(kept.provider, kept.view)
    try await tx.script("drop view \(view); \(definition(view))")
    _ = try await tx.run(LandingStatements.changeOutlet, due.grant, JSONBytes(shape.record.text))
  }

  /// The barrier keeps a reader's own functions away from rows that the version test would leave out.
  private func definition(_ view: String) -> String {
    var lines = [
      """
      create view \(view) with (security_barrier) as
      select \(shape.names)
      from \(shape.parent)
      where \(shape.version) = (select store.published_version(\(due.grant)))
      """,
      "comment on view \(view) is \(SQL.text("\(due.title)(授权 \(due.grant))"))",
    ]
    lines += shape.columns.map { "comment on column \(view).\(SQL.name($0.name)) is \(SQL.text($0.label))" }
    lines.append("grant select on \(view) to \(SQL.name(login))")
    return lines.joined(separator: ";\n")
  }
}
