import JSONText
import Measures
import Testing
import Workflow

@testable import Portal

@Suite struct `A form for somebody` {
  @Test(arguments: [
    ("table", ["schema", "table", "way"], ["path", "operations", "probe"]), ("interface", ["operations", "required"], ["frequency", "path", "way"]),
    ("folder", ["path", "frequency"], ["schema", "operations"]),
  ])
  func `asks for what a resource of its kind has`(_ kind: String, _ asked: [String], _ spared: [String]) {
    let names = Relevant.fields(of: .resource, (["kind": .string(kind)] as JSON).object ?? JSONObject(), parent: nil).map(\.name)
    #expect(Set(asked).isSubset(of: names) && Set(spared).isDisjoint(with: names))
    #expect(Set(["code", "title", "kind", "source", "items"]).isSubset(of: names))
  }

  @Test func `keeps what is filled in, whatever the kind`() {
    let values = (["kind": "table", "path": "a/b"] as JSON).object ?? JSONObject()
    #expect(Relevant.fields(of: .resource, values, parent: nil).contains { $0.name == "path" })
    #expect(Relevant.fields(of: .resource, JSONObject(), parent: nil).count == Procedure.resource.fields.count)
  }

  @Test func `begins with what was written the last time, and never with a promise`() {
    let last: JSON = ["fields": ["system": "巡查", "commitment": true, "months": 12, "purpose": "旧事由"]]
    let values = Relevant.start(of: .application, last: last, person: ["name": "王芳"])
    #expect(JSON.object(values) == ["system": "巡查", "contact": "王芳"])
    #expect(Relevant.start(of: .catalogue, last: nil, person: ["name": "王芳"]).members.isEmpty)
  }
}
