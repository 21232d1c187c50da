package import JSONText
import Seals

/// 服务接口申请表 (EX-12b): what the applicant prints, seals and scans. Its hash is that of the fields as they stand, so that a scan can be
/// told from one of an earlier draft.
package struct StampedForm: Sendable {
  package static let scheme = "exchange-form:"

  package let number: String
  package let names: FormNames
  package let fields: JSONObject

  package init(_ row: CaseRow, _ names: FormNames) {
    number = row.number
    fields = row.fields
    self.names = names
  }

  /// Canonical JSON (RFC 8785) of all that the form says.
  package var canonical: String {
    JSON.object(
      JSONObject([
        .init(name: "form", value: "服务接口申请表"), .init(name: "number", value: .string(number)),
        .init(name: "department", value: .string(names.department)), .init(name: "resource", value: .string(names.code)),
        .init(name: "fields", value: .object(fields)),
      ])
    ).canonical
  }

  /// SM3 of the canonical text.
  package var hash: [UInt8] { SM3.hash(Array(canonical.utf8)) }

  /// What the square mark on the print says: `exchange-form:SQ-20261125-000018:66c7…`.
  package var mark: String { "\(Self.scheme)\(number):\(hex(hash))" }
}
