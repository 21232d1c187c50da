import Foundation

/// A real sshd with keys of its own, on a free port, that gives nothing but files. One process: a shell that makes the keys and becomes sshd.
package final class ShellServer: Sendable {
  package let port: Int, folder: String, key: String, hostKey: String, user: String
  private let process: Process

  private static let program = """
    set -e
    for name in host login; do ssh-keygen -q -t ed25519 -N '' -f "$1/$name"; done
    [ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
    printf '%s\\n' "ListenAddress 127.0.0.1" "Port $2" "HostKey $1/host" "AuthorizedKeysFile $1/login.pub" "PidFile none" "StrictModes no" \\
      "UsePAM no" "PasswordAuthentication no" "KbdInteractiveAuthentication no" "Subsystem sftp internal-sftp -R" "ForceCommand internal-sftp -R" >"$1/config"
    ssh-keygen -lf "$1/host.pub"
    exec 1>&- 2>&-
    exec /usr/sbin/sshd -D -f "$1/config"
    """

  package init() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "shell-\(UInt32.random(in: 0..<UInt32.max))").path
    folder = root + "/files"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    user = NSUserName()
    port = FreePort.find()
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", Self.program, "bash", root, String(port)]
    let out = Pipe()
    process.standardOutput = out
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let print = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    hostKey = print.split(separator: " ").first { $0.hasPrefix("SHA256:") }.map { String($0.dropFirst(7)) } ?? ""
    key = try String(contentsOfFile: "\(root)/login", encoding: .utf8)
  }

  deinit { process.terminate() }
}
