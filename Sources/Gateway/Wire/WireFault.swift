/// Why bytes are not understood as HTTP/1.1.
enum WireFault: Error {
  case invalid, tooLarge
}
