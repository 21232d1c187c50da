import Couriers
import Workbench

extension FTPServer {
  func access(_ way: FileServer.Way, password: String = "geheim") -> FileServer {
    FileServer(way, host: "127.0.0.1", port: port, user: "demo", secret: .password(password))
  }
}
