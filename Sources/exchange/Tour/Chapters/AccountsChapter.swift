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
    try await need("确定三方:市数据局、提供部门、使用部门", "EX-3") { try await chooseDepartments(bureau) }
    await expect("口令不对不能登录", "EX-17a") {
      try await refusedLogin("demo.nobody")
    }
    for person in Person.allCases {
      try await need("建账号并首次启用:\(person.name)", "EX-17a") { try await enrol(person, bureau) }
    }
    await expect("同一账号不能建两次", "EX-17a") {
      try await refused("E68") { try await bureau.write("POST", "/accounts", try await form(of: .editor)) }
    }
    await expect("提供部门不能建账号", "EX-17a、EX-4a") {
      let editor = try await client(.editor)
      return try await refused("E02", status: 403) { try await editor.write("POST", "/accounts", try await form(of: .editor)) }
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
      "login": .string(person.login), "name": .string(person.name), "department": .string(try await department(person.seat)),
      "roles": JSON(person.roles),
    ]
  }

  /// Makes and activates an account unless an earlier run has. The password is kept before the account exists, so a kill loses neither.
  private func enrol(_ person: Person, _ bureau: APIClient) async throws -> String {
    let done = "active.\(person.login)"
    if await memory.text(done) == nil {
      let body = try await form(of: person)
      if await memory.text("password.\(person.login)") == nil {
        try await memory.keep("password.\(person.login)", .string(Self.freshPassword()))
      }
      if await memory.text("activation.\(person.login)") == nil {
        let made = try await bureau.write("POST", "/accounts", body, key: Self.stableKey("account-\(person.login)", body))
        try await memory.keep("activation.\(person.login)", made["activation"])
      }
      try await activate(person)
      try await memory.keep(done, "yes")
      try await memory.keep("activation.\(person.login)", nil)
    }
    _ = try await client(person)
    return person.login
  }

  /// A second activation after a lost answer is refused; then the password must open a session.
  private func activate(_ person: Person) async throws {
    let password = await memory.text("password.\(person.login)") ?? ""
    let activation = await memory.text("activation.\(person.login)") ?? ""
    do {
      try await api.write(
        "POST", "/activations", ["login": .string(person.login), "activation": .string(activation), "password": .string(password)])
    } catch let problem as Problem {
      do { _ = try await client(person) } catch { throw problem }
    }
  }

  private func chooseDepartments(_ bureau: APIClient) async throws -> String {
    let rows = try await bureau.get("/departments")["departments"]?.array ?? []
    func first(_ fits: (JSON) -> Bool) -> String? { rows.first(where: fits)?["code"]?.string }
    guard let own = first({ $0["kind"]?.string == "bureau" }) else { throw NotSo("没有平台管理部门") }
    let provider = world.provider ?? first { $0["kind"]?.string == "municipal" && $0["provides"]?.bool == true }
    let consumer = world.consumer ?? first { $0["kind"]?.string == "municipal" && $0["uses"]?.bool == true && $0["code"]?.string != provider }
    guard let provider, let consumer, provider != consumer else { throw NotSo("至少要有两个市级部门,一个可提供,一个可使用") }
    try await memory.keep("department.bureau", .string(own))
    try await memory.keep("department.provider", .string(provider))
    try await memory.keep("department.consumer", .string(consumer))
    let names = [own, provider, consumer].map { code in rows.first { $0["code"]?.string == code }?["name"]?.string ?? code }
    return names.joined(separator: "、")
  }
}
