package import JSONText

/// A provider's source as it is registered: structured settings and a sealed secret.
package struct DeliverySource: Sendable {
  package let kind: String, address: JSON, secret: [UInt8]?, department: String, name: String

  package init(kind: String, address: JSON, secret: [UInt8]?, department: String, name: String) {
    self.kind = kind
    self.address = address
    self.secret = secret
    self.department = department
    self.name = name
  }

  var secretContext: String { "source/\(department)/\(name)" }
}
