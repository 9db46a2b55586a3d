import BoxOfficeStore
import BoxOfficeTestSupport
import Foundation

/// Where a world is remembered, on the engine that the tests run on.
enum Storage: Sendable {
    case folder(URL)
    case server(PostgreSQLDatabase)

    init() async throws {
        switch Engine.current {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appending(path: "boxoffice-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            self = .folder(folder)
        case .postgreSQL:
            self = .server(try await PostgreSQLDatabase())
        }
    }

    /// As a server of its own would open it.
    func driver() throws -> any StoreDriver {
        switch self {
        case .folder(let folder): try SQLiteDriver(path: folder.appending(path: "boxoffice.sqlite").path)
        case .server(let database):
            PostgreSQLDriver(
                try PostgreSQLAddress(database.address), pool: .init(writers: 2, readers: 2), patience: .serving,
                clock: nil)
        }
    }

    func remove() {
        if case .folder(let folder) = self { try? FileManager.default.removeItem(at: folder) }
    }

    /// Everything that is kept, as bytes.
    func contents() throws -> Data {
        switch self {
        case .folder(let folder):
            try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .reduce(into: Data()) { $0 += try Data(contentsOf: $1) }
        case .server(let database):
            Data(try database.everything().utf8)
        }
    }
}
