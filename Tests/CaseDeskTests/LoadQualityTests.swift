import Accounts
import CaseDesk
import Evidence
import JSONText
import Measures
import Postgres
import Records
import Testing
import Vocabulary
import Workbench

@Suite struct `EX-5.2b a resource's page` {
  @Test(.clause("EX-5.2b")) func `shows how the data were at the last load, and the provider's fault that stopped the next`() async throws {
    try await Office.with { office in
      let staff = try await office.staff()
      let resource = try await office.resource(staff)
      let grant = try await office.grant(resource, staff)
      #expect(try await office.page(.resource, resource, for: staff.editor).quality == nil)
      try await office.database.pool.with { connection in
        try await connection.script(
          """
          insert into delivery (access_grant, version, kind, started_at, ended_at, outcome) values (\(grant), 1, 'table', office_now(), office_now(), 'delivered');
          insert into delivery_receipt (access_grant, version, delivery, landed_at, rows, bytes, digest, body, previous, hash, signature)
          select \(grant), 1, max(id), office_now(), 40, 100, '', '{"nulls":{"no":0,"name":10}}', '', '', '' from delivery
          """)
      }
      let loaded = try #require(try await office.page(.resource, resource, for: staff.applicant).quality)
      #expect(loaded.rows == 40 && loaded.nulls["name"]?.int == 10 && loaded.fault == nil)
      try await office.database.pool.with { connection in
        try await connection.script(
          """
          insert into delivery (access_grant, version, kind, started_at, ended_at, outcome, fault, fault_party)
          values (\(grant), 2, 'table', office_now(), office_now(), 'failed', 'E14 缺少已声明的数据项:name', 'provider')
          """)
      }
      #expect(try await office.page(.resource, resource, for: staff.editor).quality?.fault == "E14 缺少已声明的数据项:name")
    }
  }
}
