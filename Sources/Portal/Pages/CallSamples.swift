import JSONText

/// How a granted interface is called, read off its description (OpenAPI): the addresses, and programs to copy.
struct CallSamples {
  struct Operation { let method: String, path: String, parameters: [Parameter] }
  struct Parameter { let name: String, isInPath: Bool, isRequired: Bool, words: String, choices: [String], example: String? }

  let server: String
  /// What the provider says of the interface.
  let about: String
  let operations: [Operation]

  init(document: JSON) {
    about = document["info"]?["description"]?.string ?? ""
    server = document["servers"]?.array?.first?["url"]?.string ?? ""
    operations = (document["paths"]?.object?.members ?? []).flatMap { path in
      (path.value.object?.members ?? []).map { method in
        let parameters = (method.value["parameters"]?.array ?? []).map { one in
          Parameter(
            name: one["name"]?.string ?? "", isInPath: one["in"]?.string == "path", isRequired: one["required"]?.bool == true,
            words: one["description"]?.string ?? "", choices: one["schema"]?["enum"]?.strings ?? [], example: one["example"]?.string)
        }
        return Operation(method: method.name.uppercased(), path: path.name, parameters: parameters)
      }
    }
  }

  /// - Parameter choice: as the form names it: `GET /articles/{id}`; nil for the first.
  func operation(_ choice: String?) -> Operation? { choice.map { wanted in operations.first { "\($0.method) \($0.path)" == wanted } } ?? operations.first }

  /// Path and query with what was given: `/svc/code/articles/EX-001?fields=no`.
  func target(_ operation: Operation, _ given: [(name: String, value: String)]) -> String {
    let service = server.firstRange(of: "/svc/").map { String(server[$0.lowerBound...]) } ?? ""
    return service + tail(operation, given, encoded: true)
  }

  private func tail(_ operation: Operation, _ given: [(name: String, value: String)], encoded: Bool) -> String {
    func written(_ text: String) -> String { encoded ? Parts.encoded(text) : text }
    var path = operation.path.hasPrefix("/") ? operation.path : "/\(operation.path)"
    var query: [String] = []
    for (name, value) in given where !value.isEmpty {
      if operation.parameters.contains(where: { $0.name == name && $0.isInPath }) { path = path.replacing("{\(name)}", with: written(value)) } else { query.append("\(written(name))=\(written(value))") }
    }
    return path + (query.isEmpty ? "" : "?\(query.joined(separator: "&"))")
  }

  /// Programs to copy; without the code where it is not known here.
  func html(_ code: String?) -> HTML {
    guard let operation = operations.first else { return "" }
    let address = server + tail(operation, operation.parameters.filter(\.isRequired).map { ($0.name, $0.example ?? $0.choices.first ?? "值") }, encoded: false)
    let shown = code ?? "授权码"
    return """
      <section aria-labelledby="samples"><h2 id="samples">调用示例</h2><pre><code class="curl">curl -H 'Authorization: Bearer \(shown)' '\(address)'</code></pre>
      <pre><code>import urllib.request
      request = urllib.request.Request("\(address)", headers={"Authorization": "Bearer \(shown)"})
      print(urllib.request.urlopen(request).read().decode())</code></pre><p class="hint">\(address.contains("值") ? "“值”换成要查的内容(汉字等须按网址编码)。" : "换成要查的内容即可(汉字等须按网址编码)。")\(about)</p></section>
      """
  }
}
