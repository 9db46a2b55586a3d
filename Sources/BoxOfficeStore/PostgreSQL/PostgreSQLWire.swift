import CPostgres

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How long PostgreSQL may take, in seconds.
package struct PostgreSQLPatience: Sendable {
    /// For a statement, its waiting for locks included; nil for a command that may take its time.
    var statementSecondsMax: Double?
    /// For finding out whether a commit was kept whose answer was lost: until then its caller waits.
    var outcomeSecondsMax = 30.0

    /// A server's: its callers wait.
    package static let serving = PostgreSQLPatience(statementSecondsMax: 10)
    /// A command's, at which one person looks.
    package static let working = PostgreSQLPatience(statementSecondsMax: nil)
}

/// What goes to PostgreSQL and comes back, over one connection for as long as it lasts.
final class PostgreSQLWire {
    private enum Sent {
        case preparation(of: StatementKey)
        case statement

        var isStatement: Bool {
            if case .statement = self { true } else { false }
        }
    }

    private let handle: OpaquePointer
    private let patience: PostgreSQLPatience
    /// The names of statements that were parsed.
    private var prepared: [StatementKey: String] = [:]
    private var names = 0
    /// What was sent of which nothing has come back yet.
    private var underWay: [Sent] = []
    /// Of the statement that was answered last: `COMMIT`, `INSERT 0 1`.
    private(set) var lastCommand = ""

    /// Rather than fill both sides' buffers while neither reads.
    private static let underWayMax = 256
    /// So many are put together before they are sent on.
    private static let sentEvery = 16
    private static let serverVersionMin: Int32 = 13_00_00

    init(_ address: PostgreSQLAddress, patience: PostgreSQLPatience) throws {
        guard let handle = address.connect() else {
            throw StoreFailure(code: .unavailable, cause: "no memory for a connection")
        }
        self.handle = handle
        self.patience = patience
        guard PQstatus(handle) == CONNECTION_OK else {
            throw StoreFailure(code: .unavailable, cause: "\(address.description): \(message)")
        }
        guard PQserverVersion(handle) >= Self.serverVersionMin else {
            throw StoreFailure(
                code: .unavailable,
                cause: "\(address.description) is older than PostgreSQL 13, the oldest that is known to do")
        }
        PQsetnonblocking(handle, 1)
        PQenterPipelineMode(handle)
        for setting in patience.sessionSettings { send(setting) }
        _ = try receive(awaited: 0, whenLost: .undone)
    }

    deinit {
        PQfinish(handle)
    }

    // MARK: There

    var isFull: Bool { underWay.count >= Self.underWayMax }

    /// Sends a statement, or keeps it to be sent. What goes wrong shows when its answer is asked for.
    func send(_ sql: SQL) {
        let name: String
        if let known = prepared[sql.key] {
            name = known
        } else {
            names += 1
            name = "s\(names)"
            prepared[sql.key] = name
            PQsendPrepare(handle, name, sql.text, 0, nil)
            underWay.append(.preparation(of: sql.key))
        }
        sendPrepared(name, sql.binds)
        underWay.append(.statement)
        // PostgreSQL runs what it has while more is put together. What cannot be sent now is sent when it is waited for.
        if underWay.count.isMultiple(of: Self.sentEvery) { PQflush(handle) }
    }

    /// Integers as digits, texts as they are.
    private func sendPrepared(_ name: String, _ binds: [SQLValue]) {
        var bytes: [CChar] = []
        var places: [Int?] = []
        var lengths: [Int32] = []
        var formats: [Int32] = []
        for bind in binds {
            let start = bytes.count
            switch bind {
            case .null: break
            case .integer(let integer): bytes += String(integer).utf8.map { CChar(bitPattern: $0) } + [0]
            case .text(let text): bytes += text.utf8.map { CChar(bitPattern: $0) }
            }
            places.append(bind == .null ? nil : start)
            lengths.append(Int32(bytes.count - start))
            if case .text = bind { formats.append(1) } else { formats.append(0) }
        }
        // So that an empty text at the end has an address too.
        bytes.append(0)
        bytes.withUnsafeBufferPointer { buffer in
            let values = places.map { place in place.flatMap { buffer.baseAddress?.advanced(by: $0) } }
            PQsendQueryPrepared(handle, name, Int32(binds.count), values, lengths, formats, 0)
        }
    }

    // MARK: And back

