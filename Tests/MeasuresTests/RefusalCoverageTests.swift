import Foundation
@testable import Measures
import Testing
import Vocabulary
import Workflow

/// Every code that a declaration can answer stands in the tests of its procedure: a refusal that nothing provokes is a refusal nobody knows to
/// work.
@Suite struct `Every refusal` {
  @Test(arguments: [
    (Procedure.catalogue, "CatalogueTests.swift"), (.resource, "ResourceTests.swift"), (.application, "ApplicationTests.swift"),
    (.grant, "GrantTests.swift"), (.revision, "RevisionTests.swift"), (.change, "ChangeTests.swift"), (.noShare, "NoShareTests.swift"),
    (.demand, "DemandTests.swift"), (.crossLevel, "CrossLevelTests.swift"), (.quality, "QualityTests.swift"),
    (.violation, "ViolationTests.swift"), (.dispute, "DisputeTests.swift"), (.stop, "StopTests.swift"), (.bulletin, "BulletinTests.swift"),
    (.problem, "ProblemTests.swift"), (.incident, "IncidentTests.swift"), (.privateNetwork, "PrivateNetworkTests.swift"),
    (.accessApplication, "AccessApplicationTests.swift"), (.access, "AccessApplicationTests.swift"), (.closing, "AccessApplicationTests.swift"),
  ])
  func `of a declaration is provoked`(procedure: Procedure, file: String) throws {
    let text = try String(contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: file), encoding: .utf8)
    let missing = codes(of: procedure).filter { !text.contains("\"\($0)\"") }
    #expect(missing.sorted() == [])
  }

  private func codes(of procedure: Procedure) -> Set<String> {
    var found = [procedure.common.notYours.code, procedure.common.notNow.code]
    // A field that may be left out and has free form is never refused.
    found += procedure.fields.map(\.refusal.code) + procedure.papers.filter { $0.when != .mayBeLaid }.map(\.refusal.code)
    found += procedure.notUnder.values.map(\.code)
    for step in procedure.steps {
      found += step.asks.map(\.refusal.code) + [step.denial?.code, step.untimely?.code].compactMap(\.self) + step.premature.values.map(\.code)
      for need in step.needs {
        switch need {
        case .rule(let rule): found += rule.codes
        case .secondPerson(_, let refusal): found.append(refusal.code)
        case .anotherPerson: found.append(procedure.common.ownCase.code)
        case .form, .neverSent, .paper: break
        }
      }
    }
    return Set(found)
  }
}
