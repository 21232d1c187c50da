/// Which of an admission's fields are there.
struct AdmissionFlags: OptionSet {
  let rawValue: UInt16
  static let admitted = AdmissionFlags(rawValue: 1), grant = AdmissionFlags(rawValue: 2), resource = AdmissionFlags(rawValue: 4)
  static let status = AdmissionFlags(rawValue: 8), key = AdmissionFlags(rawValue: 16), department = AdmissionFlags(rawValue: 32)
  static let code = AdmissionFlags(rawValue: 64), party = AdmissionFlags(rawValue: 128)

  init(rawValue: UInt16) { self.rawValue = rawValue }
  init(_ call: CallAdmission) {
    var raw: UInt16 = call.admitted ? 1 : 0
    if call.grant != nil { raw |= 2 }
    if call.resource != nil { raw |= 4 }
    if call.status != nil { raw |= 8 }
    if call.keyID != nil { raw |= 16 }
    if call.department != nil { raw |= 32 }
    if call.code != nil { raw |= 64 }
    if call.faultParty != nil { raw |= 128 }
    rawValue = raw
  }

  /// Where they lie in an admission's payload: behind kind, number and time.
  static func of(_ payload: UnsafeRawBufferPointer) -> AdmissionFlags {
    AdmissionFlags(rawValue: UInt16(littleEndian: payload.loadUnaligned(fromByteOffset: 17, as: UInt16.self)))
  }
}
