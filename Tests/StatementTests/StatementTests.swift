import Accounts
import CaseDesk
import Delivery
import Gateway
import Postgres
import Records
import Registry
import Schema
import Testing
import Workbench

@Suite struct `Every statement` {
  static let all: [AnyStatement] =
    RecordStatements.all + AccountStatements.all + CaseStatements.all + DeskStatements.all + RegistryStatements.all + CatalogueStatements.all
    + ImportStatements.all + CascadeStatements.all + MigratorStatements.all + GatewayStatements.all + GatewayJournalStatements.all
    + TableStatements.all + DeliveryStatements.all + SourceStatements.all + PaperStatements.all + AgreementStatements.all
    + SearchStatements.all + CallProofStatements.all + CallReportStatements.all + UploadStatements.all + AddressStatements.all + LawStatements.all

  @Test func `is prepared on a migrated database with the types that Swift sends and reads`() async throws {
    try await TestDatabase.with { database in
      try await database.pool.with { connection in
        for statement in Self.all {
          let described = try await connection.describe(statement)
          #expect(described.parameters == statement.parameterOIDs, "\(statement.name): parameters")
          let wanted = try statement.columnOIDs()
          if !wanted.isEmpty || !described.columns.isEmpty { #expect(described.columns == wanted, "\(statement.name): columns") }
        }
      }
    }
  }

  @Test func `has a name of its own`() {
    #expect(Set(Self.all.map(\.name)).count == Self.all.count)
  }
}
