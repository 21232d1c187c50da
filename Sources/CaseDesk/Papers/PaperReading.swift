package import Postgres
import Records
package import Vocabulary

/// What a machine read off a scan of the stamped form, held against the form as it stands now (EX-12b). It warns; it refuses nothing.
package struct PaperReading: PostgresRow, Hashable {
  package enum Outcome: String, Sendable, CaseIterable {
    case match, mismatch, unreadable, unsupported

    package var label: String {
      switch self {
      case .match: "扫描件与当前申请表一致"
      case .mismatch: "扫描件与当前申请表不一致"
      case .unreadable: "扫描件上没有读到申请表二维码"
      case .unsupported: "扫描件不能自动识读"
      }
    }
    /// What the applicant and the reviewer are told; nil where nothing is amiss.
    package var warning: String? {
      switch self {
      case .match: nil
      case .mismatch: "扫描件与当前申请表不一致,请重新打印盖章"
      case .unreadable: "没有读到申请表二维码,请确认扫描件清晰完整;审核人须人工核对"
      case .unsupported: "该扫描件未自动识读,审核人须人工核对"
      }
    }
  }

  package let name: String, version: Int32, mark: String?, detail: String, at: Instant
  /// As it was when the scan was read, or since the form changed under it.
  package private(set) var outcome: Outcome

  package init(from row: inout RowReader) throws {
    name = try row.next()
    version = try row.next()
    outcome = try Outcome(rawValue: row.next()) ?? .unreadable
    mark = try row.next()
    detail = try row.next()
    at = try Instant(row.next())
  }

  package func isOf(_ paper: PaperRow) -> Bool { name == paper.name && version == paper.version }

  /// A form filled in anew no longer matches the scan of the old one.
  func held(against form: StampedForm?) -> PaperReading {
    guard let form, let mark else { return self }
    var reading = self
    reading.outcome = form.mark == mark ? .match : .mismatch
    return reading
  }

  /// Judges the marks found on a scan.
  static func judge(_ marks: [String], against form: StampedForm) -> (outcome: Outcome, mark: String?, detail: String) {
    if marks.contains(form.mark) { return (.match, form.mark, "") }
    // What stands on a scan is anybody's: only a mark of our own shape is kept.
    guard let other = marks.first(where: { $0.hasPrefix(StampedForm.scheme) && $0.utf8.count <= 200 && $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } })
    else {
      return (.unreadable, nil, "未发现申请表二维码")
    }
    let number = other.dropFirst(StampedForm.scheme.count).prefix { $0 != ":" }
    return (.mismatch, other, number == form.number ? "申请表打印后内容有改动" : "扫描件是另一份申请表(\(number))")
  }
}
