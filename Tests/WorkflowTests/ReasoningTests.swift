import Testing
import Workflow

@Suite struct `EX-5.3a reasons` {
  @Test(arguments: ["", "  ", "不行", "不 行!", "不同意。", "其他", "——拒绝——"])
  func `that state a mere result say nothing`(text: String) { #expect(!Reasoning.saysWhy(text)) }

  @Test(arguments: ["超出履职范围", "不符合第二项条件", "无法律依据"])
  func `need no minimum length`(text: String) { #expect(Reasoning.saysWhy(text)) }
}

@Suite struct `EX-5.3b paper` {
  @Test(arguments: ["未收到纸质申请表", "贵单位没有提交纸质版申请", "材料不齐,缺少纸质的申请"])
  func `is never a ground`(text: String) { #expect(Reasoning.wantsPaper(text)) }

  @Test(arguments: ["纸质档案尚未数字化,缺少所申请的数据项", "已收到纸质申请", "超出履职范围"])
  func `may be spoken of`(text: String) { #expect(!Reasoning.wantsPaper(text)) }

  @Test func `marks a text that only mentions it`() { #expect(Reasoning.mentionsPaper("纸质档案尚未数字化")) }
}
