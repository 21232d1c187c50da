import Couriers
import Gateway
import Portal

extension Outside {
  /// One call through this server's own gateway, as a business system would make it; the answer as text, cut where it is long.
  var tryOut: Portal.Call {
    { [ownDoor] method, target, code in
      let clock = ContinuousClock()
      let began = clock.now
      func millis() -> Int { Int((clock.now - began) / .milliseconds(1)) }
      var request = WireRequest(method: method, url: ownDoor.address + target)
      request.headers = [("Authorization", "Bearer \(code)"), ("Accept", "application/json")]
      request.maxBytes = 1 << 20
      request.deadline = .seconds(30)
      do {
        let answer = try await ownDoor.courier.fetch(request)
        let text = String(decoding: answer.body.prefix(1 << 16), as: UTF8.self)
        let call = answer.headers.first { $0.0.lowercased() == "x-call-id" }?.1
        return Portal.Tried(status: answer.status, call: call, body: answer.body.count > 1 << 16 ? text + "\n…(以下略)" : text, millis: millis())
      } catch {
        return Portal.Tried(status: nil, call: nil, body: (error as? CourierFault)?.text ?? "\(error)", millis: millis())
      }
    }
  }

  /// The gateway as this server itself reaches it, and a courier that goes nowhere else.
  struct OwnDoor: Sendable {
    let address: String
    let courier: Courier

    init(_ gateway: Config.Endpoint) {
      let host = ["0.0.0.0": "127.0.0.1", "::": "::1", "localhost": "127.0.0.1"][gateway.host] ?? gateway.host
      let place = host.contains(":") ? "[\(host)]:\(gateway.port)" : "\(host):\(gateway.port)"
      address = "http://\(place)"
      courier = Courier(egress: Egress(allowed: [place]))
    }
  }
}
