import JSONText
import Vocabulary

extension Stage {
  /// 城市: four weeks of office life after the other chapters: cases in every state, late ones among them. Moves the office clock, so only a rehearsal
  /// database will have it.
  func playCity() async throws {
    var resources: [String: Int] = [:]
    for name in ["website-resource", "article-resource", "calendar-resource", "website-catalogue", "article-catalogue"] { resources[name] = await memory.number("case.\(name)") }
    guard resources["website-resource"] != nil, resources["article-resource"] != nil else { return await record.note("需要先走“库表”“接口”两章,本章不走") }
    let events = CityLife.events.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
    try await need("四周的往来:\(CityLife.lives.count)件事项,\(events.count)次办理,办公时钟逐日向前", "EX-4b") { () async throws -> String in
      let start = try await cityStart()
      var last = start
      for (number, event) in events {
        let now = Day(number: start.number + Int32(event.day))
        if now != last { try await moveCity(to: now) }
        last = now
        guard await memory.text("city.\(number)") == nil else { continue }
        do { try await happen(event, number, resources) } catch { throw NotSo("第\(event.day)天“\(event.life)”\(event.name):\(Stage.words(error))") }
        try await memory.keep("city.\(number)", "yes")
      }
      try await moveCity(to: Day(number: start.number + Int32(CityLife.days)))
      return "到 \(Day(number: start.number + Int32(CityLife.days)).text)"
    }
    try await need("有超期的、将到期的、已办结的", "EX-14c") { () async throws -> String in
      let forecast = try await client(.reviewer).get("/clocks/forecast")
      let due = (forecast["days"]?.array ?? []).compactMap { $0["due"]?.int }.reduce(0, +)
      try check((forecast["late"]?.int ?? 0) > 0 && due > 0, "超期 \(forecast["late"]?.text ?? ""),将到期 \(due)")
      return "超期 \(forecast["late"]?.int ?? 0) 件,十个工作日内到期 \(due) 件"
    }
  }

  /// The day on which these weeks began, by the office clock.
  private func cityStart() async throws -> Day {
    if let kept = await memory.text("city.start").flatMap({ Day($0) }) { return kept }
    let now = try await client(.reviewer).get("/sessions/current")["now"]?.string.flatMap { Instant($0) }
    guard let now else { throw NotSo("不知道办公时间") }
    try await memory.keep("city.start", .string(Day(of: now).text))
    return Day(of: now)
  }

  /// Ten in the morning of that day, or where a killed run has left the clock.
  private func moveCity(to day: Day) async throws {
    do {
      try await client(.reviewer).write("PUT", "/rehearsal/clock", ["now": .string(day.start.adding(seconds: 36_000).text)])
    } catch let problem as Problem where problem.codes.contains("rehearsal.forward") {}
  }

  private func happen(_ event: CityLife.Event, _ number: Int, _ resources: [String: Int]) async throws {
    switch event.what {
    case .open(let procedure, let parent, let fields):
      let above: Int? = if let parent { try await cityCase(parent, resources) } else { nil }
      var body = JSONObject()
      body["fields"] = fields
      body["parent"] = above.map { JSON($0) }
      let made = try await client(event.person).write("POST", "/\(Self.path(procedure))", .object(body), key: Self.stableKey("city.\(number)", .object(body)))
      try await memory.keep("city.case.\(event.life)", made["id"])
    case .lay(let procedure, let paper):
      let place = "/\(Self.path(procedure))/\(try await cityCase(event.life, resources))/papers/\(APIPath.escape(paper))"
      _ = try await client(event.person).upload(place, file: "\(paper).pdf", type: "application/pdf", DemoPaper.pdf(paper))
    case .write(let ledger, let entry):
      try await client(event.person).write("POST", "/ledgers/\(ledger)", ["fields": entry], key: Self.stableKey("city.\(number)", entry))
    case .act(let procedure, let step, let input):
      let id = try await cityCase(event.life, resources)
      try await client(event.person).write("POST", "/\(Self.path(procedure))/\(id)/acts/\(step)", input, key: Self.stableKey("city.\(number)", input))
    case .grant(let application):
      try await memory.keep("city.case.\(event.life)", JSON(try await grantID(of: try await cityCase(application, resources), for: event.person.seat)))
    }
  }

  private static func path(_ procedure: String) -> String { procedure.contains("/") ? procedure : "exchange/\(procedure)" }

  private func cityCase(_ name: String, _ resources: [String: Int]) async throws -> Int {
    if let id = resources[name] { return id }
    guard let id = await memory.number("city.case.\(name)") else { throw NotSo("没有事项“\(name)”") }
    return id
  }
}
