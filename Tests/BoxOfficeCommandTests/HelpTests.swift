import Testing

extension Commands {
    @Suite("Help teaches", .timeLimit(.minutes(1)))
    struct Help {
        @Test(
            "every command says what it does, what its flags mean and what they are by default",
            arguments: [
                (
                    [],
                    [
                        "serve", "catalogue", "keys", "audit", "backup", "buy", "legacy", "BOXOFFICE_DATABASE",
                        "A flag wins", "--demo",
                    ]
                ),
                (
                    ["serve"],
                    [
                        "--database <FILE|URL>", "boxoffice.sqlite in the working directory", "boxoffice-demo.sqlite",
                        "--host", "127.0.0.1", "--port", "8080", "--environment", "test or live", "--rate-limit",
                        "Requests a second", "off", "--demo", "four lines of curl", "SIGTERM", "/health",
                    ]
                ),
                (["catalogue"], ["check", "Validate", "import", "all of it or none of it"]),
                (["catalogue", "check"], ["<FILE>", "YAML or JSON", "change nothing", "Exits with 1"]),
                (
                    ["catalogue", "import"],
                    [
                        "<FILE>", "--database <FILE|URL>", "boxoffice.sqlite in the working directory",
                        "within a second",
                        "never taken back", "changes nothing",
                    ]
                ),
                (["keys"], ["create", "list", "revoke", "print it, and nothing else"]),
                (
                    ["keys", "create"],
                    [
                        "--retailer <ID>", "The retailer's id in the catalogue", "--scopes", "browse, sell",
                        "--environment", "test or live", "--database <FILE|URL>", "works at once", "Only its hash",
                        "X-TT-API-Key",
                    ]
                ),
                (["keys", "list"], ["--database <FILE|URL>", "retailer, scopes, environment"]),
                (["keys", "revoke"], ["<KEY-ID>", "key_", "'keys list'", "--database <FILE|URL>"]),
                (["audit"], ["--database <FILE|URL>", "Exits with 1", "Safe beside a selling server"]),
                (["backup"], ["<FILE>", "--database <FILE|URL>", "while it sells", "never touched", "Exits with 1"]),
                (["migrate"], ["--check", "--database <FILE|URL>", "exits with 1", "newer program is refused"]),
                (["copy"], ["--from <FILE>", "--to <URL>", "must be empty", "goes on where it stopped", "row by row"]),
                (
                    ["buy"],
                    [
                        "--url <URL>", "http://127.0.0.1:8080", "--key <KEY>", "BOXOFFICE_KEY", "--event <ID>",
                        "--occurrence <ID>", "--item <ITEM>", "--provider-code", "--voucher", "--protection", "--name",
                        "--email", "--phone", "--yes", "boxoffice buy --key KEY", "without a terminal nothing is",
                        "the API does not say", "Ctrl-C", "Exits with 1", "with 75",
                    ]
                ),
                (["legacy"], ["compare", "v4"]),
                (
                    ["legacy", "compare"],
                    [
                        "--url <URL>", "--key <KEY>", "--event <ID>", "--from <YYYY-MM-DD>", "--to <YYYY-MM-DD>",
                        "--quantity <N>", "https://tickets.example.com", "Exits with 1",
                    ]
                ),
            ])
        func help(command: [String], teaches: [String]) async throws {
            try await Workplace.open { here in
                let help = try await here.start(command + ["--help"]).finished()
                #expect(help.status == 0)
                #expect(help.errors == "")
                // However its lines are broken.
                let words = help.output.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
                for lesson in teaches { #expect(words.contains(lesson)) }
                #expect(help.output.split(separator: "\n").allSatisfy { $0.count <= 200 })
                #expect(try here.files == [], "asking for help makes nothing")
            }
        }

        @Test("without a command, and with one that there is not, it says what there is", arguments: [[], ["sell"]])
        func noCommand(arguments: [String]) async throws {
            try await Workplace.open { here in
                let answer = try await here.start(arguments).finished()
                #expect((answer.output + answer.errors).contains("boxoffice"))
                #expect(answer.status == (arguments.isEmpty ? 0 : 64))
            }
        }
    }
}
