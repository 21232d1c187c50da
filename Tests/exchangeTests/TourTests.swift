import Foundation
import JSONText
import Testing

@testable import exchange

@Suite struct `Tour` {
  @Test func `writes the same key for the same write in every run, another for another`() {
    let one: JSON = ["fields": ["name": "目录"], "parent": 1]
    let same: JSON = ["parent": 1, "fields": ["name": "目录"]]
    #expect(Stage.stableKey("a", one) == Stage.stableKey("a", same))
    #expect(Stage.stableKey("a", one) != Stage.stableKey("a", ["parent": 2]))
  }

  @Test func `attaches papers that are PDF files`() {
    let text = String(decoding: DemoPaper.pdf("Stamped form (x)"), as: UTF8.self)
    #expect(text.hasPrefix("%PDF-1.4\n") && text.hasSuffix("%%EOF\n"))
    let start = text.components(after: "startxref\n").prefix { $0.isNumber }
    #expect(text.utf8.dropFirst(Int(start) ?? 0).starts(with: Array("xref".utf8)))
  }

  @Test func `fails when it showed nothing`() async {
    #expect(await TourRecord().close() == false)
  }

  @Test func `gives each duty of each department an account of its own, with the rights of one seat alone`() {
    let logins = Person.all.map { $0.login(in: $0.seat.rawValue) }
    #expect(Set(logins).count == Person.all.count && Set(Person.all.map(\.name)).count == Person.all.count)
    for seat in Seat.providers {
      #expect(Person.all.filter { $0.seat == seat }.flatMap(\.roles) == ["provider.catalogue", "provider.review"])
    }
    for seat in Seat.users {
      #expect(Person.all.filter { $0.seat == seat }.flatMap(\.roles).allSatisfy { $0.hasPrefix("user.") || $0 == "unit.network" })
    }
  }

  @Test func `takes a department for each seat, or none`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tour-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ name: String, _ text: String) throws -> String {
      let path = folder.appending(path: name).path
      #expect(FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]))
      return path
    }
    let secret = try write("secret", "x")
    func world(_ departments: String) throws -> World {
      let rest = #""api": "http://a", "gateway": "http://b", "bureau": {"login": "l", "passwordFile": "\#(secret)"}"#
      return try World(file: try write("world.json", "{\(rest)\(departments)}"))
    }
    #expect(try world("").providers.isEmpty)
    let full = try world(#", "departments": {"providers": ["a", "b", "c"], "users": ["d", "e"]}"#)
    #expect(full.providers == ["a", "b", "c"] && full.users == ["d", "e"])
    #expect(throws: Fault.self) { try world(#", "departments": {"providers": ["a"]}"#) }
  }

  @Test func `never asks an application for the item with the canary`() {
    #expect(!DemoForms.websiteColumns.contains("editor_phone") && !DemoForms.articleItems.contains("data.editor"))
  }
}

extension String {
  fileprivate func components(after mark: String) -> Substring {
    guard let range = firstRange(of: mark) else { return "" }
    return self[range.upperBound...]
  }
}
