import JSONText
import Seals

extension Stage {
  /// A key that is the same in every run for the same write, so that a killed run's lost answer is given again.
  static func stableKey(_ name: String, _ body: JSON) -> String {
    "tour-" + hex(Array(SHA256.hash(Array("\(name)\n\(body.canonical)".utf8)).prefix(16)))
  }

  /// The case of that name in the tour: remembered, or found by a field, or opened now. Never a second one.
  func ensure(
    _ name: String, _ procedure: String, by person: Person, parent: Int? = nil, known field: String, fields: JSON
  ) async throws -> JSON {
    let client = try await client(person)
    let key = "case.\(name)"
    if let id = await memory.number(key), let found = try await find(client, procedure, id) { return found }
    let known = fields[field]
    for row in try await client.cases("/exchange/\(procedure)") where row["parent"]?.int == parent {
      guard let id = row["id"]?.int, let whole = try await find(client, procedure, id), whole["fields"]?[field] == known else { continue }
      try await memory.keep(key, JSON(id))
      return whole
    }
    var body = JSONObject()
    body["fields"] = fields
    body["parent"] = parent.map { JSON($0) }
    let made = try await client.write("POST", "/exchange/\(procedure)", .object(body), key: Self.stableKey(name, .object(body)))
    try await memory.keep(key, made["id"])
    return made
  }

  private func find(_ client: APIClient, _ procedure: String, _ id: Int) async throws -> JSON? {
    do {
      return try await client.get("/exchange/\(procedure)/\(id)")
    } catch let problem as Problem where problem.status == 404 {
      return nil
    }
  }

  func look(_ procedure: String, _ id: Int, by person: Person) async throws -> JSON {
    try await client(person).get("/exchange/\(procedure)/\(id)")
  }

  @discardableResult
  func act(_ procedure: String, _ id: Int, _ step: String, by person: Person, _ input: JSON = [:]) async throws -> JSON {
    try await client(person).write("POST", "/exchange/\(procedure)/\(id)/acts/\(step)", input)
  }

  /// Does the step unless the case is already where it leads, or further on.
  @discardableResult
  func reach(
    _ labels: [String], _ procedure: String, _ id: Int, _ step: String, by person: Person, _ input: JSON = [:]
  ) async throws -> JSON {
    let before = try await look(procedure, id, by: person)
    if labels.contains(before.stateLabel) { return before }
    let after = try await act(procedure, id, step, by: person, input)
    try check(labels.contains(after.stateLabel), "办理 \(step) 后应为“\(labels[0])”,实为“\(after.stateLabel)”")
    return after
  }

  /// Puts a paper that is not there yet.
  func attach(_ paper: String, _ title: String, to procedure: String, _ id: Int, by person: Person) async throws {
    let found = try await look(procedure, id, by: person)
    if found["papers"]?.array?.contains(where: { $0["name"]?.string == paper }) == true { return }
    _ = try await client(person).upload(
      "/exchange/\(procedure)/\(id)/papers/\(APIPath.escape(paper))", file: "\(paper).pdf", type: "application/pdf", DemoPaper.pdf(title))
  }
}

extension JSON {
  var stateLabel: String { self["state"]?["label"]?.string ?? "" }
  var isDraft: Bool { stateLabel == "草稿" }

  /// A case's number, which every answer carries.
  func caseID() throws -> Int {
    guard let id = self["id"]?.int else { throw NotSo("答复中没有事项编号") }
    return id
  }
}
