import Evidence
import JSONText
import Sharing
import Testing

@Suite struct `What a grant's holder may call` {
  private func document(manner: String = "query", items: [String] = ["data.no", "data.name"], form: String = "upstream", scope: JSON = [:]) -> JSON {
    let detail: JSON = [
      "form": .string(form), "required": ["year"], "optional": ["place"],
      "operations": [
        ["method": "GET", "path": "/articles/{id}", "manner": "query"], ["method": "POST", "path": "/articles", "manner": "batch"],
      ],
    ]
    let declared: JSON = [
      ["name": "data.no", "label": "编号", "type": "integer"], ["name": "data.name", "label": "条", "type": "text"], ["name": "data.editor", "label": "校核人"],
      ["name": "no", "label": "编号", "type": "integer"],
    ]
    let grant = GrantDocument.Grant(number: "SQ-1", title: "条文", code: "article", manner: manner, items: items, until: "2029-11-30")
    return GrantDocument(grant, detail: detail, items: declared, scope: scope).openAPI(gateway: "https://gateway.example")
  }

  @Test(.clause("EX-11.1a")) func `is the operations of its manner, and the granted items alone`() {
    let found = document()
    #expect(found["servers"]?.array?.first?["url"]?.string == "https://gateway.example/svc/article")
    #expect(found["paths"]?.object?.names == ["/articles/{id}"])
    #expect(found["paths"]?["/articles/{id}"]?.object?.names == ["get"])
    #expect(!found.text.contains("data.editor") && !found.text.contains("校核人"))
    let data = found["components"]?["schemas"]?["Answer"]?["properties"]?["data"]?["properties"]
    #expect(data?.object?.names == ["no", "name"])
    #expect(data?["no"]?["description"]?.string == "编号" && data?["no"]?["type"]?.strings == ["integer", "null"])
    #expect(document(manner: "batch")["paths"]?.object?.names == ["/articles"])
    #expect(document(manner: "verify")["paths"]?.object?.names == [])
  }

  @Test func `names every parameter, and the values that one may have`() {
    func parameters(_ document: JSON) -> [String] {
      (document["paths"]?["/articles/{id}"]?["get"]?["parameters"]?.array ?? []).map {
        "\($0["name"]?.string ?? "") \($0["in"]?.string ?? "")\($0["required"]?.bool == true ? " required" : "") \(($0["schema"]?["enum"]?.strings ?? []).joined(separator: "/"))"
      }
    }
    #expect(parameters(document()) == ["id path required ", "year query required ", "place query ", "fields query "])
    #expect(parameters(document(scope: ["place": ["关城", "镜铁"]])) == ["id path required ", "year query required ", "place query required 关城/镜铁", "fields query "])
  }

  @Test func `says of a table interface that it answers rows, page by page`() {
    let found = document(items: ["no"], form: "query")
    let rows = found["components"]?["schemas"]?["Answer"]?["properties"]?["rows"]
    #expect(rows?["type"]?.string == "array" && rows?["items"]?["properties"]?.object?.names == ["no"])
    #expect(found["paths"]?["/articles/{id}"]?["get"]?["parameters"]?.array?.last?["name"]?.string == "after")
  }
}
