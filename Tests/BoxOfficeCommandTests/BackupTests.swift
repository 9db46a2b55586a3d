import BoxOfficeClient
import Foundation
import GRDB
import Testing

extension Commands {
    @Suite("A backup is a whole copy, or none", .timeLimit(.minutes(1)))
    struct Backup {
        private func mode(_ name: String, _ here: Workplace) throws -> Int? {
            let attributes = try FileManager.default.attributesOfItem(atPath: here.folder.appending(path: name).path)
            return attributes[.posixPermissions] as? Int
        }

        @Test("made while it sells, it has every order that was answered before, and can be sold from")
        func besideSales() async throws {
            try await Workplace.open { here in
                let (server, partner) = try await here.sell()
                let before = try await partner.order(["Stalls-A-1": 1, "pit": 2])
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 1...2 {
                        group.addTask { for _ in 1...4 { _ = try await partner.order(["pit": 1]) } }
                    }
                    for number in 1...3 {
                        let backup = try await here.run("backup", "copy-\(number).sqlite")
                        #expect(backup.status == 0, "\(backup.errors)")
                        #expect(backup.output.contains("is a sound copy of boxoffice.sqlite"))
                        #expect(backup.errors.contains("no seat is in two orders"))
                    }
                    try await group.waitForAll()
                }
                let copies = (1...3).map { "copy-\($0).sqlite" }
                #expect(try here.files.filter { $0.hasPrefix("copy") } == copies, "nothing else is left")
                for copy in copies { #expect(try mode(copy, here) == 0o600) }
                #expect(try await server.stop().status == 0)

                // As docs/operating.md says.
                try FileManager.default.removeItem(at: here.folder.appending(path: "boxoffice.sqlite"))
                try FileManager.default.copyItem(
                    at: here.folder.appending(path: "copy-1.sqlite"),
                    to: here.folder.appending(path: "boxoffice.sqlite"))
                #expect(try await here.run("audit").status == 0)
                let restored = try await here.serve().partner(partner.key)
                #expect(try await restored.boxOffice.order(before.id) == before)
                _ = try await restored.order(["Stalls-A-2": 1])
            }
        }

        @Test("it never overwrites, and says what would help", arguments: ["boxoffice.sqlite", House.file])
        func occupied(name: String) async throws {
            try await Workplace.open { here in
                _ = try await here.openHouse()
                let (files, contents) = (try here.files, try here.contents(name))
                let backup = try await here.run("backup", name)
                #expect(backup.status == 1)
                #expect(backup.errors.contains("There is a file '\(name)' already"))
                #expect(backup.output == "")
                #expect(try here.files == files)
                #expect(try here.contents(name) == contents)
            }
        }

        @Test("without a database, or a folder to write to, there is no backup and nothing is made")
        func nothing() async throws {
            try await Workplace.open { here in
                let noDatabase = try await here.run("backup", "copy.sqlite")
                #expect(noDatabase.status == 1)
                #expect(noDatabase.errors.contains("There is no database at 'boxoffice.sqlite'"))
                #expect(try here.files == [])
                _ = try await here.openHouse()
                let noFolder = try await here.run("backup", "none/copy.sqlite")
                #expect(noFolder.status == 1)
                #expect(noFolder.errors.contains("No such file or directory"))
            }
        }

        @Test("when there is no room for it, nothing is left of it")
        func noRoom() async throws {
            try await Workplace.open { here in
                let server = try await here.sell().server
                // No file may pass 64 KiB, which the copy would: as on a disk that is full.
                let limited = try await here.start(
                    "/bin/sh", ["-c", "trap '' XFSZ; ulimit -f 128; exec \"$0\" backup copy.sqlite", Program.path]
                ).finished()
                #expect(limited.status == 1)
                #expect(limited.errors.contains("nothing is left of it"), "\(limited.errors)")
                #expect(try !here.files.contains { $0.hasPrefix("copy") })
                #expect(try await here.run("backup", "copy.sqlite").status == 0)
                #expect(server.process.isRunning)
            }
        }

        @Test("what was broken before is copied as it is, and said to be broken")
        func broken() async throws {
            try await Workplace.open { here in
                let (server, partner) = try await here.sell()
                _ = try await partner.order(["pit": 2])
                _ = try await server.stop()
                let database = try DatabaseQueue(path: here.folder.appending(path: "boxoffice.sqlite").path)
                try await database.writeWithoutTransaction { database in
                    try database.execute(sql: "UPDATE stock SET sold = sold + 1 WHERE variant_id = 'pit'")
                }
                try database.close()
                let backup = try await here.run("backup", "copy.sqlite")
                #expect(backup.status == 1)
                #expect(backup.output.contains("counts 3 sold of 20"))
                #expect(!backup.output.contains("sound"))
                #expect(try here.files.contains("copy.sqlite"))
            }
        }
    }
}
