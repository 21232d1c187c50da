import JSONText
import Testing

@testable import Portal

@Suite struct `Pieces of pages` {
  @Test(arguments: [
    ("EX-14a", "/rules/EX-14a"), ("EX-11.1a", "/rules/EX-11.1a"), ("嘉政办发〔2024〕57号 共享交换平台管理办法 第十四条 (EX-14c)", "/rules/EX-14c"),
    ("系统参数 exchange.catalogue-review(办法未规定具体时限)", "/settings"), ("局务会议纪要〔2026〕5号", nil), ("", nil), ("A-", nil), ("x-1", nil),
  ])
  func `lead from what something rests on to its text`(source: String, place: String?) {
    let html = Parts.clause(source).text
    #expect(place.map { html.contains("href=\"\($0)\"") } ?? !html.contains("href"))
    #expect(source.isEmpty ? html.isEmpty : html.contains(source))
  }

  @Test(arguments: [
    (["daysLeft": 5, "late": false, "statutory": true], "还剩 5 个工作日"), (["daysLeft": 2, "late": false, "statutory": true], "▲ 还剩 2"),
    (["daysLeft": 0, "late": true, "statutory": true, "daysLate": 3], "■ 已超期 3 个工作日"), (["daysLeft": 0, "late": false, "statutory": false], "已过提醒日"),
    (["daysLeft": 0, "late": false, "statutory": true], "延期审批中"),
  ] as [(JSON, String)])
  func `say what is left in words, sign and colour`(clock: JSON, words: String) {
    let html = ListPage.left(clock).text
    #expect(html.contains(words) && html.contains("badge "))
    #expect(html.contains("bad\"") == (clock["late"]?.bool == true))
  }

  @Test func `write times that a machine can read`() {
    let html = Parts.time("2026-11-30T14:42:21.123990+08:00").text
    #expect(html == "<time datetime=\"2026-11-30T14:42:21+08:00\">2026-11-30 14:42</time>")
  }
}

@Suite struct `Samples of calls` {
  private static let document: JSON = [
    "servers": [["url": "http://gateway:8090/svc/article"]],
    "paths": [
      "/articles/{id}": [
        "get": [
          "parameters": [
            ["name": "id", "in": "path", "required": true], ["name": "place", "in": "query", "required": true, "schema": ["enum": ["关城"]]],
            ["name": "fields", "in": "query", "required": false],
          ]
        ]
      ]
    ],
  ]

  @Test func `name what must be given, and nothing else`() {
    let html = CallSamples(document: Self.document).html("jyg1_x").text
    #expect(html.contains("http://gateway:8090/svc/article/articles/值?place=关城") && !html.contains("fields"))
    #expect(html.contains("Bearer jyg1_x"))
  }

  @Test func `become a call's target, whatever is typed`() throws {
    let samples = CallSamples(document: Self.document)
    let operation = try #require(samples.operation("GET /articles/{id}"))
    let target = samples.target(operation, [("id", "a/b?c#d\r\n"), ("place", "关城"), ("fields", "")])
    #expect(target == "/svc/article/articles/a%2Fb%3Fc%23d%0D%0A?place=%E5%85%B3%E5%9F%8E")
    #expect(samples.operation("DELETE /x") == nil && samples.operation(nil)?.method == "GET")
  }
}
