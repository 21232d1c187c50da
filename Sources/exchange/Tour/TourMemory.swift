import JSONText

/// What one run leaves for the next: numbers of cases, and the demo's own passwords and codes. Kept at every change.
actor TourMemory {
  private let file: PrivateFile
  private var object: JSONObject

  init(file: PrivateFile) throws {
    self.file = file
    object = try file.read()
  }

  func number(_ key: String) -> Int? { object[key]?.int }
  func text(_ key: String) -> String? { object[key]?.string }

  func keep(_ key: String, _ value: JSON?) throws {
    object[key] = value
    try file.write(object)
  }
}
