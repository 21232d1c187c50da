import CaseDesk

/// All entrances on one screen.
struct Routes: Sendable {
  let desks: Desks

  var all: [Route] {
    sessions + requests + notices + accounts + cases + messages + searches + catalogues + imports + cascade + sources + uploads + grants + landing + keeping + rules + ledgers
      + addresses + settings + law + useLogs + handovers + departments + papers + agreements + statistics + freshness + calls
  }

  private var sessions: [Route] {
    [
      Route(.post, "/api/v1/sessions", .open, "登录", createSession),
      Route(.delete, "/api/v1/sessions/current", .session, "退出", endSession),
      Route(.get, "/api/v1/sessions/current", .session, "当前账号", showSession),
      Route(.put, "/api/v1/sessions/current/password", .session, "本人修改密码,其他会话随即退出", changePassword),
      Route(.post, "/api/v1/activations", .open, "首次登录设置密码", activate),
    ]
  }

  private var accounts: [Route] {
    [
      Route(.get, "/api/v1/departments", .session, "部门", listDepartments),
      Route(.get, "/api/v1/accounts", .any(["bureau.account", "admin.system", "admin.security", "admin.audit"]), "账号备案清单", listAccounts),
      Route(.post, "/api/v1/accounts", .any(["bureau.account", "admin.system"]), "开设账号(EX-17a)", createAccount),
      Route(
        .post, "/api/v1/accounts/{id}/acts/{step}", .any(["bureau.account", "admin.system"]),
        "停用、启用、注销账号(disable、enable、close),或发新激活码(reissue)", changeAccount),
      Route(.put, "/api/v1/accounts/{id}/roles", .any(["admin.security"]), "调整账号的业务角色", changeRoles),
    ]
  }

  private var cases: [Route] {
    [
      Route(.get, "/api/v1/procedures", .session, "流程", listProcedures),
      Route(.get, "/api/v1/procedures/{code}", .session, "一个流程的表单、步骤和时限", showProcedure),
      Route(.get, "/api/v1/cases", .session, "各流程的事项:box=todo、mine、department、due、late", listInbox),
      Route(.get, "/api/v1/{measure}/{procedure}", .session, "事项列表;box=todo、mine、department、due、late,state,q", listCases),
      Route(.post, "/api/v1/{measure}/{procedure}", .officer, "新建事项(草稿)", openCase),
      Route(.get, "/api/v1/{measure}/{procedure}/{id}", .session, "一个事项", showCase),
      Route(.patch, "/api/v1/{measure}/{procedure}/{id}", .officer, "填写草稿", fillCase),
      Route(.delete, "/api/v1/{measure}/{procedure}/{id}", .officer, "作废从未提交的草稿(EX §4)", discardCase),
      Route(.put, "/api/v1/{measure}/{procedure}/{id}/papers/{name}", .officer, "上传附件", limit: NewPaper.mostBytes + 1, putPaper),
      Route(.post, "/api/v1/{measure}/{procedure}/{id}/acts/{step}", .officer, "办理一个步骤", takeStep),
      Route(.post, "/api/v1/exchange/resource/{id}/self-check", .any(["provider.catalogue"]), "由网关进行安全性、可用性自检(EX-7c)", selfCheck),
    ]
  }

  private var sources: [Route] {
    [
      Route(.get, "/api/v1/sources", .any(["provider.catalogue"]), "本部门数据来源", listSources),
      Route(.post, "/api/v1/sources", .any(["provider.catalogue"]), "登记数据来源", addSource),
      Route(.post, "/api/v1/sources/{id}/test", .any(["provider.catalogue"]), "测试连接", testSource),
      Route(.get, "/api/v1/sources/{id}/columns", .any(["provider.catalogue"]), "读取来源表的列", readColumns),
    ]
  }

  private var grants: [Route] {
    [
      Route(.get, "/api/v1/grants", .session, "本部门的授权", listGrants),
      Route(.post, "/api/v1/grants", .session, "直接授权(不提供,EX-11.4a)", refuseGrant),
      Route(.get, "/api/v1/grants/idle", .any(["provider.review", "bureau.application", "bureau.operation"]), "超过三个月未使用的接口授权(EX-11.2c)", listIdle),
      Route(.get, "/api/v1/grants/{id}", .session, "一项授权", showGrant),
      Route(.get, "/api/v1/grants/{id}/openapi", .session, "授权接口的说明(OpenAPI 3.1):只有授权的操作、参数和数据项", describeGrant),
      Route(.patch, "/api/v1/grants/{id}", .session, "修改授权(不提供,EX-11.1a)", refuseChange),
      Route(.post, "/api/v1/grants/{id}/code", .any(["user.receive", "bureau.application"]), "生成或更换授权码,只显示一次", makeCode),
      Route(.post, "/api/v1/grants/{id}/renewal", .officer, "重新申请:按原授权预填的申请草稿(EX-11.2b)", renewGrant),
      Route(.get, "/api/v1/grants/{id}/deliveries", .session, "交付记录和回执", listDeliveries),
      Route(.post, "/api/v1/grants/{id}/deliveries", .any(["user.receive", "bureau.application"]), "立即交付一次", deliverNow),
    ]
  }

  private static let supervisors = ["bureau.operation", "bureau.application"]

  private var keeping: [Route] {
    [
      Route(.get, "/api/v1/clocks/due", .session, "时限推算,逐日说明", explainDue),
      Route(.get, "/api/v1/clocks/open", .any(Self.supervisors), "督办清单:在办时限,按到期日排列;due、late(EX-4b)", listClocks),
      Route(.get, "/api/v1/clocks/forecast", .any(Self.supervisors), "到期预测:今后十个工作日每天到期的时限数(EX-4b)", forecastClocks),
      Route(.get, "/api/v1/duties", .any(Self.supervisors + ["bureau.network-bulletin", "bureau.audit"]), "每年应办的义务:未办的年度(NET-19)", listDuties),
      Route(.post, "/api/v1/clocks/{id}/urge", .any(Self.supervisors), "督促(EX-4b)", urgeClock),
      Route(.get, "/api/v1/calendar/{year}", .session, "一年的工作日安排", showCalendar),
      Route(.put, "/api/v1/calendar/{year}", .any(["bureau.operation"]), "载入节假日安排(EX K5)", loadCalendar),
      Route(.get, "/api/v1/audit", .any(["bureau.audit", "admin.audit"]), "审计记录", listAudit),
      Route(.post, "/api/v1/audit/verify", .any(["bureau.audit", "admin.audit"]), "核验审计链", verifyAudit),
      Route(.get, "/api/v1/jobs", .any(["bureau.operation", "admin.system"]), "外发任务", listJobs),
      Route(.post, "/api/v1/jobs/{id}/retry", .any(["bureau.operation", "admin.system"]), "重试失败任务", retryJob),
      Route(.get, "/api/v1/nodes", .any(["bureau.operation", "admin.system"]), "网关节点", listNodes),
      Route(.put, "/api/v1/rehearsal/clock", .any(["bureau.operation"]), "调整演练时间(仅演练库)", moveClock),
      Route(.get, "/openapi.json", .open, "本接口说明", showOpenAPI),
    ]
  }
}
