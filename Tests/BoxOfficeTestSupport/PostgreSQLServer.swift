import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A PostgreSQL of the tests' own, on a free port, with a folder of its own.
///
/// It does not run as root: there it runs as `postgres`, a user that Debian's package makes. It goes when the tests do,
/// however they end.
package final class PostgreSQLServer: Sendable {
    package let port: Int
    private let data: String
    private let log: String
    private let settings: [String: String]

    /// Who asks for no password. `locked`, if a test makes that role, needs one.
    package static let user = "boxoffice"

    /// Most tests share it. It forgets everything if the machine dies, which no test does to it.
    package static let shared = Result { try PostgreSQLServer(settings: ["fsync": "off"]) }

    /// - Parameter settings: beside those that all of the tests' servers have.
    package init(settings: [String: String] = [:]) throws {
        (data, log, port) = try Self.place()
        self.settings = settings
        // Not the order of bytes, so that what should sort by them says so itself.
        let help = try Self.said(by: "initdb", "--help")
        let locale = help.contains("icu-locale") ? ["--locale-provider=icu", "--icu-locale=en"] : []
        try run(
            "initdb", ["-D", data, "-U", Self.user, "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C"] + locale)
        try admit()
        try start()
    }

    /// A replica, which repeats whatever the primary does, and can be asked to take its place.
    package init(standbyOf primary: PostgreSQLServer, settings: [String: String] = [:]) throws {
        (data, log, port) = try Self.place()
        self.settings = settings
        try run(
            "pg_basebackup",
            ["-h", "127.0.0.1", "-p", "\(primary.port)", "-U", Self.user, "-D", data, "-R", "-c", "fast"])
        try start()
    }

    /// Where a client finds a database of it.
    package func address(of database: String, user: String = user) -> String {
        "postgres://\(user)@127.0.0.1:\(port)/\(database)"
    }

    package func session(_ database: String = "postgres") throws -> PostgreSQLSession {
        try PostgreSQLSession(address(of: database))
    }

    // MARK: Coming and going

    /// Waits until it can be asked.
    package func start() throws {
        let common = [
            "port": "\(port)", "listen_addresses": "127.0.0.1", "unix_socket_directories": "",
            "max_connections": "400", "shared_buffers": "64MB", "autovacuum": "off",
        ]
        let options = common.merging(settings) { $1 }.map { "-c \($0.key)='\($0.value)'" }.joined(separator: " ")
        try run("pg_ctl", ["-D", data, "-l", data + ".server.log", "-w", "-t", "60", "-o", options, "start"])
    }

    /// As if its machine had lost power: connections end in the middle of whatever they do.
    package func kill() throws {
        try run("pg_ctl", ["-D", data, "-w", "-m", "immediate", "stop"])
    }

    /// Makes a replica the one that can be written to.
    package func promote() throws {
        try run("pg_ctl", ["-D", data, "-w", "promote"])
    }

    // MARK: Its place

    private static func place() throws -> (data: String, log: String, port: Int) {
        let folder = try PostgreSQLFolder.shared.get()
        let name = folder.path + "/" + UUID().uuidString.prefix(8)
        return (name, name + ".log", try LoopbackPort.free())
    }

    /// Whoever knows a password, where one is asked for, and otherwise everybody on this machine.
    private func admit() throws {
        let rules = """
            host all locked 127.0.0.1/32 scram-sha-256
            host all all 127.0.0.1/32 trust
            host replication all 127.0.0.1/32 trust

            """
        let file = try FileHandle(forWritingTo: URL(filePath: data + "/pg_hba.conf"))
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: Data(rules.utf8))
        try file.close()
    }

    private func run(_ program: String, _ arguments: [String]) throws {
        try Tool.run(Self.asOwner + [Self.binaries.get() + program] + arguments, log: log)
    }

    private static func said(by program: String, _ argument: String) throws -> String {
        let log = try PostgreSQLFolder.shared.get().path + "/\(UUID().uuidString).log"
        try Tool.run(asOwner + [binaries.get() + program, argument], log: log)
        return try String(contentsOfFile: log, encoding: .utf8)
    }

    private static var asOwner: [String] {
        getuid() == 0 ? ["runuser", "-u", "postgres", "--"] : []
    }

    /// The newest that is installed, where Debian puts it; elsewhere, what is in the path.
    private static let binaries = Result {
        let versions = "/usr/lib/postgresql"
        let installed = (try? FileManager.default.contentsOfDirectory(atPath: versions)) ?? []
        guard let newest = installed.compactMap({ Int($0) }).max() else { return "" }
        return "\(versions)/\(newest)/bin/"
    }
}

/// Where the data of all servers of this process is. It, and they, go when this process does: a shell waits for that,
/// which hears the end of a pipe whose other end only we have.
final class PostgreSQLFolder: Sendable {
    let path: String

    static let shared = Result { try PostgreSQLFolder() }

    private init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "boxoffice-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        if getuid() == 0 {
            guard let owner = getpwnam("postgres")?.pointee, chown(path, owner.pw_uid, owner.pw_gid) == 0 else {
                throw TroubleWithFixture("There is no user 'postgres', as whom PostgreSQL could run.")
            }
        }
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw TroubleWithFixture("no pipe") }
        // Ours stays open for as long as this process lives, and no child of it inherits it.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = try Tool.start(["/bin/sh", "-c", Self.watch, path], input: ends[0], log: "/dev/null")
        close(ends[0])
    }

    private static let watch = """
        trap '' INT TERM HUP
        read -r nothing
        for server in "$0"/*/postmaster.pid; do
            if [ -e "$server" ]; then kill -QUIT "$(head -n 1 "$server")"; fi
        done
        while ls "$0"/*/postmaster.pid >/dev/null 2>&1 && [ "${tries:=0}" -lt 100 ]; do
            tries=$((tries + 1))
            sleep 0.1
        done
        rm -rf "$0"
        """
}

enum LoopbackPort {
    /// A port that nobody listened on a moment ago.
    static func free() throws -> Int {
        let socket = try ListeningSocket()
        defer { socket.close() }
        return socket.port
    }
}
