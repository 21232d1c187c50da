package import JSONText

/// One thing about a catalogue's filling that a reviewer or a user department would stumble over. It refuses nothing.
package struct CatalogueFlaw: Sendable, Hashable {
  package enum Severity: String, Sendable {
    /// Submission would be refused.
    case fault
    /// Users would be misled or hindered.
    case warning
    /// Could be better.
    case advice
  }

  /// What sort of flaw, and how many of 100 points the catalogue loses for it, however often it occurs.
  package enum Kind: String, Sendable, CaseIterable {
    case sameName = "same-name"
    case sameItem = "same-item"
    case noConditions = "no-conditions"
    case noMaterialList = "no-material-list"
    case undeclaredColumn = "undeclared-column"
    case otherType = "other-type"
    case realtimeTable = "realtime-table"
    case interfaceOnly = "interface-only"
    case noKey = "no-key"
    case noLabel = "no-label"
    case noItems = "no-items"
    case noClass = "no-class"
    case shortSummary = "short-summary"

    package var points: Int {
      switch self {
      case .noItems, .noClass: 20
      case .noConditions, .noMaterialList: 15
      case .sameItem, .undeclaredColumn: 10
      case .sameName, .otherType, .noLabel: 8
      case .realtimeTable, .interfaceOnly, .noKey: 5
      case .shortSummary: 4
      }
    }

    package var severity: Severity {
      switch self {
      case .noItems, .noClass, .noConditions, .noMaterialList: .fault
      case .sameName, .sameItem, .undeclaredColumn, .otherType, .realtimeTable, .interfaceOnly, .noLabel: .warning
      case .noKey, .shortSummary: .advice
      }
    }
  }

  package let kind: Kind
  /// Which part of the form is meant, as a JSON pointer.
  package let pointer: String
  /// What to do, in Chinese and for the person who fills the form in.
  package let text: String

  package init(_ kind: Kind, _ pointer: String, _ text: String) {
    self.kind = kind
    self.pointer = pointer
    self.text = text
  }

  package var json: JSON {
    ["kind": .string(kind.rawValue), "severity": .string(kind.severity.rawValue), "pointer": .string(pointer), "text": .string(text)]
  }
}
