package import Vocabulary

extension Refusal {
  /// Unknown name and wrong password are told apart by nobody.
  package static let badLogin = Refusal("login.failed", .login, "账号或密码不正确", "EX-17a")
  package static let locked = Refusal("login.locked", .pace, "登录失败次数过多,账号已锁定15分钟", "EX-17a")
  package static let busy = Refusal("login.busy", .pace, "登录请求过多,请稍后再试", "EX-17a")
  package static let noSession = Refusal("login.required", .login, "请先登录", "EX-17a")
  package static let weakPassword = Refusal("password.weak", .form, "密码须为12至128个字符,且不得为常见密码或包含账号名", "EX-17a")
  package static let badActivation = Refusal("activation.failed", .login, "激活码不正确、已使用或已过期", "EX-17a")
  package static let accountExists = Refusal("E68", .form, "账号已存在", "EX-17a")
  package static let bureauOnly = Refusal("E02", .role, "无权操作:该操作仅限市数据局", "EX-3")
  package static let notAllowed = Refusal("E02", .role, "无权操作:该操作仅限{who}", "EX-3")
  package static let roleMismatch = Refusal("role.mismatch", .form, "该角色与部门不符:{role}", "EX-17a")
  package static let ownAccount = Refusal("account.own", .role, "不得变更本人的账号", "EX-17a")
  package static let administrator = Refusal("account.administrator", .role, "三员账号不兼任业务角色,启用后也不由他人重发激活码", "EX-17a")
  package static let wrongPassword = Refusal("password.wrong", .form, "原密码不正确", "EX-17a")
  package static let samePassword = Refusal("password.same", .form, "新密码不得与原密码相同", "EX-17a")
  package static let securityOnly = Refusal("E02", .role, "无权操作:该操作仅限安全管理员", "EX-3")
  package static let noSuchAccount = Refusal("account.unknown", .missing, "没有这个账号", "EX-17a")
  package static let noSuchDepartment = Refusal("department.unknown", .form, "没有这个部门", "EX-3")
  package static let notNowAccount = Refusal("E76", .state, "当前状态为“{state}”,不能进行此操作", "EX-17a")

  package static let noHandover = Refusal("E58", .state, "请先办理交接", "EX-11.5")
  static let ownSuccessor = Refusal("handover.self", .form, "交接人和接手人不得为同一账号", "EX-11.5")
  static let wrongSuccessor = Refusal("handover.successor", .form, "接手人须为同一部门已启用的业务账号", "EX-11.5")
  static let successorLacks = Refusal("handover.roles", .form, "接手人缺少办理交接事项所需的权限:{roles};请先由安全管理员调整权限", "EX-11.5")
  static let noHandoverNote = Refusal("E59", .form, "请填写交接说明(2000字以内)", "EX-11.5")
  static let codesStay = Refusal(
    "handover.codes", .form, "交接人见过的授权码尚有{n}个有效:请由接手人先更换,或确认随交接立即停用", "EX-11.5")

  static let departmentUnknown = Refusal("department.unknown", .missing, "没有这个部门", "EX-3")
  static let departmentExists = Refusal("department.exists", .form, "部门编码或名称已存在", "EX-3")
  static let departmentCode = Refusal("department.code", .form, "部门编码须为2至31位小写字母、数字或连字符,以字母开头", "EX-3")
  static let departmentKind = Refusal("department.kind", .form, "部门类别仅限municipal(市级)和external(其他层级,不作为提供部门)", "EX-5.3b")
  static let noDepartmentName = Refusal("E59", .form, "请填写部门名称(60字以内)", "EX-3")
  static let noDocument = Refusal("E59", .form, "请填写依据的文件(300字以内)", "EX-3")
  static let departmentSelf = Refusal("department.self", .form, "承继部门不得为本部门", "EX-3")
  static let departmentSucceeded = Refusal("department.succeeded", .state, "该部门已有承继部门,请在承继部门办理", "EX-3")
}
