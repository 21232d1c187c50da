import JSONText
import Seals

extension Stage {
  /// Delivered once more because the department asks: readers see all rows throughout, and the receipts make a chain (EX-8.1).
  func deliverAgain(_ grant: Int, _ landed: LandedTable, rows count: String) async {
    await expect("按需再交换一次,其间视图始终答全部行", "EX-8.1") {
      let client = try await client(.receiver(.patrol))
      if try await receipts(of: grant).count < 2 {
        try await client.write("POST", "/grants/\(grant)/deliveries", key: Self.stableKey("deliver-again", JSON(grant)))
      }
      for reading in 1...450 {
        let rows = try await landed.psql.value("select count(*) from \(landed.name)")
        try check("\(rows) 行" == count, "第 \(reading) 次读到 \(rows) 行,源表 \(count)")
        let kept = try await receipts(of: grant)
        if kept.count >= 2 { return "第 \(kept.map { String($0.version) }.joined(separator: "、")) 版,读了 \(reading) 次都是 \(rows) 行" }
        try await Task.sleep(for: .milliseconds(200))
      }
      throw NotSo("90 秒内没有完成交换")
    }
    await expect("后一版的回执写明前一版回执的摘要", "EX-8.1") {
      let kept = try await receipts(of: grant)
      try check(kept.count >= 2, "只有 \(kept.count) 份回执")
      for (before, after) in zip(kept, kept.dropFirst()) {
        try check(after.previous == before.hash, "第 \(after.version) 版写的是 \(after.previous),第 \(before.version) 版是 \(before.hash)")
      }
      let there = try await landed.psql.rows("select version from public.exchange_receipt where access_grant = \(grant) order by version")
      try check(there.compactMap(\.first) == kept.map { String($0.version) }, "前置区的回执为 \(there)")
      return kept[kept.count - 1].previous
    }
  }

  private struct KeptReceipt {
    let version: Int, previous: String, hash: String
  }

  /// The receipts that the exchange holds, oldest first; the hash is counted anew from the text.
  private func receipts(of grant: Int) async throws -> [KeptReceipt] {
    let rows = try await client(.receiver(.patrol)).get("/grants/\(grant)/deliveries")["deliveries"]?.array ?? []
    return try rows.compactMap { $0["receipt"]?.string }.map { body in
      let text = Array(body.utf8)
      let facts = try JSON.parse(text)
      guard let version = facts["version"]?.int, let previous = facts["previous"]?.string else { throw NotSo("回执不完整:\(body)") }
      return KeptReceipt(version: version, previous: previous, hash: hex(SM3.hash(text)))
    }.sorted { $0.version < $1.version }
  }
}
