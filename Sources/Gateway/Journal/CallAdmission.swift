/// What is known of a call when it is let in or turned away; no answer leaves before this is on the disk (EX-8.2, EX-20).
///
/// A call that is refused at once has `admitted` false and its `status`, and needs no outcome. Texts longer than 500 bytes are cut.
package struct CallAdmission: Sendable, Hashable {
  /// Office time, microseconds since 1970-01-01 UTC. Its date in Beijing is the day of the record.
  package var at: Int64
  package var callID: String
  /// The public part of the access code, if one was given.
  package var keyID: String?
  package var grant: Int64?
  package var resource: Int64?
  package var department: String?
  package var method: String
  package var path: String
  /// The caller's address.
  package var peer: String
  package var admitted: Bool
  /// Why it was refused.
  package var code: String?
  package var status: Int32?
  package var faultParty: String?

  package init(
    at: Int64, callID: String, keyID: String? = nil, grant: Int64? = nil, resource: Int64? = nil, department: String? = nil, method: String,
    path: String, peer: String, admitted: Bool, code: String? = nil, status: Int32? = nil, faultParty: String? = nil
  ) {
    self.at = at
    self.callID = callID
    self.keyID = keyID
    self.grant = grant
    self.resource = resource
    self.department = department
    self.method = method
    self.path = path
    self.peer = peer
    self.admitted = admitted
    self.code = code
    self.status = status
    self.faultParty = faultParty
  }
}