    /// Waits until all that was sent is answered.
    ///
    /// - Parameters:
    ///   - count: how many of the last statements are looked at: an error of one of these is its own, an error of an
    ///     earlier one belongs to whoever sent it.
    ///   - fate: of the transaction, should the connection be lost meanwhile.
    /// - Returns: the answers of those that are looked at.
    func receive(awaited count: Int, whenLost fate: StoreFailure.Fate) throws -> [SQLAnswer] {
        let sent = underWay
        underWay = []
        guard PQpipelineSync(handle) == 1 else { throw lost(fate) }
        let deadline = patience.statementSecondsMax.map { Uptime.seconds + $0 }
        try flush(deadline, fate)
        var answers: [SQLAnswer] = []
        var failure: (any Error)?
        var left = sent.count { $0.isStatement }
        for item in sent {
            let isAwaited = left <= count
            var answer = SQLAnswer()
            while let result = try nextResult(deadline, fate) {
                defer { PQclear(result) }
                switch PQresultStatus(result) {
                case PGRES_TUPLES_OK, PGRES_COMMAND_OK:
                    guard isAwaited, item.isStatement else { continue }
                    do { answer = try read(result) } catch { failure = failure ?? error }
                    continue
                case PGRES_PIPELINE_ABORTED: break
                default:
                    failure =
                        failure ?? StoreFailure(result, fate: isAwaited ? .undone : .runAgain, whenEnded: fate)
                }
                if case .preparation(let key) = item { prepared[key] = nil }
            }
            if item.isStatement {
                left -= 1
                if isAwaited { answers.append(answer) }
            }
        }
        // The end of the pipeline.
        if let result = try nextResult(deadline, fate) { PQclear(result) }
        if let failure { throw failure }
        return answers
    }

    /// Takes what is still to come, whatever it is.
    func drain() throws {
        if underWay.isEmpty { return }
        do {
            _ = try receive(awaited: 0, whenLost: .runAgain)
        } catch let failure as StoreFailure {
            if !isUsable { throw failure }
        }
    }

    private func read(_ result: OpaquePointer) throws -> SQLAnswer {
        lastCommand = String(cString: PQcmdStatus(result))
        let changes = lastCommand.hasPrefix("SELECT") ? 0 : Int(String(cString: PQcmdTuples(result))) ?? 0
        let types = (0..<PQnfields(result)).map { PQftype(result, $0) }
        let rows = try (0..<PQntuples(result)).map { row in
            SQLRow(values: try types.enumerated().map { try value(result, row, Int32($0.offset), $0.element) })
        }
        return SQLAnswer(rows: rows, changes: changes)
    }

    private func value(_ result: OpaquePointer, _ row: Int32, _ column: Int32, _ type: Oid) throws -> SQLValue {
        if PQgetisnull(result, row, column) == 1 { return .null }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
        let text = String(decoding: bytes, as: UTF8.self)
        guard integerTypes.contains(type) else { return .text(text) }
        guard let integer = Int64(text) else { throw StoreFailure.damaged("\(text) is no integer") }
        return .integer(integer)
    }

    // MARK: Waiting

    var isUsable: Bool {
        PQstatus(handle) == CONNECTION_OK && !isGivenUp
    }

    /// Nothing more is expected of it, though it may still stand.
    private var isGivenUp = false

    var isInTransaction: Bool {
        let status = PQtransactionStatus(handle)
        // What is under way began with BEGIN, or comes behind it.
        return isUsable && (!underWay.isEmpty || status == PQTRANS_INTRANS || status == PQTRANS_INERROR)
    }

    private func lost(_ fate: StoreFailure.Fate, _ cause: String? = nil) -> StoreFailure {
        isGivenUp = true
        return .lost(cause ?? message, fate: fate)
    }

    /// What libpq says of the connection, in one line.
    private var message: String {
        String(cString: PQerrorMessage(handle)).split(separator: "\n").joined(separator: " ")
    }

    private func flush(_ deadline: Double?, _ fate: StoreFailure.Fate) throws {
        while true {
            switch PQflush(handle) {
            case 0: return
            case 1:
                try wait(for: Int16(POLLIN | POLLOUT), deadline, fate)
                guard PQconsumeInput(handle) == 1 else { throw lost(fate) }
            default: throw lost(fate)
            }
        }
    }

    /// Nil at the end of one statement's results.
    private func nextResult(_ deadline: Double?, _ fate: StoreFailure.Fate) throws -> OpaquePointer? {
        while PQisBusy(handle) == 1 {
            try wait(for: Int16(POLLIN), deadline, fate)
            guard PQconsumeInput(handle) == 1 else { throw lost(fate) }
        }
        let result = PQgetResult(handle)
        if PQstatus(handle) != CONNECTION_OK {
            if let result { PQclear(result) }
            throw lost(fate)
        }
        return result
    }

    /// Waits until there may be something to do, and not for long: of what came over TLS, a part may have been read from
    /// the socket already, and only libpq can see it.
    private func wait(for events: Int16, _ deadline: Double?, _ fate: StoreFailure.Fate) throws {
        if let deadline, Uptime.seconds > deadline {
            throw lost(fate, "no answer within \(patience.statementSecondsMax ?? 0) seconds")
        }
        var descriptor = pollfd(fd: PQsocket(handle), events: events, revents: 0)
        if poll(&descriptor, 1, Self.pollMilliseconds) < 0, errno != EINTR {
            throw lost(fate, String(cString: strerror(errno)))
        }
    }

    private static let pollMilliseconds: Int32 = 50
}

/// `int8`, `int2` and `int4`: literals and counts come as one of these.
private let integerTypes: Set<Oid> = [20, 21, 23]
