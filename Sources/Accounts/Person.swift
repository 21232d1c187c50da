/// Someone who has logged in: a named account of a department with its sub-permissions (EX §1).
package struct Person: Sendable, Hashable {
  package let id: Int64
  package let login: String
  package let name: String
  package let department: String
  package let departmentName: String
  package let isBureau: Bool
  package let roles: Set<String>
  /// One of the three administrators (三员): `system`, `security`, `audit`; they decide no case.
  package let administrator: String?

  /// Sees what all departments do: the bureau's officers, and the audit administrator, who changes nothing.
  package var overseesAll: Bool { administrator == nil ? isBureau : administrator == "audit" }

  package func holds(_ role: String) -> Bool { roles.contains(role) }
}
