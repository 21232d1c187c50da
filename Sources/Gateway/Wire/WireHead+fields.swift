import NIOCore

extension WireHead {
  /// The first line of this name, if any.
  func field(_ name: HeaderName) -> Field? { fields.first { $0.name == name } }
  func has(_ name: HeaderName) -> Bool { fields.contains { $0.name == name } }
  func count(_ name: HeaderName) -> Int { fields.reduce(0) { $0 + ($1.name == name ? 1 : 0) } }

  func text(_ range: Range<Int>) -> String { bytes.withUnsafeReadableBytes { String(decoding: $0[range], as: UTF8.self) } }
  func value(_ field: Field) -> String { text(field.value..<field.end) }
  func value(_ name: HeaderName) -> String? { field(name).map { value($0) } }

  /// Compares a value without regard to case.
  func says(_ name: HeaderName, _ lower: StaticString) -> Bool {
    guard let field = field(name) else { return false }
    return bytes.withUnsafeReadableBytes { WireBytes.isSame(UnsafeRawBufferPointer(rebasing: $0[field.value..<field.end]), lower) }
  }

  /// Headers that a `Connection` header declares to be of this hop, in lower case.
  var hopNames: Set<String> {
    guard namesHop else { return [] }
    var names: Set<String> = []
    for field in fields where field.name == .connection {
      for part in value(field).lowercased().split(separator: ",") { names.insert(part.filter { $0 != " " && $0 != "\t" }) }
    }
    return names
  }

  /// Writes the lines that may go on, as they came.
  func write(into out: inout ByteBuffer, where goesOn: (HeaderName) -> Bool) {
    let hop = hopNames
    bytes.withUnsafeReadableBytes { raw in
      for field in fields where goesOn(field.name) {
        if namesHop, hop.contains(String(decoding: raw[field.start..<field.nameEnd], as: UTF8.self).lowercased()) { continue }
        out.writeBytes(UnsafeRawBufferPointer(rebasing: raw[field.start..<field.nameEnd]))
        out.writeStaticString(": ")
        out.writeBytes(UnsafeRawBufferPointer(rebasing: raw[field.value..<field.end]))
        out.writeStaticString("\r\n")
      }
    }
  }
}
