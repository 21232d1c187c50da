import CCurl
import Glibc
import Synchronization

/// The thread on which all of a courier's transfers run, over one set of kept connections.
///
/// Other threads only leave orders and wake it; everything of curl is touched here alone.
final class CourierThread: @unchecked Sendable {
  enum Order {
    case start(Transfer), resume(Transfer), cancel(Transfer), stop
  }
  private struct Inbox {
    var orders: [Order] = []
    var isClosed = false
  }
  private let inbox = Mutex(Inbox())
  private let multi: UnsafeMutableRawPointer
  // On the thread alone.
  private var running: [ObjectIdentifier: EasyHandle] = [:]
  private var isStopping = false

  private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  init?() {
    guard Self.isReady, let multi = curl_multi_init() else { return nil }
    self.multi = multi
    var thread = pthread_t()
    let this = Unmanaged.passRetained(self).toOpaque()
    let started = pthread_create(&thread, nil, { raw in
      guard let raw else { return nil }
      let this = Unmanaged<CourierThread>.fromOpaque(raw).takeRetainedValue()
      this.run()
      return nil
    }, this)
    guard started == 0 else {
      Unmanaged<CourierThread>.fromOpaque(this).release()
      return nil
    }
    pthread_detach(thread)
  }

  func leave(_ order: Order) {
    let isClosed = inbox.withLock { inbox in
      // Under the lock: the thread takes its connections away only after it has closed the inbox.
      if !inbox.isClosed {
        inbox.orders.append(order)
        curl_multi_wakeup(multi)
      }
      return inbox.isClosed
    }
    if isClosed, case .start(let transfer) = order { transfer.fail(CourierFault.broken("连接已收回,请重试")) }
  }

  private func run() {
    while take() || !running.isEmpty {
      var left: Int32 = 0
      curl_multi_perform(multi, &left)
      collect()
      curl_multi_poll(multi, nil, 0, left > 0 ? 200 : 10_000, nil)
    }
    let late = inbox.withLock { inbox in
      inbox.isClosed = true
      return inbox.orders
    }
    for case .start(let transfer) in late { transfer.fail(CourierFault.broken("连接已收回,请重试")) }
    curl_multi_cleanup(multi)
  }

  /// Carries out what was left; false when it is time to stop once nothing runs.
  private func take() -> Bool {
    let taken = inbox.withLock { inbox in
      defer { inbox.orders.removeAll() }
      return inbox.orders
    }
    for order in taken {
      switch order {
      case .start(let transfer): start(transfer)
      case .resume(let transfer): if let handle = running[ObjectIdentifier(transfer)] { curl_easy_pause(handle.raw, CURLPAUSE_CONT) }
      case .cancel(let transfer):
        if let handle = running.removeValue(forKey: ObjectIdentifier(transfer)) { curl_multi_remove_handle(multi, handle.raw) }
        transfer.fail(CancellationError())
      case .stop: isStopping = true
      }
    }
    return !isStopping
  }

  private func start(_ transfer: Transfer) {
    do {
      let handle = try EasyHandle(transfer)
      running[ObjectIdentifier(transfer)] = handle
      curl_multi_add_handle(multi, handle.raw)
    } catch {
      transfer.fail(error)
    }
  }

  private func collect() {
    var waiting: Int32 = 0
    while let message = curl_multi_info_read(multi, &waiting) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
      let code = shim_done(message)
      guard let entry = running.first(where: { $0.value.raw == easy }) else { continue }
      running[entry.key] = nil
      curl_multi_remove_handle(multi, easy)
      entry.value.finish(code)
    }
  }
}
