import Evidence
import JSONText
import Testing
import Vocabulary

@testable import Registry

@Suite("Source form")
struct SourceFormTests {
  static let server: JSON = ["driver": "MariaDB Unicode", "host": "10.1.2.4", "port": 3306, "database": "civil", "user": "reader"]

  @Test(.clause("EX-7a"), arguments: [
    ([:], []), (["driver": "/tmp/lib.so"], ["/address/driver"]), (["driver": ""], ["/address/driver"]), (["port": 0], ["/address/port"]),
    (["host": "a\nb"], ["/address/host"]), (["options": "x"], ["/address/options"]),
  ] as [(JSON, [String])])
  func `EX-7a a database behind a driver is told by structured settings alone`(_ change: JSON, _ places: [String]) throws {
    var address = Self.server.object ?? JSONObject()
    for name in change.object?.names ?? [] { address[name] = change[name] }
    var found: [String?] = []
    do {
      try SourceForm.check("户籍库", kind: "odbc", address: .object(address), secret: "x")
    } catch {
      found = error.refusals.map { $0.pointer }
    }
    #expect(found == places)
  }
}
