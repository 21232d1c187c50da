import Glibc

/// The driver manager (unixODBC), looked up when it is first wanted: only a machine that reads such sources needs to have it.
///
/// Names and numbers are ODBC 3's own. Texts go over in UTF-16, as the functions that end in W take them whatever the driver.
struct Library: Sendable {
  typealias Handle = UnsafeMutableRawPointer
  typealias Wide = UnsafeMutablePointer<UInt16>
  typealias Names = @convention(c) (Handle?, Wide?, Int16, Wide?, Int16, Wide?, Int16) -> Int16

  let allocHandle: @convention(c) (Int16, Handle?, UnsafeMutablePointer<Handle?>) -> Int16
  let freeHandle: @convention(c) (Int16, Handle?) -> Int16
  let setEnvironment: @convention(c) (Handle?, Int32, Handle?, Int32) -> Int16
  let setConnection: @convention(c) (Handle?, Int32, Handle?, Int32) -> Int16
  let connect: @convention(c) (Handle?, Handle?, Wide?, Int16, Wide?, Int16, UnsafeMutablePointer<Int16>?, UInt16) -> Int16
  let disconnect: @convention(c) (Handle?) -> Int16
  let info: @convention(c) (Handle?, UInt16, Handle?, Int16, UnsafeMutablePointer<Int16>?) -> Int16
  let prepare: @convention(c) (Handle?, Wide?, Int32) -> Int16
  let bind: @convention(c) (Handle?, UInt16, Int16, Int16, Int16, UInt, Int16, Handle?, Int, UnsafeMutablePointer<Int>?) -> Int16
  let execute: @convention(c) (Handle?) -> Int16
  let executeDirect: @convention(c) (Handle?, Wide?, Int32) -> Int16
  let columnCount: @convention(c) (Handle?, UnsafeMutablePointer<Int16>?) -> Int16
  let fetch: @convention(c) (Handle?) -> Int16
  let data: @convention(c) (Handle?, UInt16, Int16, Handle?, Int, UnsafeMutablePointer<Int>?) -> Int16
  let diagnosis: @convention(c) (Int16, Handle?, Int16, Wide?, UnsafeMutablePointer<Int32>?, Wide?, Int16, UnsafeMutablePointer<Int16>?) -> Int16
  let columns: @convention(c) (Handle?, Wide?, Int16, Wide?, Int16, Wide?, Int16, Wide?, Int16) -> Int16
  let primaryKeys: Names
  let tables: @convention(c) (Handle?, Wide?, Int16, Wide?, Int16, Wide?, Int16, Wide?, Int16) -> Int16

  init() throws(ODBCError) {
    guard let library = dlopen("libodbc.so.2", RTLD_NOW) ?? dlopen("libodbc.so", RTLD_NOW) else {
      throw ODBCError(state: "", message: "unixODBC is not installed")
    }
    func find<Function>(_ name: String, as type: Function.Type = Function.self) throws(ODBCError) -> Function {
      guard let symbol = dlsym(library, name) else { throw ODBCError(state: "", message: "unixODBC has no \(name)") }
      return unsafeBitCast(symbol, to: type)
    }
    allocHandle = try find("SQLAllocHandle")
    freeHandle = try find("SQLFreeHandle")
    setEnvironment = try find("SQLSetEnvAttr")
    setConnection = try find("SQLSetConnectAttr")
    connect = try find("SQLDriverConnectW")
    disconnect = try find("SQLDisconnect")
    info = try find("SQLGetInfoW")
    prepare = try find("SQLPrepareW")
    bind = try find("SQLBindParameter")
    execute = try find("SQLExecute")
    executeDirect = try find("SQLExecDirectW")
    columnCount = try find("SQLNumResultCols")
    fetch = try find("SQLFetch")
    data = try find("SQLGetData")
    diagnosis = try find("SQLGetDiagRecW")
    columns = try find("SQLColumnsW")
    primaryKeys = try find("SQLPrimaryKeysW")
    tables = try find("SQLTablesW")
  }
}
