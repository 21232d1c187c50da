package import JSONText
package import Vocabulary

/// 级联报文: what one platform tells its neighbour about one object (EX-2, EX-4c): a catalogue, a request, a decision.
///
/// Messages about an object are counted from 1 without a gap, so that whatever the wire does to them (delays, doubles, exchanges their order) the neighbour
/// takes each once and in its order. What is signed is the canonical text of everything but the signatures.
package struct CascadeMessage: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    /// 目录级联
    case catalogue, catalogueWithdrawn = "catalogue-withdrawn", noShare = "no-share"
    /// 资源级联
    case resource, resourceWithdrawn = "resource-withdrawn"
    /// 供需级联
    case request, decision, grant, grantEnded = "grant-ended", usage, quality
  }

  /// Versions of the protocol that this platform speaks, the newest last. Neighbours use the newest that both know.
  package static let versions = [1]
  /// Bytes of a body at most.
  package static let mostBytes = 4 * 1024 * 1024

  package let version: Int
  package let kind: Kind
  /// Which platform says it, and to which: `620200`, `620000`.
  package let sender: String, recipient: String
  /// The object by its sender's name for it, and which message about it this is.
  package let object: String, sequence: Int
  package let at: Instant
  package let body: JSON

  package init(version: Int = versions[versions.count - 1], _ kind: Kind, from sender: String, to recipient: String, about object: String, _ sequence: Int, at: Instant, _ body: JSON) {
    (self.version, self.kind, self.sender, self.recipient, self.object, self.sequence, self.at, self.body) = (version, kind, sender, recipient, object, sequence, at, body)
  }

  /// The same message sent again has the same: `620200/request/18/3`.
  package var key: String { "\(sender)/\(kind.rawValue)/\(object)/\(sequence)" }

  /// What is signed and compared.
  package var json: JSON {
    [
      "version": JSON(version), "kind": .string(kind.rawValue), "from": .string(sender), "to": .string(recipient), "object": .string(object), "sequence": JSON(sequence),
      "at": .string(at.text), "body": body,
    ]
  }

  /// Reads what came over the wire, or says what is wrong with it (E01).
  ///
  /// - Parameter recipient: this platform; a message for another one is refused.
  package init(_ json: JSON, to recipient: String) throws(Refused) {
    func wrong(_ why: String) -> Refused { Refused(Refusal("E01", .form, "级联报文不正确:\(why)", "EX-2")) }
    guard let object = json.object else { throw wrong("不是JSON对象") }
    let known = ["version", "kind", "from", "to", "object", "sequence", "at", "body"]
    if let other = object.names.first(where: { !known.contains($0) }) { throw wrong("没有“\(other)”这一项") }
    guard let version = object["version"]?.int, Self.versions.contains(version) else {
      throw wrong("版本不支持(支持\(Self.versions.map(String.init).joined(separator: "、")))")
    }
    guard let kind = object["kind"]?.string.flatMap(Kind.init) else { throw wrong("kind不在\(Kind.allCases.map(\.rawValue).joined(separator: "、"))之列") }
    guard object["to"]?.string == recipient else { throw wrong("收件平台不是\(recipient)") }
    guard let sender = object["from"]?.string, Self.isName(sender), sender != recipient else { throw wrong("from须为另一平台的代码") }
    guard let name = object["object"]?.string, Self.isName(name) else { throw wrong("object须为1–200个字母、数字或.-_:") }
    guard let sequence = object["sequence"]?.int, sequence >= 1 else { throw wrong("sequence须从1起") }
    guard let at = object["at"]?.string.flatMap(Instant.init) else { throw wrong("at须为时刻,如2026-11-25T08:00:00+08:00") }
    guard let body = object["body"], body.object != nil else { throw wrong("body须为JSON对象") }
    guard body.bytes.count <= Self.mostBytes else { throw wrong("body超过\(Self.mostBytes / 1024 / 1024)MB") }
    self.init(version: version, kind, from: sender, to: recipient, about: name, sequence, at: at, body)
  }

  private static func isName(_ text: String) -> Bool {
    (1...200).contains(text.utf8.count) && text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      default: ".-_:".utf8.contains(byte)
      }
    }
  }
}
