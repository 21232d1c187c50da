import Foundation

/// What the tour has shown so far. Prints each step as it ends; the last line counts them.
actor TourRecord {
  private var passed = 0
  private var kept = 0
  private var failures = 0
  private var chapters = 0
  /// False when the first chapter showed nothing: nobody could act in the others.
  var goesOn: Bool { chapters == 0 || passed + kept > 0 }

  func open(_ chapter: String) {
    chapters += 1
    say("\n【\(chapter)】")
  }

  func note(_ text: String) { say("  · \(text)") }

  func passed(_ title: String, _ clause: String, _ detail: String?) {
    passed += 1
    line("✓", title, clause, detail)
  }

  /// A step that an earlier run has shown and that cannot be shown twice.
  func kept(_ title: String, _ clause: String) {
    kept += 1
    line("=", title, clause, "上次已办,沿用")
  }

  func failed(_ title: String, _ clause: String, _ reason: String) {
    failures += 1
    line("✗", title, clause, reason)
  }

  /// The last line; true when nothing failed and something was shown.
  func close() -> Bool {
    print("")
    if kept > 0 { print("沿用上次已办 \(kept) 项") }
    print("步骤 \(passed + kept) 项通过,\(failures) 项失败")
    return failures == 0 && passed > 0
  }

  private func line(_ mark: String, _ title: String, _ clause: String, _ detail: String?) {
    let proof = clause.isEmpty ? "" : "〔\(clause)〕"
    let tail = detail.map { $0.isEmpty ? "" : ":" + $0.replacing("\n", with: ";") } ?? ""
    say("  \(mark) \(title)\(proof)\(tail)")
  }

  /// At once, also into a file or a pipe: whoever reads along sees how far the tour has come.
  private func say(_ text: String) {
    print(text)
    fflush(nil)
  }
}
