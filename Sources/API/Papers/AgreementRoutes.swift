import Accounts
import CaseDesk
import JSONText
import Measures
import Records
import Registry
import Seals
import Vocabulary

/// Data-sharing agreements, their terms, and the keys under which they can be checked (EX-19).
extension Routes {
  var agreements: [Route] {
    [
      Route(.get, "/api/v1/grants/{id}/agreement", .session, "数据共享协议(format=html 打印,EX-19)", reply: showAgreement),
      Route(.get, "/api/v1/bulletins/{id}/proof", .session, "已发布通报的签名文本,可离线核验(EX-17b、EX-21)", proveBulletin),
      Route(.get, "/api/v1/agreement-terms", .session, "现行标准条款(EX-19)", showTerms),
      Route(.get, "/api/v1/keys", .open, "核验协议签名的公钥(EX-19)", showKeys),
    ]
  }

  @Sendable func showAgreement(_ call: Call) async throws -> Reply {
    let agreement = try await desks.agreements.agreement(of: call.id(), for: call.someone())
    switch call.query["format"] ?? "json" {
    case "json": return .answer(Answer(200, agreement.bundle))
    case "html": return .document(Self.printed(AgreementPage.of(agreement, svg: try await Self.drawn(agreement.mark, "EX-19"))))
    default: throw Refused(Refusal.badQuery.saying(["name": "format"]))
    }
  }

  /// For the bureau and the departments that it names, as the case itself.
  @Sendable func proveBulletin(_ call: Call) async throws -> Answer {
    let (person, id) = (try call.someone(), try call.id())
    _ = try await desks.records.perform(.account(person.id)) { [cases = desks.cases] work in
      try await cases.page(id, .bulletin, for: person, in: work)
    }
    return Answer(200, try await desks.agreements.bulletin(id).bundle)
  }

  @Sendable func showTerms(_ call: Call) async throws -> Answer {
    let terms = try await desks.agreements.terms()
    return Answer(
      200,
      [
        "version": JSON(Int(terms.version)), "title": .string(terms.title), "text": .string(terms.text), "hash": .string(hex(terms.hash)),
        "effectiveFrom": .string(terms.effectiveFrom.text),
      ])
  }

  @Sendable func showKeys(_ call: Call) async throws -> Answer {
    let keys = try desks.agreements.keys
    return Answer(200, ["signer": .string(keys.name), "sm2": .string(keys.sm2.pem), "p256": .string(keys.p256.pem)])
  }
}
