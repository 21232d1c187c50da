import JSONText

/// The forms of the tour: real tables of the measures' own world, nothing personal in them.
enum DemoForms {
  static let websiteColumns = ["no", "site", "name", "owner", "update_days", "last_update"]

  static let websiteCatalogue: JSON = [
    "name": "政府网站栏目信息(演示)", "summary": "市政府网站各栏目的主办单位和更新周期",
    "class": "conditional", "conditions": ["仅用于网站栏目更新巡查"],
    "items": [
      DemoItem.of("no", "序号", "integer", key: true), DemoItem.of("site", "网站"), DemoItem.of("name", "栏目"), DemoItem.of("owner", "主办单位"),
      DemoItem.of("update_days", "更新周期(天)", "integer"), DemoItem.of("last_update", "最近更新", "date"), DemoItem.of("editor_phone", "编辑电话"),
    ],
    "frequency": "weekly", "materials": [["name": "duty-basis", "label": "履职依据文件", "required": true]], "noMaterials": false,
  ]

  static let articleItems = ["data.no", "data.measure", "data.name", "data.text"]

  static let articleCatalogue: JSON = [
    "name": "办法条文(演示)", "summary": "六个办法的条文,按条查询",
    "class": "unconditional",
    "items": [
      DemoItem.of("data.no", "编号", key: true), DemoItem.of("data.measure", "办法"), DemoItem.of("data.name", "条"),
      DemoItem.of("data.text", "正文"), DemoItem.of("data.editor", "校核人"),
    ],
    "frequency": "irregular", "noMaterials": true,
  ]

  static let calendarCatalogue: JSON = [
    "name": "工作日历(演示)", "summary": "与周一至周五不同的放假和上班日期",
    "class": "unconditional",
    "items": [
      DemoItem.of("day", "日期", "date", key: true), DemoItem.of("year", "年份", "integer"), DemoItem.of("kind", "种类"),
      DemoItem.of("source", "通知"),
    ],
    "frequency": "yearly", "noMaterials": true,
  ]

  static let textCatalogue: JSON = [
    "name": "办法全文文件(演示)", "summary": "六个办法的全文,每个办法一个文件",
    "class": "unconditional", "items": [DemoItem.of("file", "文件", key: true)], "frequency": "irregular", "noMaterials": true,
  ]

  /// An application; what the resource's way of sharing asks for comes on top.
  static func application(system: String, items: [String], manner: String, months: Int = 12) -> JSON {
    [
      "system": .string(system), "purpose": "依据职责开展网站和政务服务巡查", "scene": "每周巡查", "flow": "仅在本部门业务系统内使用,不提供第三方",
      "manner": .string(manner), "items": DemoItem.use(items, "巡查比对"), "months": JSON(months), "contact": "王芳", "phone": "0937-6220000",
      "safety": "专网部署,权限到人,日志留存六个月", "oneThing": false, "commitment": true, "sealed": true,
    ]
  }
}
