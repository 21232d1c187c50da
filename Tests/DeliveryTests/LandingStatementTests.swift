import Postgres
import Testing

@testable import Delivery

@Suite struct `Every statement for a landing area` {
  @Test func `is prepared there with the types that Swift sends and reads`() async throws {
    try await DeliveryKit.with { kit in
      try await kit.delivery.openLanding(department: DeliveryKit.consumer)
      try await kit.on(kit.landingName()) { connection in
        for statement in LandingStatements.all {
          let described = try await connection.describe(statement)
          #expect(described.parameters == statement.parameterOIDs, "\(statement.name): parameters")
          let wanted = try statement.columnOIDs()
          if !wanted.isEmpty || !described.columns.isEmpty { #expect(described.columns == wanted, "\(statement.name): columns") }
        }
      }
    }
  }
}
