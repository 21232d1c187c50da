import Glibc

/// Machine time: monotonic, counts sleep, and no administrator can set it. Leases, deadlines and office time stand on it.
enum MachineClock {
  /// Nanoseconds since boot.
  static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
