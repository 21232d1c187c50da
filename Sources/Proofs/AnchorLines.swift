import Seals

/// The lines of an anchor file: number of the batch, SM3 of its head, and when it was written, apart by a space.
package enum AnchorLines {
  package static func line(_ batch: Int64, _ head: [UInt8], at: String) -> String { "\(batch) \(hex(head)) \(at)\n" }

  /// nil for anything but a line (without its end).
  package static func parse(_ line: some StringProtocol) -> (batch: Int64, head: [UInt8])? {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, let batch = Int64(parts[0]), batch > 0, let head = Hexadecimal.decode(String(parts[1])), head.count == 32 else { return nil }
    return (batch, head)
  }

  /// A whole file, batch by batch. A file that was begun is never cut: what is no line, or stands out of order, is a flaw.
  package static func read(_ file: [UInt8]) throws -> [Int64: [UInt8]] {
    var heads: [Int64: [UInt8]] = [:]
    var (last, number) = (Int64(0), 0)
    for line in String(decoding: file, as: UTF8.self).split(separator: "\n") {
      number += 1
      guard let (batch, head) = parse(line), batch > last else { throw ProofFlaw("锚定文件第\(number)行不是有效的锚定记录") }
      heads[batch] = head
      last = batch
    }
    return heads
  }
}
