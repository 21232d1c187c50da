import JSONText
import Records

/// What a route gives back: JSON nearly always, a document or a long list where people want one.
enum Reply: Sendable {
  case answer(Answer)
  case document(Document)
  /// Written piece by piece.
  case download(Download)
}
