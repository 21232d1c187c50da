import Seals
import Testing

@testable import Delivery

@Suite struct `The name of a file` {
  @Test(arguments: [
    "a", "中文 名.txt", "..a", "a..", "…", "conx", "a-b", "#1%.txt", "caf\u{E9}", "cafe\u{301}", "👨‍👩‍👧.png", String(repeating: "a", count: 255),
  ]) func `is taken as it is`(_ name: String) {
    #expect(FileName.check(Array(name.utf8)).name.map { Array($0.utf8) } == Array(name.utf8))
  }

  /// A mark that melts into a separator beside it would hide the separator from every later look at the path.
  @Test(arguments: [
    ("", "不是文件名"), (".", "不是文件名"), ("..", "不是文件名"), ("a/b", "含路径分隔符"), ("a\\b", "含路径分隔符"), ("../\u{301}x", "含路径分隔符"),
    ("a\\\u{301}", "含路径分隔符"), ("\u{301}x", "以组合字符开头或结尾"), ("\u{200D}x", "以组合字符开头或结尾"), ("x\u{600}", "以组合字符开头或结尾"),
    ("a\nb", "含控制字符"), ("a\r\nb", "含控制字符"), ("a\0b", "含控制字符"), ("a\u{202E}b", "含控制字符"), ("a\u{85}", "含控制字符"), ("-rf", "以连字符开头"),
    ("-\u{301}rf", "以连字符开头"), ("con", "系统保留名"), ("NUL.txt", "系统保留名"), ("Com1.a.b", "系统保留名"),
    (String(repeating: "长", count: 86), "超过 255 字节"),
  ]) func `is refused with its flaw`(_ name: String, _ flaw: String) {
    let checked = FileName.check(Array(name.utf8))
    #expect(checked.name == nil && checked.flaw == flaw, "\(checked)")
  }

  @Test func `is refused when it is no text`() {
    #expect(FileName.check([0x61, 0xFF]).flaw == "不是 UTF-8")
    #expect(FileName.check([0xC0, 0xAF]).flaw == "不是 UTF-8")
  }

  @Test(arguments: [
    ("a/b", ["a", "b"]), ("/a//b/./", ["a", "b"]), ("", []), ("a/../b", nil), ("a\\b", nil), ("a/\u{301}/..", nil),
  ] as [(String, [String]?)]) func `stands in a path`(_ path: String, _ parts: [String]?) { #expect(FileName.components(path) == parts) }

  @Test func `is shown to people escaped and short`() {
    #expect(FileName.shown(Array("a\u{202E}\n".utf8)) == "a\\u{202e}\\u{a}")
    #expect(FileName.shown(Array(repeating: 0x61, count: 100)) == String(repeating: "a", count: 60) + "…")
  }
}

@Suite struct `A manifest` {
  private let manifest = Manifest(
    grant: 7, resource: "papers", version: 3,
    lines: [
      .init(path: "a \"q\"", size: 3, sha256: "00", modified: 1_700_000_000_123_456),
      .init(path: "b", size: 0, sha256: "11", modified: -500_000),
    ])

  @Test func `reads back as it was written`() { #expect(Manifest(manifest.text) == manifest && manifest.bytes == 3) }

  @Test(arguments: [("\"size\":3", "\"size\":4"), ("\"version\":3", "\"version\":4"), ("papers", "paper"), ("\"11\"", "\"12\""), ("}", "")])
  func `that was changed is none`(_ old: String, _ new: String) {
    let text = String(decoding: manifest.text, as: UTF8.self)
    let changed = text.replacing(old, with: new)
    #expect(changed != text && Manifest(Array(changed.utf8)) == nil)
  }
}

@Suite struct `A name inside SQL` {
  @Test func `is quoted, whatever it holds`() {
    #expect(SQL.name("a\"b") == "\"a\"\"b\"" && SQL.name("S", "人\u{0}口") == "\"S\".\"人口\"")
    #expect(SQL.text("it's") == "'it''s'" && SQL.name("\"\u{301}") == "\"\"\"\u{301}\"")
    #expect(SQL.plain("civil-affairs-2") == "civil_affairs_2")
  }

  @Test func `has bytes only as pairs of small digits`() {
    #expect(Hexadecimal.decode("00fFa0") == nil && Hexadecimal.decode("00ffa0") == [0, 255, 160] && Hexadecimal.decode("0") == nil)
  }
}
