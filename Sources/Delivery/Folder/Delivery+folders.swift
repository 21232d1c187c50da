import Couriers
import JSONText
import Seals

extension Delivery {
  func folderSource(_ due: DueRow) throws -> any FolderSource {
    let folder = due.detail["path"]?.string ?? ""
    switch due.source.kind {
    case "sftp", "ftps", "ftp":
      do {
        return try RemoteSource(due.source, folder: folder, secrets: secrets, courier: courier)
      } catch let fault as CourierFault {
        throw DeliveryFault.files(at: fault)
      }
    default: return try DirectorySource(path: due.source.address["path"]?.string ?? "", folder: folder, roots: directories)
    }
  }
}
