import JSONText
import Postgres
package import Records
import Seals
package import Sharing
import Vocabulary

extension Registry {
  /// The cascade file of all published catalogues; drafts and what is under review are not in it (EX-2).
  package func exportCascade() async throws -> [UInt8] {
    let lines = try await records.read { tx, _ in
      var lines: [CascadeLine] = []
      while true {
        let page = try await tx.all(CascadeStatements.published, lines.last?.code ?? "", 500)
        guard !page.isEmpty else { return lines }
        lines += page.map(\.line)
      }
    }
    return CascadeFile.text(lines) { hex(SM3.hash($0)) }
  }

  /// Every published catalogue of ours with what the level above said of it (EX-2), page by page; `state` narrows it.
  package func readCascade(_ state: CascadeReport.State?, _ take: ([CascadeLine]) async throws -> Void) async throws {
    var last = ""
    while true {
      let after = last
      let page = try await records.read { tx, _ in try await tx.all(CascadeStatements.published, after, 500) }.map(\.line)
      guard let end = page.last else { return }
      try await take(page.filter { state == nil || $0.report?.state == state })
      last = end.code
    }
  }

  /// How many lines of a cascade file did what.
  package struct CascadeCounts: Sendable, Hashable {
    package var new = 0, changed = 0, unchanged = 0
    /// Answers of the level above to catalogues of ours, and answers to codes that are none of ours.
    package var answered = 0, unknown = 0
  }

  /// Keeps what a cascade file from above says (EX-2, EX-11.4b). The same file again changes nothing. A catalogue that is not in the file stays:
  /// a file may be a part.
  package func importCascade(_ file: CascadeFile, by account: Int64, in work: Work) async throws -> CascadeCounts {
    work.trying("cascade.import", "-")
    var counts = CascadeCounts()
    let lines = file.catalogues.map { line in
      (
        line.code, line.title, line.summary, line.shareClass, JSONBytes(JSON(line.conditions).text), line.frequency, line.providerName,
        line.level.rawValue, JSONBytes(JSON.array(line.items.map(\.json)).text), work.now.stamp, account
      )
    }
    for answer in try await work.tx.connection.pipeline(CascadeStatements.keepUpstream, lines) {
      switch answer.first {
      case true?: counts.new += 1
      case false?: counts.changed += 1
      case nil: counts.unchanged += 1
      }
    }
    for answer in file.answers {
      let kept = try await work.tx.run(
        CascadeStatements.keepReport, answer.code, answer.upstreamCode, answer.state.rawValue, answer.reason, work.now.stamp)
      if kept == 0 { counts.unknown += 1 } else { counts.answered += 1 }
    }
    work.note("cascade.import", "upstream", ["catalogues": JSON(file.catalogues.count), "answers": JSON(file.answers.count)])
    return counts
  }
}
