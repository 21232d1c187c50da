package import JSONText
package import Postgres
import Records
package import Sharing
package import Vocabulary

/// The catalogue version in force.
struct CatalogueRow: PostgresRow {
  let id: Int64, state: String, fields: JSON, version: Int32?
  init(from row: inout RowReader) throws {
    id = try row.next()
    state = try row.next()
    fields = try JSON.parse((row.next() as JSONBytes).text)
    version = try row.next()
  }
}

/// What an application needs to know of its resource.
struct AppliedResource: PostgresRow {
  let id: Int64, code: String, kind: String, provider: String, state: String, shareClass: String, items: JSON, materials: JSON
  let conditions: JSON, catalogue: Int64, detail: JSON
  init(from row: inout RowReader) throws {
    id = try row.next()
    code = try row.next()
    kind = try row.next()
    provider = try row.next()
    state = try row.next()
    shareClass = try row.next()
    items = try JSON.parse((row.next() as JSONBytes).text)
    materials = try JSON.parse((row.next() as JSONBytes).text)
    conditions = try JSON.parse((row.next() as JSONBytes).text)
    catalogue = try row.next()
    detail = try JSON.parse((row.next() as JSONBytes).text)
  }
}

/// A provider's data source; the secret is sealed.
package struct SourceRow: PostgresRow {
  package let id: Int64, department: String, name: String, kind: String, address: JSON, secret: [UInt8]?
  package init(from row: inout RowReader) throws {
    id = try row.next()
    department = try row.next()
    name = try row.next()
    kind = try row.next()
    address = try JSON.parse((row.next() as JSONBytes).text)
    secret = try row.next()
  }

  /// What the secret was sealed for.
  package var secretContext: String { "source/\(department)/\(name)" }
}

/// A grant as its departments see it.
package struct GrantRow: PostgresRow {
  package let id: Int64, number: String, state: String, application: Int64, department: String, provider: String, system: String
  package let manner: String, items: [String], months: Int32, grantedAt: Instant, expiresAt: Instant, agreement: String
  package let resource: Int64, code: String, title: String, kind: String, resourceState: String, hasCode: Bool
  package init(from row: inout RowReader) throws {
    id = try row.next()
    number = try row.next()
    state = try row.next()
    application = try row.next()
    department = try row.next()
    provider = try row.next()
    system = try row.next()
    manner = try row.next()
    items = try row.next()
    months = try row.next()
    grantedAt = try Instant(row.next())
    expiresAt = try Instant(row.next())
    agreement = try row.next()
    resource = try row.next()
    code = try row.next()
    title = try row.next()
    kind = try row.next()
    resourceState = try row.next()
    hasCode = try row.next()
  }
}

/// The facts that the rules of a grant look at.
struct GrantFacts: PostgresRow {
  let kind: String, resourceState: String, resource: Int64, lastUse: Instant, suspendedBy: String?, expiresAt: Instant
  init(from row: inout RowReader) throws {
    kind = try row.next()
    resourceState = try row.next()
    resource = try row.next()
    lastUse = try Instant(row.next())
    suspendedBy = try row.next()
    expiresAt = try Instant(row.next())
  }
}

/// An access code that was given an end.
struct EndedCode: PostgresRow {
  let keyID: String, grant: Int64, endsAt: Instant
  init(from row: inout RowReader) throws {
    keyID = try row.next()
    grant = try row.next()
    endsAt = try Instant(row.next())
  }
}

/// The latest line of a case's history.
struct LastAct: PostgresRow {
  let step: String, party: String, input: JSON
  init(from row: inout RowReader) throws {
    step = try row.next()
    party = try row.next()
    input = try JSON.parse((row.next() as JSONBytes).text)
  }
}

/// A grant whose term runs out, and the reminder that is due: so many days before.
struct ExpiringGrant: PostgresRow {
  let id: Int64, number: String, title: String, department: String, expiresAt: Instant, days: Int32
  init(from row: inout RowReader) throws {
    id = try row.next()
    number = try row.next()
    title = try row.next()
    department = try row.next()
    expiresAt = try Instant(row.next())
    days = try row.next()
  }
  var key: String { "expiry/\(id)/\(days)" }
}

/// A resource that is to go offline, and when, as its provider wrote it.
struct PlannedOffline: PostgresRow {
  let id: Int64, at: String?
  init(from row: inout RowReader) throws {
    id = try row.next()
    at = try row.next()
  }
}

/// One call as both sides may look it up.
package struct CallRow: PostgresRow {
  package let callID: String, at: Instant, grant: Int64?, department: String?, provider: String?, resource: String?, method: String
  package let path: String, admitted: Bool, code: String?, status: Int32?, bytes: Int64?, micros: Int64?, faultParty: String?
  /// Why an admitted call failed; `code` is why one was refused.
  package let fault: String?
  package init(from row: inout RowReader) throws {
    callID = try row.next()
    at = try Instant(row.next())
    grant = try row.next()
    department = try row.next()
    provider = try row.next()
    resource = try row.next()
    method = try row.next()
    path = try row.next()
    admitted = try row.next()
    code = try row.next()
    status = try row.next()
    bytes = try row.next()
    micros = try row.next()
    faultParty = try row.next()
    fault = try row.next()
  }

  /// What happened, whose duty it is, and what to do now.
  package var explanation: CallExplanation {
    CallExplanation.of(code: code ?? fault, status: status.map(Int.init), party: faultParty, admitted: admitted)
  }
}

/// One delivery attempt with its receipt.
package struct DeliveryLine: PostgresRow {
  package let id: Int64, version: Int64, kind: String, startedAt: Instant, endedAt: Instant?, outcome: String?, fault: String?
  package let party: String?, rowsRead: Int64?, rowsLanded: Int64?, bytes: Int64?, digestRead: String?, digestLanded: String?, receipt: String?
  package init(from row: inout RowReader) throws {
    id = try row.next()
    version = try row.next()
    kind = try row.next()
    startedAt = try Instant(row.next())
    endedAt = try (row.next() as Timestamp?).map { Instant($0) }
    outcome = try row.next()
    fault = try row.next()
    party = try row.next()
    rowsRead = try row.next()
    rowsLanded = try row.next()
    bytes = try row.next()
    digestRead = try row.next()
    digestLanded = try row.next()
    receipt = try row.next()
  }
}

/// Where a department's landing area is.
package struct LandingRow: PostgresRow {
  package let host: String, port: Int32, database: String, login: String, folder: String
  package init(from row: inout RowReader) throws {
    host = try row.next()
    port = try row.next()
    database = try row.next()
    login = try row.next()
    folder = try row.next()
  }
}

/// What stands behind a grant of an interface: the resource's detail and items, and the granted values of parameters.
package struct GrantedInterface: PostgresRow {
  package let detail: JSON, items: JSON, scope: JSON
  package init(from row: inout RowReader) throws {
    detail = try JSON.parse((row.next() as JSONBytes).text)
    items = try JSON.parse((row.next() as JSONBytes).text)
    scope = try JSON.parse((row.next() as JSONBytes).text)
  }
}
