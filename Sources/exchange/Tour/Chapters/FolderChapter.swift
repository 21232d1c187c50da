import Foundation
import JSONText
import Seals

extension Stage {
  /// 文件夹: a folder over SFTP into the landing area's folder (EX-8.1, EX-7d).
  func playFolder() async throws {
    guard let files = world.files else { return await record.note("环境中没有提供部门的文件服务器,本章不走") }
    let origin = try FolderDigest.of("\(files.origin)/\(files.path)")
    let resource = try await need("目录发布,文件夹资源挂接", "EX-7d") { try await textResource(files, count: origin.count) }
    let application = try await need("申请文件夹,不需要盖章表", "EX-12a") { () async throws -> Int in
      let fields = DemoForms.application(system: "办法汇编系统", items: ["file"], manner: "batch")
      let id = try await ensure(
        "text-application", "application", by: .applicant(.rota), parent: resource, known: "system", fields: fields).caseID()
      try await reach(["待平台审核", "已授权"], "application", id, "submit", by: .applicant(.rota))
      return id
    }
    try await need("市数据局授权", "EX-14a") {
      try await reach(["已授权"], "application", application, "approve", by: .reviewer).stateLabel
    }
    let grant = try await need("授权已生成", "EX-8.1") { try await grantID(of: application, for: .rota) }
    try await need("平台经 SFTP 把文件夹交换到前置区", "EX-8.1") { () async throws -> String in
      let done = try await firstDelivery(of: grant, for: .rota)
      return "\(Output.plain(done["rowsLanded"] ?? .null)) 个文件,\(Output.plain(done["bytes"] ?? .null)) 字节"
    }
    await expect("前置区的文件与源文件逐个相同,清单的摘要对得上", "EX-8.1") {
      guard let folder = try await client(.receiver(.rota)).get("/landing")["folder"]?.string else { throw NotSo("前置区没有文件夹") }
      let landed = try FolderDigest.of(folder)
      for (name, digest) in origin {
        let copies = landed.filter { $0.key == name || $0.key.hasSuffix("/\(name)") }
        try check(copies.contains { $0.value == digest }, "前置区没有 \(name),或内容不同")
      }
      try check(landed.keys.contains { $0.hasSuffix("manifest.json") }, "没有清单 manifest.json")
      return "\(origin.count) 个文件"
    }
    await expect("接口列出同样的文件,逐个下载内容相同", "EX-8.1") {
      let reader = try await client(.receiver(.rota))
      let files = try await reader.get("/landing/\(grant)/files")["files"]?.array ?? []
      for file in files {
        let path = file["path"]?.string ?? ""
        let digest = hex(SHA256.hash(try await reader.bytes("/landing/\(grant)/file", [("path", path)])))
        try check(digest == file["sha256"]?.string && origin[path] == digest, "\(path) 的内容不同")
      }
      try check(files.count == origin.count, "列出 \(files.count) 个")
      return "\(files.count) 个文件"
    }
    await expect("凭取数密钥取到本机:断处续取,第二次什么也不取", "EX-8.1") { try await pull(grant, origin) }
  }

  /// A machine with a landing key takes the files; one of them was broken off in the middle before.
  private func pull(_ grant: Int, _ origin: [String: String]) async throws -> String {
    let machine = try await client(.receiver(.rota)).with(token: landingKey(of: .rota))
    let files = try (await machine.get("/landing/\(grant)/files")["files"]?.array ?? []).map { try PulledFile($0) }
    let folder = PulledFolder(path: FileManager.default.temporaryDirectory.appending(path: "pull-\(UInt32.random(in: 0..<UInt32.max))").path)
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    try folder.open()
    let broken = try unwrapped(files.max { $0.bytes < $1.bytes }, "没有文件")
    let place = "\(folder.path)/\(broken.path)"
    try FileManager.default.createDirectory(atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    let half = try await machine.bytes("/landing/\(grant)/file", [("path", broken.path)]).prefix(Int(broken.bytes / 2))
    try Data(half).write(to: URL(fileURLWithPath: place + PulledFolder.part))
    let first = try await folder.take(files, grant: grant, from: machine)
    for file in files { try check(PulledFile.digest("\(folder.path)/\(file.path)") == origin[file.path], "\(file.path) 的内容不同") }
    let second = try await folder.take(files, grant: grant, from: machine)
    try check(first.taken == files.count && second.taken == 0 && second.same == files.count, "第二次又取了 \(second.taken) 个")
    do {
      _ = try await machine.get("/grants")
      throw NotSo("取数密钥能做取数以外的事")
    } catch let problem as Problem where problem.status == 401 {}
    return first.sentence
  }

  /// Made once and kept, as a department would.
  private func landingKey(of user: Seat) async throws -> String {
    let name = "landing.key.\(user.rawValue)"
    if let kept = await memory.text(name) { return kept }
    let answer = try await client(.receiver(user)).write("POST", "/landing/keys", ["name": "夜间取数", "days": 30])
    guard let key = answer["key"]?.string else { throw NotSo("没有得到取数密钥") }
    try await memory.keep(name, .string(key))
    return key
  }

  private func unwrapped<Value>(_ value: Value?, _ otherwise: String) throws -> Value {
    guard let value else { throw NotSo(otherwise) }
    return value
  }

  private func textResource(_ files: World.Files, count: Int) async throws -> Int {
    let catalogue = try await ensure("text-catalogue", "catalogue", by: .editor(.articles), known: "name", fields: DemoForms.textCatalogue)
    let published = try await publish(try catalogue.caseID(), of: .articles)
    let address: JSON = [
      "host": .string(files.host), "port": JSON(files.port), "user": .string(files.user), "hostKey": .string(files.hostKey),
      "base": .string(files.base),
    ]
    let source = try await self.source("演示文件服务器", of: .articles, kind: "sftp", address: address, secret: files.key)
    _ = try await test(source: source, of: .articles)
    let fields: JSON = [
      "code": "measure-text", "title": "办法全文文件夹", "kind": "folder", "source": JSON(source), "path": .string(files.path),
      "fileCount": JSON(count), "many": false, "frequency": "irregular", "items": ["file"],
    ]
    let id = try await ensure(
      "text-resource", "resource", by: .editor(.articles), parent: try published.caseID(), known: "code", fields: fields).caseID()
    try await reach(["已挂接"], "resource", id, "attach", by: .editor(.articles))
    return id
  }
}

/// The regular files below a folder with their SHA-256; links are not followed.
enum FolderDigest {
  static func of(_ folder: String) throws -> [String: String] {
    let manager = FileManager.default
    guard let walk = manager.enumerator(atPath: folder) else { throw NotSo("读不到文件夹 \(folder)") }
    var found: [String: String] = [:]
    while let name = walk.nextObject() as? String {
      let path = "\(folder)/\(name)"
      guard try manager.attributesOfItem(atPath: path)[.type] as? FileAttributeType == .typeRegular else { continue }
      guard let data = manager.contents(atPath: path) else { throw NotSo("读不到 \(path)") }
      found[name] = hex(SHA256.hash([UInt8](data)))
    }
    return found
  }
}
