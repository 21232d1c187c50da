/// 目录代码: the identifier a catalogue gets at its publication when its provider gave none (EX-6a).
///
/// Four parts joined by hyphens, in the order of GB/T 21063.5 (front segment names the provider, rear segment the resource):
/// `620200` the city by GB/T 2260 and the provider's code; `3` the class of the national compiling guide (1 基础, 2 主题, 3 部门信息资源);
/// the sequence, six digits or more; and a check sign by ISO 7064 MOD 37,36 (GB/T 17710), which notices any one wrong sign and any two
/// neighbours that changed places.
///
/// Example: `CatalogueCode(provider: "market", sequence: 12).text == "620200-market-3-000012-" + sign`
package struct CatalogueCode: Sendable, Hashable {
  /// 嘉峪关市 by GB/T 2260.
  package static let city = "620200"
  /// 部门信息资源: what a department makes in its own duty.
  package static let departmental = "3"

  package let text: String

  package init(provider: String, sequence: Int64) {
    let digits = String(sequence)
    let padded = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    let body = "\(Self.city)-\(provider)-\(Self.departmental)-\(padded)"
    text = "\(body)-\(Self.sign(of: body))"
  }

  /// Has it our form and does its check sign hold? A code that a provider chose freely need not.
  package static func isWhole(_ code: String) -> Bool {
    let parts = code.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 5, parts[0] == city, let sign = parts.last, sign.count == 1 else { return false }
    return String(sign) == Self.sign(of: String(code.dropLast(2)))
  }

  /// The hybrid system of ISO 7064: `p = (p + sign) mod 36, or 36 when that is nought; p = 2p mod 37`, begun with 36. Hyphens do not count.
  private static func sign(of body: String) -> String {
    var product = 36
    for digit in body.compactMap({ $0.isASCII ? Int(String($0), radix: 36) : nil }) {
      let sum = (product + digit) % 36
      product = (sum == 0 ? 36 : sum) * 2 % 37
    }
    return String((37 - product) % 36, radix: 36).uppercased()
  }
}
