import Couriers
import JSONText

extension Stage {
  /// 账号: the bureau alone makes accounts; each person sets her own password (EX-17a).
  func playAccounts() async throws {
    try await need("服务就绪", "") {
      let ready = try await api.raw("GET", "/healthz/ready")
      try check(ready.status == 200, "/healthz/ready 返回 \(ready.status)")
    }
    let bureau = try await need("市数据局账号管理员登录", "EX-17a") { try await administrator() }
    try await need("确定三方:市数据局、三个提供部门、两个使用部门", "EX-3") { try await chooseDepartments(bureau) }
    await expect("口令不对不能登录", "EX-17a") {
      try await refusedLogin("demo.nobody")
    }
    for person in Person.all {
      try await need("建账号并首次启用:\(person.name)", "EX-17a") { try await enrol(person, bureau) }
    }
    await expect("同一账号不能建两次", "EX-17a") {
      try await refused("E68") { try await bureau.write("POST", "/accounts", try await form(of: .editor(.websites))) }
    }
    await expect("提供部门不能建账号", "EX-17a、EX-4a") {
      let editor = try await client(.editor(.websites))
      return try await refused("E02", status: 403) { try await editor.write("POST", "/accounts", try await form(of: .editor(.websites))) }
    }
  }

  private func refusedLogin(_ login: String) async throws -> String {
    do {
      try await api.write("POST", "/sessions", ["login": .string(login), "password": .string(Self.freshPassword())])
    } catch let problem as Problem where problem.status == 401 {
      return problem.items[0].message
    }
    throw NotSo("应为 401")
  }

  private func form(of person: Person) async throws -> JSON {
    [
      "login": .string(try await login(of: person)), "name": .string(person.name), "department": .string(try await department(person.seat)),
      "roles": JSON(person.roles),
    ]
  }

  /// Makes and activates an account unless an earlier run has. The password is kept before the account exists, so a kill loses neither.
  private func enrol(_ person: Person, _ bureau: APIClient) async throws -> String {
    let login = try await login(of: person)
    let done = "active.\(login)"
    if await memory.text(done) == nil {
      let body = try await form(of: person)
      if await memory.text("password.\(login)") == nil {
        try await memory.keep("password.\(login)", .string(Self.freshPassword()))
      }
      if await memory.text("activation.\(login)") == nil {
        let made = try await bureau.write("POST", "/accounts", body, key: Self.stableKey("account-\(login)", body))
        try await memory.keep("activation.\(login)", made["activation"])
      }
      try await activate(person)
      try await memory.keep(done, "yes")
      try await memory.keep("activation.\(login)", nil)
    }
    _ = try await client(person)
    return login
  }

  /// A second activation after a lost answer is refused; then the password must open a session.
  private func activate(_ person: Person) async throws {
    let login = try await login(of: person)
    let password = await memory.text("password.\(login)") ?? ""
    let activation = await memory.text("activation.\(login)") ?? ""
    do {
      try await api.write(
        "POST", "/activations", ["login": .string(login), "activation": .string(activation), "password": .string(password)])
    } catch let problem as Problem {
      do { _ = try await client(person) } catch { throw problem }
    }
  }

  private func chooseDepartments(_ bureau: APIClient) async throws -> String {
    let rows = try await bureau.get("/departments")["departments"]?.array ?? []
    func municipal(_ right: String, but taken: [String] = []) -> [String] {
      let fitting = rows.filter { $0["kind"]?.string == "municipal" && $0[right]?.bool == true }
      return fitting.compactMap { $0["code"]?.string }.filter { !taken.contains($0) }
    }
    guard let own = rows.first(where: { $0["kind"]?.string == "bureau" })?["code"]?.string else { throw NotSo("没有平台管理部门") }
    let providers = world.providers.isEmpty ? Array(municipal("provides", but: world.users).prefix(Seat.providers.count)) : world.providers
    let users = world.users.isEmpty ? Array(municipal("uses", but: providers).prefix(Seat.users.count)) : world.users
    let codes = [own] + providers + users
    let seats = [.bureau] + Seat.providers + Seat.users
    guard Set(codes).count == seats.count else { throw NotSo("至少要有五个市级部门,三个可提供,另外两个可使用") }
    // A city that was set up before the planes had operators lends a provider's seat.
    let telecom = rows.contains { $0["code"]?.string == "telecom" } ? "telecom" : providers[2]
    try await memory.keep("department.\(Seat.telecom.rawValue)", .string(telecom))
    for (seat, code) in zip(seats, codes) { try await memory.keep("department.\(seat.rawValue)", .string(code)) }
    return codes.map { code in rows.first { $0["code"]?.string == code }?["name"]?.string ?? code }.joined(separator: "、")
  }
}
