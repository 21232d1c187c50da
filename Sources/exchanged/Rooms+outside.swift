import API
import JSONText
import Records
import Registry
import ServiceLifecycle
import Vocabulary

extension Rooms {
  func handlers() -> [String: JobRunner.Handler] { [:] }
  func services() -> [any Service] { [] }

  func columnNames(_ source: SourceRow, _ schema: String, _ table: String) async throws -> [String] { [] }

  var newPassword: Desks.NewPassword { { _ in throw Refused(Refusal("landing.none", .missing, "本部门还没有前置区", "EX-8.1")) } }
  var testSource: Desks.TestSource { { _ in [] } }
  var readColumns: Desks.ReadColumns { { _, _, _ in [] } }
  var checkInterface: Desks.CheckInterface { { _, _ in [:] } }
}
