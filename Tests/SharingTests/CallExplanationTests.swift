import Evidence
import Foundation
import Testing

@testable import Sharing

@Suite struct `The explanation of a call` {
  /// Every code that the gateway writes into a record, read off its source.
  private static func codes() throws -> Set<String> {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    var codes: Set<String> = []
    let gateway = FileManager.default.enumerator(at: root.appending(path: "Sources/Gateway"), includingPropertiesForKeys: nil)
    while let file = gateway?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /Problem\(\s*\d{3},\s*"([^"]+)"/) { codes.insert(String(match.1)) }
      for match in text.matches(of: /fault: "([^"]+)"/) { codes.insert(String(match.1)) }
    }
    let denials = try String(contentsOf: root.appending(path: "Sources/Sharing/Denial.swift"), encoding: .utf8)
    for match in denials.matches(of: /Refusal\("([^"]+)"/) { codes.insert(String(match.1)) }
    for match in denials.matches(of: /cause: "([^"]+)"/) { codes.insert("E36/\(match.1)") }
    return codes
  }

  @Test(.clause("EX-8.2")) func `EX-8.2 has for every code what happened, whose duty it is, and what to do now`() throws {
    let codes = try Self.codes()
    #expect(codes.count >= 30)
    for code in codes.sorted() {
      let explained = try #require(CallExplanation.table[code], "\(code) is not explained")
      #expect(explained.sentence.hasSuffix("。") && explained.next.hasSuffix("。") && explained.duty != .nobody, "\(code)")
    }
    let strangers = Set(CallExplanation.table.keys).subtracting(codes).sorted()
    #expect(strangers.isEmpty, "nothing writes \(strangers)")
    #expect(Set(CallExplanation.table.values.map(\.sentence)).count == CallExplanation.table.count)
  }

  @Test func `says of each recorded end whose duty it is`() {
    func duty(_ code: String?, _ status: Int?, _ party: String?, admitted: Bool = true) -> CallExplanation.Duty {
      CallExplanation.of(code: code, status: status, party: party, admitted: admitted).duty
    }
    #expect(duty(nil, 200, nil) == .nobody)
    #expect(duty(nil, 404, nil) == .nobody)
    #expect(duty(nil, 500, "provider") == .provider)
    #expect(duty(nil, 200, "consumer") == .consumer)
    #expect(duty(nil, 0, "consumer") == .consumer)
    #expect(duty(nil, nil, nil) == .gateway)
    #expect(duty("E46", 401, "consumer", admitted: false) == .consumer)
    #expect(duty("E46", 401, "provider", admitted: false) == .provider)
    #expect(duty("upstream.new", 502, "provider") == .provider)
  }

  @Test func `of an ended grant differs from that of a resource that went offline`() {
    let ended = CallExplanation.of(code: "E46", status: 401, party: "consumer", admitted: false)
    #expect(CallExplanation.of(code: "E46", status: 401, party: "provider", admitted: false) != ended)
  }
}
