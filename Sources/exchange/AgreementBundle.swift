import JSONText
import Seals

/// An exported agreement (EX-19), checked with the platform's public keys alone. Nothing that stands in it is believed unless the
/// signatures cover it.
struct AgreementBundle {
  /// One thing that was looked at.
  struct Finding {
    let holds: Bool
    let text: String
  }

  private let bundle: JSON
  init(_ bundle: JSON) { self.bundle = bundle }

  static func keys(_ file: JSON) throws -> BatchKeys {
    guard let sm2 = file["sm2"]?.string, let p256 = file["p256"]?.string,
      let keys = try? BatchKeys(sm2: VerifyingKey(pem: sm2), p256: VerifyingKey(pem: p256))
    else { throw Fault(.failed, "公钥文件应含 sm2 和 p256 两把公钥") }
    return keys
  }

  /// Content, terms, and each event with its signatures.
  func check(under keys: BatchKeys) -> [Finding] {
    let events = bundle["events"]?.array ?? []
    guard let approved = events.first, approved["kind"]?.string == "approved", let body = approved["body"]?.string,
      let content = try? JSON.parse(Array(body.utf8)), content.canonical == body
    else { return [Finding(holds: false, text: "协议内容缺失或不是规范的JSON")] }
    let hash = hex(SM3.hash(Array(body.utf8)))
    let shown = bundle["content"]?.canonical == body && bundle["hash"]?.string == hash
    let number = content["agreement"]?.string ?? ""
    let terms = bundle["terms"]?["text"]?.string.map { hex(SM3.hash(Array($0.utf8))) }
    let stated = content["terms"]
    return [
      Finding(holds: shown && bundle["number"]?.string == number && !number.isEmpty, text: "协议 \(number) 的内容与其SM3值 \(hash)"),
      Finding(
        holds: terms != nil && terms == stated?["hash"]?.string && bundle["terms"]?["version"] == stated?["version"],
        text: "标准条款第\(stated?["version"]?.text ?? "?")版的全文与其SM3值"),
    ] + events.enumerated().map { check($1, isFirst: $0 == 0, number: number, approval: hash, keys) }
  }

  private func check(_ event: JSON, isFirst: Bool, number: String, approval: String, _ keys: BatchKeys) -> Finding {
    let title = "\(event["label"]?.string ?? "?") \(event["at"]?.string ?? "?")"
    guard let body = event["body"]?.string, let facts = try? JSON.parse(Array(body.utf8)), facts.canonical == body,
      hex(SM3.hash(Array(body.utf8))) == event["hash"]?.string
    else { return Finding(holds: false, text: "\(title):内容与SM3值不符") }
    // The approval names itself by its own content; what came after names the approval it belongs to.
    let belongs = facts["agreement"]?.string == number
      && (isFirst || (facts["approved"]?.string == approval && facts["kind"] == event["kind"] && facts["at"] == event["at"]))
    guard belongs, !isFirst || facts["grantedAt"] == event["at"] else { return Finding(holds: false, text: "\(title):不属于本协议") }
    guard let proof = event["proof"], !proof.isNull else { return Finding(holds: false, text: "\(title):签名批次待生成,请稍后重新导出") }
    guard let (seal, place, path) = Self.proof(proof) else { return Finding(holds: false, text: "\(title):签名证明不完整") }
    let holds = seal.covers(SM3.hash(Array(body.utf8)), at: place, path: path, under: keys)
    return Finding(holds: holds, text: "\(title):签名批次 \(seal.batch),SM2 与 ECDSA P-256")
  }

  static func proof(_ proof: JSON) -> (BatchSeal, Int, [[UInt8]])? {
    guard let batch = proof["batch"]?.int, let size = proof["size"]?.int, let at = proof["at"]?.string, let place = proof["place"]?.int,
      let path = proof["path"]?.strings?.map({ Hexadecimal.decode($0) ?? [] }), let sm2 = proof["sm2"]?.string.flatMap(Base64URL.decode),
      let p256 = proof["p256"]?.string.flatMap(Base64URL.decode)
    else { return nil }
    return (BatchSeal(batch: Int64(batch), size: size, at: at, sm2: sm2, p256: p256), place, path)
  }
}
