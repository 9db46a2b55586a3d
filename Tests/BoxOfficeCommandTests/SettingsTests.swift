import BoxOfficeWire
import Foundation
import Testing

extension Commands {
    @Suite("Settings come from flags, then from the environment", .timeLimit(.minutes(1)))
    struct Settings {
        @Test("the database is boxoffice.sqlite here, or what the environment says, or what a flag says")
        func database() async throws {
            try await Workplace.open { here in
                try here.write(House.catalogue, to: House.file)
                let environment = ["BOXOFFICE_DATABASE": "environment.sqlite"]
                _ = try await here.run("catalogue", "import", House.file)
                #expect(try here.databases == ["boxoffice.sqlite"])
                _ = try await here.run("catalogue", "import", House.file, environment: environment)
                #expect(try here.databases == ["boxoffice.sqlite", "environment.sqlite"])
                _ = try await here.run(
                    "catalogue", "import", House.file, "--database", "flag.sqlite", environment: environment)
                #expect(try here.databases == ["boxoffice.sqlite", "environment.sqlite", "flag.sqlite"])
                let audit = try await here.run("audit", environment: environment)
                #expect(audit.output.hasPrefix("environment.sqlite is sound"))
            }
        }

        @Test("a key takes its retailer and scopes from the environment")
        func key() async throws {
            try await Workplace.open { here in
                _ = try await here.openHouse()
                let made = try await here.run(
                    "keys", "create", environment: ["BOXOFFICE_RETAILER": "acme", "BOXOFFICE_SCOPES": "browse"])
                #expect(made.status == 0)
                #expect(try await here.run("keys", "list").output.contains("  acme      browse  "))
                let nobody = try await here.run("keys", "create")
                #expect(nobody.status != 0)
                #expect(nobody.errors.contains("--retailer ID"))
            }
        }

        @Test("a server takes its address, port and world from the environment, and a flag wins")
        func server() async throws {
            try await Workplace.open { here in
                _ = try await here.openHouse()
                let key = try await here.start(
                    ["keys", "create", "--retailer", "acme"], environment: ["BOXOFFICE_ENVIRONMENT": "live"]
                ).finished().output.dropLast()
                #expect(key.hasPrefix("sk_live_"))
                let port = try LoopbackSocket.freePort()
                let environment = [
                    "BOXOFFICE_HOST": "127.0.0.1", "BOXOFFICE_PORT": "\(port)", "BOXOFFICE_ENVIRONMENT": "live",
                    "BOXOFFICE_RATE_LIMIT": "off",
                ]
                _ = try here.start(["serve"], environment: environment)
                let partner = Partner(address: "http://127.0.0.1:\(port)", key: String(key))
                try await eventually("the server answers") { try await partner.answers("/health") }
                #expect(try await partner.get("/api/v3/events").status == 200)

                let other = try await here.serve("--environment", "test", environment: environment)
                #expect(other.port != port)
                #expect(try await other.partner(String(key)).get("/api/v3/events").status == 401)
            }
        }

        @Test(
            "a value of the environment that no flag would take is refused by its name, and nothing is made",
            arguments: [
                ("BOXOFFICE_PORT", "http"), ("BOXOFFICE_ENVIRONMENT", "production"), ("BOXOFFICE_RATE_LIMIT", "0"),
                ("BOXOFFICE_RATE_LIMIT", "none"),
            ])
        func badVariable(name: String, value: String) async throws {
            try await Workplace.open { here in
                let refused = try await here.run("serve", environment: [name: value])
                #expect(refused.status != 0)
                #expect(refused.errors.contains("\(name) is '\(value)'"))
                #expect(try here.files == [])
            }
        }

        @Test(
            "a flag's bad value is refused, and nothing is made",
            arguments: [
                ["--port", "0"], ["--port", "65536"], ["--port", "http"], ["--environment", "production"],
                ["--rate-limit", "0"], ["--rate-limit", "1.5"], ["--rate-limit", "many"], ["--verbose"],
            ])
        func badFlag(flag: [String]) async throws {
            try await Workplace.open { here in
                let refused = try await here.start(["serve"] + flag).finished()
                #expect(refused.status != 0)
                #expect(flag.allSatisfy { refused.errors.contains($0) }, "\(refused.errors)")
                #expect(try here.files == [])
            }
        }

