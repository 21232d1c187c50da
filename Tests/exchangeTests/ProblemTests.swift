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

  @Test func `says where to go instead`() throws {
    let body = try JSON.parse(
      Array(#"{"code":"E04","message":"请提交备案","clause":"EX-5.1c","errors":[{"code":"E04","message":"请提交备案","clause":"EX-5.1c","link":"/api/v1/exchange/no-share"}]}"#.utf8))
    #expect(Problem(status: 422, body: body, requestId: nil).text == "E04 请提交备案(EX-5.1c),见 /api/v1/exchange/no-share")
  }

  @Test func `without a body still says something`() {
    #expect(Problem(status: 502, body: nil, requestId: "r2").text == "HTTP502 服务返回 502\n请求编号:r2")
  }
}
