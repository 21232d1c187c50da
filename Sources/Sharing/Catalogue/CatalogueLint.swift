/// Reads a catalogue as a stranger would and names what was filled in badly (EX-5.1b). Pure; it changes and refuses nothing.
package struct CatalogueLint: Sendable {
  /// An attached resource of the catalogue.
  package struct Resource: Sendable {
    package let code: String
    /// `table`, `interface`, `folder`.
    package let kind: String
    package let frequency: String?
    /// Its own list of items, as declared when it was attached.
    package let items: [CatalogueItem]
    /// The columns its source really has; empty when the source could not be asked.
    package let columns: [String]

    package init(code: String, kind: String, frequency: String?, items: [CatalogueItem], columns: [String]) {
      self.code = code
      self.kind = kind
      self.frequency = frequency
      self.items = items
      self.columns = columns
    }
  }

  /// Fewer characters than this tell a stranger nothing: ours, and only advice.
  package static let shortestSummary = 20

  let form: CatalogueForm
  let others: [String]
  let resources: [Resource]

  /// - Parameter others: names of the department's other catalogues.
  package init(_ form: CatalogueForm, others: [String] = [], resources: [Resource] = []) {
    self.form = form
    self.others = others
    self.resources = resources
  }

  /// Every flaw, in the order of the form.
  package var flaws: [CatalogueFlaw] { naming + sharing + itemList + sameItems + resources.flatMap(attached) + timing + aggregation }

  private var naming: [CatalogueFlaw] {
    let own = FoldedName(form.name)
    let twin = own.isEmpty ? nil : others.first { FoldedName($0) == own }
    let summary = form.summary.filter { !$0.isWhitespace }
    return [
      twin.map { CatalogueFlaw(.sameName, "/name", "与本部门另一目录“\($0)”只差空格、全半角或大小写,请改名或合并") },
      summary.count >= Self.shortestSummary
        ? nil : CatalogueFlaw(.shortSummary, "/summary", "摘要过短,请写明数据内容、覆盖范围和产生环节(建议不少于\(Self.shortestSummary)字)"),
    ].compactMap(\.self)
  }

  private var sharing: [CatalogueFlaw] {
    let listed = !form.materials.isEmpty
    return [
      form.shareClass.isEmpty ? CatalogueFlaw(.noClass, "/class", "请选择共享类型") : nil,
      form.shareClass == "conditional" && form.conditions.isEmpty ? CatalogueFlaw(.noConditions, "/conditions", "有条件共享请逐条写明共享条件") : nil,
      listed == form.needsNoMaterials
        ? CatalogueFlaw(.noMaterialList, "/materials", listed ? "既列了材料又选了“无需材料”,请二选一" : "请列明全部申请材料,或选“无需材料”") : nil,
    ].compactMap(\.self)
  }

  private var itemList: [CatalogueFlaw] {
    guard !form.items.isEmpty else { return [CatalogueFlaw(.noItems, "/items", "请列出数据项")] }
    let unlabelled = form.items.enumerated().filter { $0.element.label.allSatisfy(\.isWhitespace) }
      .map { CatalogueFlaw(.noLabel, "/items/\($0.offset)/label", "数据项“\($0.element.name)”没有名称,请填写中文名称") }
    let keyless = form.items.contains(where: \.isKey) ? [] : [CatalogueFlaw(.noKey, "/items", "没有标出主键数据项,使用部门无法去重和比对")]
    return unlabelled + keyless
  }

  private var sameItems: [CatalogueFlaw] {
    func twins(_ part: String, _ text: (CatalogueItem) -> String) -> [CatalogueFlaw] {
      var first: [FoldedName: Int] = [:]
      return form.items.enumerated().compactMap { n, item in
        let name = FoldedName(text(item))
        guard !name.isEmpty else { return nil }
        guard let earlier = first[name] else {
          first[name] = n
          return nil
        }
        return CatalogueFlaw(.sameItem, "/items/\(n)/\(part)", "与第\(earlier + 1)个数据项“\(text(form.items[earlier]))”同名,请区分或删去一个")
      }
    }
    return twins("name", \.name) + twins("label", \.label)
  }

  private func attached(_ resource: Resource) -> [CatalogueFlaw] {
    let declared = Dictionary(form.items.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
    var known = Set<String>()
    let undeclared = (resource.columns + resource.items.map(\.name)).filter { declared[$0] == nil && known.insert($0).inserted }
    let strange = undeclared.map { CatalogueFlaw(.undeclaredColumn, "/items", "资源\(resource.code)的列“\($0)”未在目录中声明,请补充数据项或从资源中去掉") }
    let other = resource.items.compactMap { item -> CatalogueFlaw? in
      guard let n = declared[item.name], !item.type.isEmpty, form.items[n].type != item.type else { return nil }
      return CatalogueFlaw(.otherType, "/items/\(n)/type", "数据项“\(item.name)”的类型与资源\(resource.code)挂接时声明的不一致,请核对")
    }
    return strange + other
  }

  /// A table or a folder is brought at most daily; only an interface answers at once.
  private var timing: [CatalogueFlaw] {
    guard form.frequency == "realtime", !resources.isEmpty, !resources.contains(where: { $0.kind == "interface" }) else { return [] }
    return [CatalogueFlaw(.realtimeTable, "/frequency", "更新频率为“实时”,但只挂接了库表或文件;请改为实际的更新频率,或增加服务接口")]
  }

  /// Data are aggregated by 库表; an interface is for what needs parameter control. An interface alone is warned of and never refused, since
  /// each of the three ways is accepted (EX-9, EX-7a, EX §7.11).
  private var aggregation: [CatalogueFlaw] {
    guard !resources.isEmpty, resources.allSatisfy({ $0.kind == "interface" }) else { return [] }
    return [CatalogueFlaw(.interfaceOnly, "", "只挂接了服务接口;第九条要求以库表方式汇聚数据,请同时挂接库表,需要管控参数的可接口、库表并用")]
  }
}
