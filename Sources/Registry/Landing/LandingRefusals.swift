package import Vocabulary

extension Refusal {
  package static let otherLanding = Refusal("E34", .role, "只能从本部门前置区获取数据", "EX-8.1")
  package static let grantEnded = Refusal("E35", .role, "授权已暂停/收回/终止/到期", "EX-8.1")
}
