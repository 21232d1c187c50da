import JSONText

extension Stage {
  /// A suspension closes the landing area before it is answered; a resumption opens it again (EX-11.1d).
  func playSuspension(_ grant: Int, _ landed: LandedTable, rows count: String) async {
    await expect("暂停授权:收到答复时前置区已读不到", "EX-11.1d") {
      guard await memory.text(Self.suspended) == nil else { throw AlreadyShown() }
      try await memory.keep(Self.suspended, "yes")
      let words: JSON = ["facts": "核查发现数据流向与申请不符", "evidence": "核查笔录"]
      try await act("grant", grant, "suspend", by: .reviewer(.websites), words)
      do {
        _ = try await landed.psql.value("select count(*) from \(landed.name)")
      } catch let fault as NotSo where fault.text.contains("E35") {
        return fault.text
      }
      throw NotSo("暂停之后前置区仍可读")
    }
    await expect("恢复授权:收到答复时前置区又可读", "EX-11.1d") {
      guard try await resumed(grant) else { throw AlreadyShown() }
      let rows = try await landed.psql.value("select count(*) from \(landed.name)")
      try check("\(rows) 行" == count, "前置区 \(rows) 行,源表 \(count)")
      return "\(rows) 行"
    }
  }

  /// Resumes the grant if it is suspended, as an earlier run that was cut off may have left it.
  @discardableResult
  func resumed(_ grant: Int) async throws -> Bool {
    guard try await look("grant", grant, by: .receiver(.patrol)).stateLabel == "暂停" else { return false }
    try await act("grant", grant, "resume", by: .reviewer(.websites))
    return true
  }

  private static let suspended = "table.suspended"
}
