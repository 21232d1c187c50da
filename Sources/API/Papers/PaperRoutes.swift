import Accounts
import CaseDesk
import JSONText
import Printing
import Records
import Seals
import Vocabulary

/// The papers of a case, and the form that is printed to be one of them (EX §5, EX-12b).
extension Routes {
  var papers: [Route] {
    [
      Route(.get, "/api/v1/{measure}/{procedure}/{id}/papers", .session, "附件清单,含历次版本", listPapers),
      Route(.get, "/api/v1/{measure}/{procedure}/{id}/papers/{name}", .session, "下载附件(version=n 取该版本)", reply: getPaper),
      Route(.get, "/api/v1/exchange/application/{id}/form", .session, "打印服务接口申请表(EX-12b)", reply: printForm),
    ]
  }

  @Sendable func listPapers(_ call: Call) async throws -> Answer {
    let (person, procedure, id) = (try call.someone(), try procedure(call), try call.id())
    let lines = try await desks.records.perform(.account(person.id)) { [cases = desks.cases] work in
      try await cases.papers(of: id, procedure, for: person, in: work)
    }
    return Answer(200, ["papers": .array(lines.map(json))])
  }

  @Sendable func getPaper(_ call: Call) async throws -> Reply {
    let (person, procedure, id) = (try call.someone(), try procedure(call), try call.id())
    let version = try call.query["version"].map { text in
      guard let number = Int32(text), number > 0 else { throw Refused(Refusal.badQuery.saying(["name": "version"])) }
      return number
    }
    let name = call.parameters["name"] ?? ""
    let paper = try await desks.records.perform(.account(person.id)) { [cases = desks.cases] work in
      try await cases.paper(name, version: version, of: id, procedure, for: person, in: work)
    }
    return .document(Self.stored(paper))
  }

  /// A paper as it was laid in, to be kept as a file.
  static func stored(_ paper: StoredPaper) -> Document {
    Document(mediaType: paper.paper.mediaType, body: paper.body, showing: .file(paper.paper.file), sha256: hex(paper.paper.sha256))
  }

  @Sendable func printForm(_ call: Call) async throws -> Reply {
    let (person, id) = (try call.someone(), try call.id())
    let (form, now) = try await desks.records.perform(.account(person.id)) { [cases = desks.cases] work in
      (try await cases.stampedForm(id, for: person, in: work), work.now)
    }
    return .document(Self.printed(form.page(svg: try await Self.drawn(form.mark, "EX-12b"), now: now)))
  }

  static func printed(_ page: PrintPage) -> Document {
    Document(mediaType: "text/html; charset=utf-8", body: Array(page.html.utf8), showing: .page(policy: PrintPage.policy))
  }

  /// The mark as a picture; without its program nothing is printed, for a print without a mark could not be told again.
  static func drawn(_ mark: String, _ clause: Clause) async throws -> String {
    do { return try await QRCode.svg(mark) } catch ChildProgram.Fault.missing {
      throw Refused(Refusal("print.program", .stopped, "服务器未安装二维码程序(软件包 qrencode),请联系市数据局安装后再打印", clause))
    }
  }

  private func json(_ line: CaseDesk.PaperLine) -> JSON {
    var json = CaseJSON.paper(line.version.paper).object ?? JSONObject()
    json["label"] = JSON(line.label)
    json["putBy"] = .string(line.version.putBy)
    json["putAt"] = .string(line.version.putAt.text)
    json["reading"] = line.reading.map(CaseJSON.reading) ?? .null
    return .object(json)
  }
}

extension Route {
  /// A paper beyond the limit is refused in the words of the measure, not in those of the wire (E79, E61).
  func whenLarge(_ parameters: [String: String]) -> Refused? {
    guard method == .put, path.hasSuffix("/papers/{name}"), let name = parameters["name"] else { return nil }
    return Refused(NewPaper.refusal(name).at("/papers/\(name)"))
  }
}
