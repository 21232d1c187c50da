/// Why nothing, or not all, was brought: in words for an office. Holds no path, query or secret.
package struct CourierFault: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Kind: Sendable, Hashable, CaseIterable {
    /// The address and port is not on the allow-list; nothing was sent.
    case notAdmitted
    /// No address, no connection, or it broke.
    case connect
    case timeout
    case tooLarge
    case tls
    /// The host key is not the registered one, or none is registered; no login was tried.
    case hostKey
    case login
    /// Not there.
    case missing
    /// There, but not for this login.
    case denied
    /// The answer is not what the protocol asks for, or ended early.
    case `protocol`
    /// The request itself is not fit to be sent.
    case request
    case other
  }

  package let kind: Kind
  /// Names no address: fit to be read by both departments.
  package let text: String
  /// Host and port, where there are any.
  package let place: String?
  /// What the library said, for the log alone.
  package let detail: String

  package init(_ kind: Kind, _ text: String, place: String? = nil, detail: String = "") {
    self.kind = kind
    self.text = text
    self.place = place
    self.detail = detail
  }

  package var description: String { place.map { "\(text)(\($0))" } ?? text }

  package static func == (one: CourierFault, other: CourierFault) -> Bool {
    one.kind == other.kind && one.text == other.text && one.place == other.place
  }
  package func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(text)
    hasher.combine(place)
  }
}
