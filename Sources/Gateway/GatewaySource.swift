package import JSONText

/// A provider's source as the gateway uses it: structured settings and a sealed secret.
package struct GatewaySource: Sendable, Hashable {
  package let id: Int64, kind: String, address: JSON, secret: [UInt8]?, department: String, name: String

  package init(id: Int64, kind: String, address: JSON, secret: [UInt8]?, department: String, name: String) {
    self.id = id
    self.kind = kind
    self.address = address
    self.secret = secret
    self.department = department
    self.name = name
  }

  /// What the secret was sealed for.
  var secretContext: String { "source/\(department)/\(name)" }
}
