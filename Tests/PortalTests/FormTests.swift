import JSONText
import Testing
import Vocabulary
import Workflow

@testable import Portal

@Suite struct `A form` {
  private static let fault = Refusal("E59", .form, "请填写{label}", "EX-12a")
  private func field(_ name: String, _ kind: Field.Kind) -> Field { Field(name, name, kind, else: Self.fault) }
  private var fields: [Field] {
    [
      field("name", .text(max: 20)), field("months", .number(1...36)), field("agreed", .declaration), field("lines", .texts(max: 5)),
      field("items", .list([field("name", .text(max: 10)), field("key", .flag)], max: 9)), field("scope", .object), field("source", .reference),
    ]
  }

  @Test func `gives back what was typed, as the declaration has it`() {
    let form = Form(
      urlEncoded: "name=+%E7%94%B2+&months=12&agreed._there=1&agreed=yes&lines._there=1&lines=a%0D%0A%0D%0Ab&items._count=3&items.0.name=x&items.0.key._there=1&items.0.key=yes&items.1.name=&items.1.key._there=1&items.2.name=y&items.2.key._there=1&scope._there=1&scope=town%3A+1%EF%BC%8C2%0Aopen&source=7")
    #expect(
      JSON.object(FormReading.object(fields, form)) == [
        "name": "甲", "months": 12, "agreed": true, "lines": ["a", "b"], "items": [["name": "x", "key": true], ["name": "y"]],
        "scope": ["town": ["1", "2"], "open": []], "source": 7,
      ])
  }

  @Test func `passes on what it cannot read, and says nothing of what it did not show`() {
    let form = Form(urlEncoded: "months=zw%C3%B6lf&source=&agreed._there=1")
    #expect(JSON.object(FormReading.object(fields, form)) == ["months": "zwölf", "agreed": false, "source": .null])
  }

  @Test func `brings files beside its fields, whatever bytes they hold`() throws {
    let file: [UInt8] = [13, 10, 45, 45, 0, 255, 13, 10]
    let body = Array("--b1\r\nContent-Disposition: form-data; name=\"_key\"\r\n\r\nk\r\n--b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"表.xlsx\"\r\nContent-Type: x/y\r\n\r\n".utf8) + file + Array("\r\n--b1--\r\n".utf8)
    let form = try #require(Form(multipart: body, boundary: "b1"))
    #expect(form["_key"] == "k")
    #expect(form.file("file")?.name == "表.xlsx")
    #expect(form.file("file")?.content == file)
    #expect(Form(multipart: Array("--b1\r\nnothing".utf8), boundary: "b1") != nil)
    #expect(Form(multipart: Array("--b1\r\nno name\r\n\r\nx\r\n--b1--".utf8), boundary: "b1") == nil)
  }

  @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%FF"]) func `takes no half an encoding for a value`(_ text: String) { #expect(Form(urlEncoded: text)["a"] == "") }

  @Test func `draws a value so that it reads it again`() {
    let values: [(Field, JSON)] = [(fields[0], "甲 \"乙\" <丙>"), (fields[1], 12), (fields[3], ["a", "b"])]
    for (field, value) in values {
      let html = FieldView(field: field, name: field.name, value: value, faults: ["不对"]).html.text
      #expect(html.contains("aria-invalid"))
      #expect(html.contains("for=\"f-\(field.name)\""))
      #expect(!html.contains("<丙>"))
    }
  }
}
