package import Vocabulary

/// What a password must be. Length beats composition; the commonest ones and the own name are refused.
package enum PasswordRule {
  /// The head of the common lists that are 12 characters or longer once digits are appended; shorter ones fail by length already.
  static let common: Set<String> = [
    "123456789012", "1234567890123", "password1234", "passw0rd1234", "qwertyuiop12", "qwertyuiop123", "administrator", "111111111111",
    "000000000000", "abcdefghijkl", "abc123456789", "jiayuguan123", "jiayuguan2024", "jiayuguan2025", "jiayuguan2026", "woaini520520",
    "iloveyou1234", "qwerty123456", "1q2w3e4r5t6y", "admin1234567", "password12345", "changeme1234", "letmein12345",
  ]

  package static func check(_ password: String, login: String) throws(Refused) {
    let lower = password.lowercased()
    guard (12...128).contains(password.count), !common.contains(lower), !lower.contains(login.lowercased()), Set(lower).count >= 5 else {
      throw Refused(Refusal.weakPassword.at("/password"))
    }
  }
}
