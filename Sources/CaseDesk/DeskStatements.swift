package import Postgres

/// What the case desk reads of other rooms.
package enum DeskStatements {
  static let bureau = Statement<String>("department.bureau", "select code from department where kind = 'bureau'")

  package static let all: [AnyStatement] = [bureau.any]
}
