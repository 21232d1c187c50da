import CCurl
import Foundation
import Synchronization

/// The thread that all transfers of a courier run on: one `curl_multi`, touched by no other thread except to wake it, as libcurl allows.
///
/// Unchecked because `live` belongs to that thread alone and `multi` is only woken from others.
final class Engine: @unchecked Sendable {
  private enum Order {
    case start(Transfer), resume(Transfer), cancel(Transfer)
  }
  private struct Inbox {
    var orders: [Order] = []
    var isClosing = false
  }

  private let multi: UnsafeMutableRawPointer?
  /// TLS sessions, which are each handle's own otherwise: an FTPS server wants the data connection to go on with the session of the control
  /// connection, and that one may have been opened by an earlier transfer. Joined and left on the thread alone, so it needs no locks.
  private let sessions = curl_share_init()
  private let inbox = Mutex(Inbox())
  private var live: [UnsafeMutableRawPointer: Transfer] = [:]

  /// Once for the process, before any handle.
  private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_SSL | CURL_GLOBAL_WIN32)) == CURLE_OK

  init() {
    multi = Self.isReady ? curl_multi_init() : nil
    guard let multi else { return }
    _ = shim_share(sessions, CURL_LOCK_DATA_SSL_SESSION)
    _ = shim_multi_long(multi, CURLMOPT_MAXCONNECTS, 64)
    let thread = Thread { [self] in run() }
    thread.name = "courier"
    thread.stackSize = 1 << 20
    thread.start()
  }

  deinit {
    if let multi { curl_multi_cleanup(multi) }
    curl_share_cleanup(sessions)
  }

  func start(_ transfer: Transfer) {
    guard multi != nil else { return transfer.pipe.finish(.failure(CourierFault(.other, "传输部件没有启动"))) }
    send(.start(transfer))
  }
  func resume(_ transfer: Transfer) { send(.resume(transfer)) }
  func cancel(_ transfer: Transfer) { send(.cancel(transfer)) }

  func close() {
    inbox.withLock { $0.isClosing = true }
    wake()
  }

  private func send(_ order: Order) {
    inbox.withLock { $0.orders.append(order) }
    wake()
  }

  private func wake() {
    if let multi { curl_multi_wakeup(multi) }
  }

  // On the thread

  private func run() {
    guard let multi else { return }
    while true {
      let (orders, isClosing) = inbox.withLock { inbox in
        let orders = inbox.orders
        inbox.orders = []
        return (orders, inbox.isClosing)
      }
      for order in orders { follow(order, multi) }
      if isClosing { break }
      var running: Int32 = 0
      curl_multi_perform(multi, &running)
      collect(multi)
      // Woken by sockets, libcurl's own timers, and every order. While FTPS opens a data connection libcurl 7.88 does not say that it also waits for
      // the control connection, and would wait out the deadline: hence a look every now and then.
      curl_multi_poll(multi, nil, 0, live.isEmpty ? 60_000 : 50, nil)
    }
    for transfer in live.values {
      leave(transfer, multi)
      transfer.pipe.finish(.failure(CancellationError()))
    }
    live = [:]
  }

  private func follow(_ order: Order, _ multi: UnsafeMutableRawPointer) {
    switch order {
    case .start(let transfer):
      guard !transfer.pipe.hasEnded else { return }
      _ = shim_set_owner(transfer.easy, CURLOPT_SHARE, sessions)
      guard curl_multi_add_handle(multi, transfer.easy) == CURLM_OK else {
        _ = shim_set_owner(transfer.easy, CURLOPT_SHARE, nil)
        return transfer.pipe.finish(.failure(CourierFault(.other, "传输没有开始")))
      }
      live[transfer.easy] = transfer
    case .resume(let transfer):
      guard live[transfer.easy] != nil else { return }
      curl_easy_pause(transfer.easy, CURLPAUSE_CONT)
    case .cancel(let transfer):
      guard live.removeValue(forKey: transfer.easy) != nil else { return }
      leave(transfer, multi)
      transfer.pipe.finish(.failure(CancellationError()))
    }
  }

  private func leave(_ transfer: Transfer, _ multi: UnsafeMutableRawPointer) {
    curl_multi_remove_handle(multi, transfer.easy)
    _ = shim_set_owner(transfer.easy, CURLOPT_SHARE, nil)
  }

  private func collect(_ multi: UnsafeMutableRawPointer) {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
      let code = shim_result(message)
      guard let transfer = live.removeValue(forKey: easy) else { continue }
      transfer.finish(code)
      leave(transfer, multi)
    }
  }
}
