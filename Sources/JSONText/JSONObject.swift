/// The members of an object in the order they were written.
package struct JSONObject: Sendable, Hashable {
  package struct Member: Sendable, Hashable {
    package var name: String, value: JSON
    package init(name: String, value: JSON) {
      self.name = name
      self.value = value
    }
  }

  package var members: [Member]
  package init(_ members: [Member] = []) { self.members = members }

  package var names: [String] { members.map(\.name) }

  /// Setting nil takes the member out; setting a new one puts it at the end.
  package subscript(name: String) -> JSON? {
    get { members.first { $0.name == name }?.value }
    set {
      guard let at = members.firstIndex(where: { $0.name == name }) else {
        if let newValue { members.append(Member(name: name, value: newValue)) }
        return
      }
      if let newValue { members[at].value = newValue } else { members.remove(at: at) }
    }
  }

  /// This object with the members of another on top.
  package func merged(with other: JSONObject) -> JSONObject {
    var result = self
    for member in other.members { result[member.name] = member.value }
    return result
  }

  /// Without the members that say nothing: null, and a text of no characters.
  package var filled: JSONObject { JSONObject(members.filter { !$0.value.isNull && $0.value != "" }) }
}
