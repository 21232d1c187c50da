/// An entry of a folder on a file server. The name is bytes: whoever uses it checks it first.
package struct RemoteEntry: Sendable, Hashable {
  package enum Kind: Sendable, Hashable { case file, directory, link, other }
  package let name: [UInt8], kind: Kind
  /// Bytes.
  package let size: Int64
  /// Microseconds since 1970; nil where it was not asked for, or the entry is no file.
  package let modified: Int64?

  package init(name: [UInt8], kind: Kind, size: Int64, modified: Int64?) {
    (self.name, self.kind, self.size, self.modified) = (name, kind, size, modified)
  }
}

/// Size in bytes and time in microseconds since 1970 of a file, as the server has them at one moment.
package struct RemoteStatus: Sendable, Hashable {
  package let size: Int64, modified: Int64
  package init(size: Int64, modified: Int64) {
    self.size = size
    self.modified = modified
  }
}
