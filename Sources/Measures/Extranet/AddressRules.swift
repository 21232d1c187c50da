package import Vocabulary

/// What the measure says to who wants a range of the address plan (NET-5.2). Pure; what is known was read under the locks of the plan.
package struct AddressRequest: Sendable, Hashable {
  /// The access is open or cut, or its application passed the review.
  package let isReviewed: Bool
  /// It lies in a pool of the city.
  package let isInPool: Bool
  /// A free block has room for it.
  package let isFree: Bool
  /// Who has it, or a part of it.
  package let holder: String?

  package init(isReviewed: Bool, isInPool: Bool, isFree: Bool, holder: String?) {
    (self.isReviewed, self.isInPool, self.isFree, self.holder) = (isReviewed, isInPool, isFree, holder)
  }

  /// Whether somebody may give and take at all; nil when he may: the bureau's keeper of addresses alone.
  package static func refusal(isKeeper: Bool) -> Refusal? { isKeeper ? nil : .onlyBureauAllots }

  /// Why it is not given; nil when it is.
  package var refusal: Refusal? {
    if !isReviewed { return Refusal.notReviewed.at("/access") }
    if !isInPool { return Refusal.outsidePools.at("/range") }
    return isFree ? nil : Refusal.addressTaken.saying(["unit": holder ?? "其他单位"]).at("/range")
  }
}

extension Refusal {
  package static let poolOverlaps = Refusal("N04", .form, "地址段与已有地址段重叠", "NET-5.2a")
  static let outsidePools = Refusal("N05", .form, "不在嘉峪关地址段内", "NET-5.2b")
  static let addressTaken = Refusal("N06", .form, "该地址已分配给{unit}", "NET-5.2b")
  static let onlyBureauAllots = Refusal("N07", .role, "网络地址由市数据局统一分配", "NET-5.2b")
  static let notReviewed = Refusal("N08", .state, "该接入尚未审核通过,不能分配地址", "NET-5.2b")
}
