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
}
