import CaseDesk
import JSONText
import Records

/// The outbox's work on papers: reading the scans of stamped forms (EX-12b).
struct Papers: Sendable {
  let cases: CaseDesk

  func handlers() -> [String: JobRunner.Handler] {
    [
      "paper.read": { [cases] payload, _ in
        guard let id = payload["case"]?.int.map(Int64.init), let name = payload["name"]?.string, let version = payload["version"]?.int else {
          throw JobRunner.Hopeless("没有附件编号")
        }
        try await cases.readScan(name, version: Int32(version), of: id)
      }
    ]
  }
}
