import Foundation
import Testing

/// The refusals that Docs/law/EX.md names, each with its status and words, as the code declares them and tests provoke them.
@Suite struct `A refusal of the law` {
  private struct Worded: Hashable { let code: String, status: String, words: String }

  /// `409 E40 "该资源在用,须提前通知使用部门"`; without a number it is 422.
  private func named() throws -> [Worded] {
    try Repository.text("Docs/law/EX.md").matches(of: /(?:(\d{3}) )?(E\d\d) (?:(\d{3}) )?"([^"]+)"/).map { match in
      Worded(code: String(match.2), status: String(match.1 ?? match.3 ?? "422"), words: String(match.4))
    }
  }

  private func declared() throws -> [Worded] {
    let statuses = ["login": "401", "role": "403", "missing": "404", "state": "409", "form": "422", "pace": "429", "stopped": "503"]
    return try Repository.files("Sources", ending: ".swift").flatMap { file in
      try Repository.text(file).matches(of: /Refusal\(\s*"(E\d\d)",\s*\.(\w+),\s*"((?:[^"\\]|\\.)*)"/).map { match in
        Worded(code: String(match.1), status: statuses[String(match.2)] ?? "", words: String(match.3))
      }
    }
  }

  /// The words up to what is filled in.
  private func fixed(_ words: String) -> String {
    var text = words
    for sign in ["××", "…", "{", "\\(", "第n", "尚有n", "20MB", "暂停/收回/终止"] {
      if let range = text.range(of: sign) { text = String(text[..<range.lowerBound]) }
    }
    return text.replacing("尚有", with: "").replacing("第", with: "")
  }

  @Test func `is declared with its status and its words`() throws {
    let declared = try declared()
    let law = try named()
    #expect(law.count > 70)
    for one in law {
      let mine = declared.filter { $0.code == one.code && $0.status == one.status }
      let wanted = fixed(one.words)
      #expect(mine.contains { fixed($0.words).hasPrefix(wanted) || wanted.hasPrefix(fixed($0.words)) && !fixed($0.words).isEmpty }, "\(one.code) \(one.words)")
    }
  }

  @Test func `is provoked by a test`() throws {
    let tests = try Repository.files("Tests", ending: ".swift").map { try Repository.text($0) }.joined()
    let codes = Set(try named().map(\.code))
    #expect(codes.filter { !tests.contains("\"\($0)") && !tests.contains("\($0) ") && !tests.contains("\($0)/") }.sorted() == [])
  }
}