        @Test("a rate limit is in force, and tells when to come again")
        func rateLimit() async throws {
            try await Workplace.open { here in
                let key = try await here.openHouse()
                let partner = try await here.serve("--rate-limit", "1").partner(key)
                var replies: [Reply] = []
                for _ in 0..<6 { replies.append(try await partner.get("/api/v3/events")) }
                #expect(replies.prefix(2).allSatisfy { $0.status == 200 })
                let refused = try #require(replies.last)
                #expect(refused.status == 429)
                #expect(refused.retryAfter != nil)
            }
        }

        @Test("a port that is taken is named, with what would help")
        func portInUse() async throws {
            try await Workplace.open { here in
                let taken = try LoopbackSocket.listening()
                let refused = try await here.run("serve", "--port", "\(taken.port)")
                #expect(refused.status == 1)
                #expect(
                    refused.errors.contains(
                        "Cannot listen on 127.0.0.1:\(taken.port): Address already in use. "
                            + "Choose another with --port or --host."))
            }
        }

        @Test("a database that cannot be one is refused in words", arguments: ["serve", "audit"])
        func noDatabase(command: String) async throws {
            try await Workplace.open { here in
                try here.write("To be or not to be", to: "hamlet.txt")
                let text = try await here.run(command, "--database", "hamlet.txt")
                #expect(text.status == 1)
                #expect(text.errors.contains("The database 'hamlet.txt' cannot be opened."))
                #expect(try here.contents("hamlet.txt") == Data("To be or not to be".utf8))
            }
            try await Workplace.open { here in
                let absent = try await here.run("serve", "--database", "absent/boxoffice.sqlite")
                #expect(absent.status == 1)
                #expect(absent.errors.contains("absent/boxoffice.sqlite: No such file or directory"))
            }
        }
    }

    @Suite("A server says whether it can sell", .timeLimit(.minutes(1)))
    struct Health {
        @Test("503 before the first catalogue, 200 within a second of it")
        func health() async throws {
            try await Workplace.open { here in
                let server = try await here.serve()
                let client = server.partner(nil)
                #expect(try await client.get("/health").status == 503)
                _ = try await here.openHouse()
                try await eventually("it can sell", within: .seconds(1)) {
                    try await client.get("/health").status == 200
                }
                #expect(server.process.errors.contains("nothing is on sale yet"))
            }
        }
    }

    @Suite("A database is its owner's alone", .timeLimit(.minutes(1)))
    struct DatabaseFiles {
        @Test(
            "every file of it is made readable and writable by its owner alone, whatever the shell would allow",
            arguments: [
                ["catalogue", "import", House.file], ["serve", "--port"], ["serve", "--demo", "--port"],
            ])
        func modes(command: [String]) async throws {
            try await Workplace.open { here in
                try here.write(House.catalogue, to: House.file)
                let port = try LoopbackSocket.freePort()
                let arguments = command.last == "--port" ? command + ["\(port)"] : command
                let process = try here.start(
                    "/bin/sh", ["-c", "umask 000; exec \"$0\" \"$@\"", Program.path] + arguments)
                let client = Partner(address: "http://127.0.0.1:\(port)", key: nil)
                try await eventually("it is done, or it serves") {
                    if !process.isRunning { return true }
                    return try await client.answers("/health")
                }
                // The write-ahead log and its index are there while a server runs, and may be there after a command.
                let files = try here.files.filter { $0 != House.file }
                #expect(!process.isRunning || files.count == 3)
                #expect(files.contains { $0.hasSuffix(".sqlite") })
                for file in files {
                    let path = here.folder.appending(path: file).path
                    let attributes = try FileManager.default.attributesOfItem(atPath: path)
                    #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
                }
            }
        }
    }
}

extension Workplace {
    /// The databases here, without what SQLite keeps beside them.
    fileprivate var databases: [String] {
        get throws { try files.filter { $0.hasSuffix(".sqlite") } }
    }
}
