import JSONText
import Seals

/// An exported bulletin (EX-17b, EX-21), checked with the platform's public keys alone.
struct BulletinBundle {
  private let bundle: JSON
  /// nil when it is no bulletin.
  init?(_ bundle: JSON) {
    guard bundle["bulletin"] != nil else { return nil }
    self.bundle = bundle
  }

  func check(under keys: BatchKeys) -> [AgreementBundle.Finding] {
    typealias Finding = AgreementBundle.Finding
    let number = bundle["bulletin"]?.string ?? ""
    guard let body = bundle["body"]?.string, let content = try? JSON.parse(Array(body.utf8)), content.canonical == body,
      content["bulletin"]?.string == number, !number.isEmpty, hex(SM3.hash(Array(body.utf8))) == bundle["hash"]?.string
    else { return [Finding(holds: false, text: "通报 \(number):内容缺失,或与SM3值不符")] }
    let text = Finding(holds: true, text: "通报 \(number)《\(content["title"]?.string ?? "")》的内容与其SM3值 \(bundle["hash"]?.string ?? "")")
    guard let proof = bundle["proof"], !proof.isNull else {
      return [text, Finding(holds: false, text: "签名批次待生成,请稍后重新导出")]
    }
    guard let (seal, place, path) = AgreementBundle.proof(proof) else { return [text, Finding(holds: false, text: "签名证明不完整")] }
    let holds = seal.covers(SM3.hash(Array(body.utf8)), at: place, path: path, under: keys)
    return [text, Finding(holds: holds, text: "签名批次 \(seal.batch),SM2 与 ECDSA P-256")]
  }
}
