package import Vocabulary
import Workflow

/// The refusals of the exchange measure, each once, with the words and clause of Docs/law/EX.md §3.
extension Refusal {
  static let notYours = Refusal("E02", .role, "无权操作:该操作仅限{party}", "EX-3")
  static let notNow = Refusal("E76", .state, "当前状态为“{state}”,不能进行此操作", "EX-3")
  static let ownCase = Refusal("E75", .role, "提交人不得审核本人提交的事项", "EX-6a")
  static let missing = Refusal("E59", .form, "请填写{label}", "EX-12a")

  static let noClass = Refusal("E04", .form, "请选择共享类型", "EX-5.1a")
  static let noMaterialList = Refusal("E06", .form, "须列明申请使用该数据所需的全部材料", "EX-5.1b")
  static let noConditions = Refusal("E07", .form, "有条件共享须填写共享条件", "EX-5.1b")
  static let unlistedMaterial = Refusal("E08", .form, "该材料未在目录中列明,不得要求提供", "EX-5.1b")
  static let missingColumns = Refusal("E14", .form, "缺少已声明的数据项:{columns}", "EX-5.2b")
  static let noGround = Refusal("E13", .form, "符合申请条件的数据必须共享,请选择不予授权的具体情形", "EX-5.2a")
  static let noReason = Refusal("E15", .form, "须说明具体理由", "EX-5.3a")
  static let noBasis = Refusal("E16", .form, "须提供依据", "EX-5.3a")
  static let wantsPaper = Refusal("E17", .form, "不得以未收到纸质申请为由拒绝或拖延办理(第五条第三项)", "EX-5.3b")
  static let noFacts = Refusal("E19", .form, "须填写违规事实", "EX-5.5")
  static let noLawDocument = Refusal("E20", .form, "须填写法律、法规或政策依据", "EX-5.6")
  static let notAgreed = Refusal("E21", .state, "须先与市数据局衔接", "EX-5.6")
  static let selfPublished = Refusal("E22", .role, "目录须经市数据局审核后发布", "EX-6a")
  static let notPublished = Refusal("E26", .state, "只能在已发布的目录下挂接数据资源", "EX-7a")
  static let wrongKind = Refusal("E27", .form, "资源类型仅限库表、服务接口、文件(文件夹)", "EX-7a")
  static let noFrequency = Refusal("E28", .form, "库表资源须明确数据更新频率", "EX-7b")
  static let unsafe = Refusal("E29", .form, "安全性自检未完成/未通过", "EX-7c")
  static let unavailable = Refusal("E30", .form, "可用性自检未完成/未通过", "EX-7c")
  static let noDescription = Refusal("E31", .form, "须上传标准接口描述文档", "EX-7c")
  static let noDictionary = Refusal("E32", .form, "须上传数据字典", "EX-7c")
  static let noFileServer = Refusal("E33", .form, "文件数量较多的须提供文件服务器及文件更新频率", "EX-7d")
  static let noControl = Refusal("E37", .form, "同时采用接口和库表共享的,须说明管控参数", "EX-9")
  static let stillAttached = Refusal("E38", .state, "请先下线已挂接的数据资源(尚有{n}个)", "EX-10a")
  static let noWithdrawalBasis = Refusal("E39", .form, "须提供撤销依据", "EX-10a")
  static let inUse = Refusal("E40", .state, "该资源在用,须提前通知使用部门", "EX-10b")
  static let tooEarly = Refusal("E41", .form, "停用时间最早为{earliest},更早停用须说明理由", "EX-10b")
  static let ownData = Refusal("E42", .form, "本部门数据无需申请", "EX-11")
  static let noItems = Refusal("E44", .form, "请逐项选择所需数据项", "EX-11.1b")
  static let beyondApplied = Refusal("E45", .form, "授权范围和期限不得超出申请", "EX-11.1b")
  static let noCommitment = Refusal("E48", .form, "请确认数据使用承诺", "EX-11.1c")
  static let termTooLong = Refusal("E49", .form, "授权使用期限最长不超过3年", "EX-11.2a")
  static let notIdle = Refusal("E52", .state, "距最后使用未超过3个月,最早可于{from}收回", "EX-11.2c")
  static let onlyInterfaces = Refusal("E53", .form, "该规定仅适用于服务接口授权", "EX-11.2c")
  static let noStampedForm = Refusal("E60", .form, "服务接口类须上传加盖部门印章的服务接口申请表扫描件", "EX-12b")
  static let underWay = Refusal("E74", .state, "已有在办申请", "EX-11")
  static let offline = Refusal("E78", .state, "该资源已下线或待下线,不能申请", "EX-10b")

  /// Only an application makes a grant (EX-11.4a).
  package static let applyInstead = Refusal("E55", .role, "须通过共享交换平台申请", "EX-11.4a")
  package static let grantFixed = Refusal("E43", .state, "授权内容不可变更,请重新申请", "EX-11.1a")
  package static let grantNotExtended = Refusal("E50", .state, "授权不可延期,请重新申请", "EX-11.2b")
  package static let otherLanding = Refusal("E34", .role, "只能从本部门前置区获取数据", "EX-8.1")
  package static let grantEnded = Refusal("E35", .role, "授权已暂停/收回/终止/到期", "EX-8.1")
  package static let wrongScan = Refusal("E61", .form, "附件格式不支持,须为PDF、OFD、JPG或PNG", "EX-12b")
  package static let wrongPaper = Refusal("E79", .form, "附件类型不支持或超过20MB", "EX-12a")
}

extension Procedure.Common {
  static let exchange = Procedure.Common(notYours: .notYours, notNow: .notNow, ownCase: .ownCase)
}
