import JSONText
import Testing

@testable import exchange

@Suite struct `A refusal` {
  @Test func `lists every refusal once with its clause`() throws {
    let body = try JSON.parse(
      Array(
        #"{"code":"E31","message":"须上传标准接口描述文档","clause":"EX-7c","requestId":"r1","errors":[{"code":"E31","message":"须上传标准接口描述文档","clause":"EX-7c"},{"code":"E32","message":"须上传数据字典","clause":"EX-7c"}]}"#
          .utf8))
    let problem = Problem(status: 422, body: body, requestId: nil)
    #expect(problem.codes == ["E31", "E32"])
    #expect(problem.text == "E31 须上传标准接口描述文档(EX-7c)\nE32 须上传数据字典(EX-7c)\n请求编号:r1")
  }

  @Test func `without a body still says something`() {
    #expect(Problem(status: 502, body: nil, requestId: "r2").text == "HTTP502 服务返回 502\n请求编号:r2")
  }
}
