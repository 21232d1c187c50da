import ArgumentParser

/// The parts of the tour, in the order they are played.
enum Chapter: String, CaseIterable, ExpressibleByArgument, Sendable {
  case accounts = "账号"
  case table = "库表"
  case interface = "接口"
  case query = "库表接口"
  case folder = "文件夹"
  case dealings = "往来"
  case refusals = "拒绝"
  case revocation = "收回"
  case ledgers = "留痕"
  case expiry = "到期"
  case city = "城市"

  init?(argument: String) {
    self.init(rawValue: argument == "expiry" ? Chapter.expiry.rawValue : argument)
  }

  /// All but those that move the office clock.
  static let everyday = allCases.filter { $0 != .expiry && $0 != .city }
}

extension Stage {
  /// Plays a chapter to its end, or to the step without which it cannot go on.
  func play(_ chapter: Chapter) async {
    await record.open(chapter.rawValue)
    do {
      switch chapter {
      case .accounts: try await playAccounts()
      case .table: try await playTable()
      case .interface: try await playInterface()
      case .query: try await playQuery()
      case .folder: try await playFolder()
      case .dealings: try await playDealings()
      case .refusals: try await playRefusals()
      case .revocation: try await playRevocation()
      case .ledgers: try await playLedgers()
      case .expiry: try await playExpiry()
      case .city: try await playCity()
      }
    } catch is ChapterStopped {
      await record.note("本章其余步骤未进行")
    } catch {
      await record.failed("本章中断", "", Stage.words(error))
    }
  }
}
