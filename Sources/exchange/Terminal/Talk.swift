import Foundation

/// Words for the person; data go to standard output, these to standard error.
enum Talk {
  static func line(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// A prompt without the line's end.
  static func ask(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
