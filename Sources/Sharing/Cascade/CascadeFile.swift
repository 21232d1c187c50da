import JSONText
package import Vocabulary

/// 级联文件 (EX-2): JSON lines. The first is the header with format, version, count and the SM3 of all that follows; each other line is one catalogue,
/// or, on the way down, the answer to one of ours.
///
///     {"format":"jyg-cascade","version":1,"count":1,"sm3":"…"}
///     {"code":"…","title":"…","class":"conditional","provider":{"name":"…"},"level":"省级","items":[…]}
///     {"answers":"620200-market-3-000012-K","state":"已上报","upstreamCode":"…"}
///
/// One line that is not as it must be refuses the whole file, with its number (E01).
package struct CascadeFile: Sendable {
  package typealias Digest = ([UInt8]) -> String

  package static let format = "jyg-cascade", version = 1
  /// Bytes of a whole file.
  package static let mostBytes = 64 * 1024 * 1024

  package let catalogues: [CascadeLine]
  package let answers: [CascadeReport]

  /// The file's bytes, every line ended by a line feed.
  ///
  /// - Parameter digest: SM3 as hexadecimal text.
  package static func text(_ lines: [CascadeLine], digest: Digest) -> [UInt8] {
    var body: [UInt8] = []
    for line in lines { body += line.json.bytes + [0x0A] }
    let header: JSON = ["format": .string(format), "version": JSON(version), "count": JSON(lines.count), "sm3": .string(digest(body))]
    return header.bytes + [0x0A] + body
  }

  /// Reads a file from above, or refuses it whole with the first line that is wrong.
  package init(_ bytes: [UInt8], digest: Digest) throws(Refused) {
    guard let end = bytes.firstIndex(of: 0x0A) else { throw Self.wrong(1, "没有文件头,或文件头之后没有换行") }
    let header = try Self.object(bytes[..<end], 1)
    guard header["format"]?.string == Self.format else { throw Self.wrong(1, "不是级联文件(format应为\(Self.format))") }
    guard header["version"]?.int == Self.version else { throw Self.wrong(1, "版本不支持(version应为\(Self.version))") }
    let body = Array(bytes[bytes.index(after: end)...])
    var catalogues: [CascadeLine] = []
    var answers: [CascadeReport] = []
    var seen: [String: Int] = [:]
    var (start, n) = (0, 1)
    while start < body.count {
      n += 1
      guard let stop = body[start...].firstIndex(of: 0x0A) else { throw Self.wrong(n, "行尾没有换行,文件不完整") }
      let line = try Self.object(body[start..<stop], n)
      start = stop + 1
      if line["answers"] != nil {
        answers.append(try Self.answer(line, n))
        continue
      }
      let catalogue = try Self.catalogue(line, n)
      if let earlier = seen.updateValue(n, forKey: catalogue.code) { throw Self.wrong(n, "目录代码与第\(earlier)行重复") }
      catalogues.append(catalogue)
    }
    guard header["count"]?.int == n - 1 else { throw Self.wrong(1, "记录数与文件头不符(实有\(n - 1)条)") }
    guard header["sm3"]?.string?.lowercased() == digest(body) else { throw Self.wrong(1, "摘要(sm3)与内容不符,文件可能被改动") }
    self.catalogues = catalogues
    self.answers = answers
  }

  private static func wrong(_ line: Int, _ why: String) -> Refused {
    Refused(Refusal.wrongCascadeFile.saying(["n": String(line), "why": why]))
  }

  private static func object(_ bytes: ArraySlice<UInt8>, _ n: Int) throws(Refused) -> JSONObject {
    let json: JSON
    do { json = try JSON.parse(Array(bytes)) } catch { throw wrong(n, "第\(error.offset + 1)字节处不是有效的JSON") }
    guard let object = json.object else { throw wrong(n, "应为JSON对象") }
    return object
  }

  private static func text(_ object: JSONObject, _ name: String, _ n: Int, max: Int = 200) throws(Refused) -> String {
    guard let text = object[name]?.string, !text.allSatisfy(\.isWhitespace), text.count <= max, !text.contains("\0") else {
      throw wrong(n, "缺少\(name),或不是\(max)字以内的文字")
    }
    return text
  }

  private static func catalogue(_ line: JSONObject, _ n: Int) throws(Refused) -> CascadeLine {
    guard let level = line["level"]?.string.flatMap(CascadeLine.Level.init(rawValue:)), level != .city else { throw wrong(n, "level应为国家或省级") }
    guard let shareClass = line["class"]?.string, ["unconditional", "conditional"].contains(shareClass) else {
      throw wrong(n, "class应为unconditional或conditional")
    }
    guard let provider = line["provider"]?.object else { throw wrong(n, "缺少provider") }
    guard let items = line["items"]?.array, !items.isEmpty, items.count <= 500 else { throw wrong(n, "items应为1至500个数据项") }
    let read = items.map { CatalogueItem($0) }
    guard read.allSatisfy({ !$0.name.isEmpty && !$0.label.isEmpty && !$0.type.isEmpty }) else { throw wrong(n, "数据项缺少name、label或type") }
    guard line["conditions"] == nil || line["conditions"]?.strings != nil else { throw wrong(n, "conditions应为文字的列表") }
    return CascadeLine(
      code: try text(line, "code", n), title: try text(line, "title", n), summary: line["summary"]?.string ?? "", shareClass: shareClass,
      conditions: line["conditions"]?.strings ?? [], frequency: line["frequency"]?.string ?? "", providerCode: provider["code"]?.string ?? "",
      providerName: try text(provider, "name", n), level: level, items: read)
  }

  private static func answer(_ line: JSONObject, _ n: Int) throws(Refused) -> CascadeReport {
    guard let state = line["state"]?.string.flatMap(CascadeReport.State.init(rawValue:)), state != .unreported else {
      throw wrong(n, "state应为已上报或上级退回")
    }
    let upstream = line["upstreamCode"]?.string
    guard state != .reported || upstream?.isEmpty == false else { throw wrong(n, "已上报的须给出upstreamCode") }
    return CascadeReport(code: try text(line, "answers", n), upstreamCode: upstream, state: state, reason: line["reason"]?.string)
  }
}

extension Refusal {
  static let wrongCascadeFile = Refusal("E01", .form, "级联文件格式不正确:第{n}行{why}", "EX-2")
}
