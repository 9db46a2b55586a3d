import Foundation
import Testing

extension Commands {
    /// `--tls-certificate` and `--tls-key`, as clients that have nothing to do with us see them.
    @Suite("The server speaks TLS", .timeLimit(.minutes(2)))
    struct TLS {
        @Test("a client that trusts the certificate's signer is served, one that does not is not")
        func trust() async throws {
            try await Workplace.open { workplace in
                try await workplace.makeCertificates()
                _ = try await workplace.openHouse()
                let server = try await workplace.serveTLS()
                let trusting = try await workplace.curl(server.port, "--cacert", "signer.pem")
                #expect(trusting.status == 0, "\(trusting.errors)")
                #expect(trusting.output.contains(#""status":"ok""#))
                // 60: the peer's certificate cannot be verified.
                #expect(try await workplace.curl(server.port).status == 60)
                #expect(try await workplace.curl(server.port, "--cacert", "stranger.pem").status == 60)
                // 35: no common version, or no TLS at all.
                let old = try await workplace.curl(server.port, "--cacert", "signer.pem", "--tls-max", "1.1")
                #expect(old.status == 35)
                let plain = try await workplace.start(
                    "/usr/bin/env", ["curl", "-sS", "-m", "10", "http://localhost:\(server.port)/health"]
                ).finished()
                #expect(plain.status != 0)
                #expect(try await server.stop().status == 0)
            }
        }

        @Test("files that do not fit are refused before anything is served")
        func refused() async throws {
            try await Workplace.open { workplace in
                try await workplace.makeCertificates()
                try workplace.write("nothing of the kind", to: "text.txt")
                let rows: [(arguments: [String], status: Int32, words: String)] = [
                    (["--tls-certificate", "server.pem"], 64, "--tls-key"),
                    (["--tls-key", "server.key"], 64, "--tls-certificate"),
                    (["--tls-certificate", "absent.pem", "--tls-key", "server.key"], 1, "'absent.pem' cannot be read"),
                    (["--tls-certificate", "server.pem", "--tls-key", "absent.key"], 1, "'absent.key' cannot be read"),
                    (["--tls-certificate", "text.txt", "--tls-key", "server.key"], 1, "certificates in PEM"),
                    (["--tls-certificate", "server.pem", "--tls-key", "text.txt"], 1, "a private key in PEM"),
                    (["--tls-certificate", "server.pem", "--tls-key", "stranger.key"], 1, "belong together"),
                ]
                for (arguments, status, words) in rows {
                    let ended = try await workplace.start(["serve", "--port", "1"] + arguments).finished()
                    #expect(ended.status == status, "\(arguments) \(ended.errors)")
                    #expect(ended.errors.contains(words), "\(arguments) \(ended.errors)")
                }
            }
        }

        @Test("the files may be named by the environment, and the demo prints addresses that work")
        func demo() async throws {
            try await Workplace.open { workplace in
                try await workplace.makeCertificates()
                let port = try LoopbackSocket.freePort()
                let process = try workplace.start(
                    ["serve", "--demo", "--port", "\(port)"],
                    environment: ["BOXOFFICE_TLS_CERTIFICATE": "server.pem", "BOXOFFICE_TLS_KEY": "server.key"])
                try await eventually("the demo answers", within: .seconds(60)) {
                    try #require(process.isRunning, "\(process.errors)")
                    return try await workplace.curl(port, "--cacert", "signer.pem").status == 0
                }
                #expect(process.output.contains("https://127.0.0.1:\(port)/api/v3"))
            }
        }
    }
}

extension Workplace {
    /// A signer, a server's certificate by it for this machine, and a signer that has nothing to do with either.
    fileprivate func makeCertificates() async throws {
        for name in ["signer", "stranger"] {
            try await openssl(
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=\(name)", "-keyout",
                "\(name).key", "-out", "\(name).pem")
        }
        try await openssl(
            "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", "server.key", "-out",
            "server.csr")
        try write("subjectAltName=DNS:localhost,IP:127.0.0.1", to: "names.txt")
        try await openssl(
            "x509", "-req", "-in", "server.csr", "-CA", "signer.pem", "-CAkey", "signer.key", "-CAcreateserial",
            "-days", "2", "-extfile", "names.txt", "-out", "server.pem")
    }

    private func openssl(_ arguments: String...) async throws {
        let ended = try await start("/usr/bin/env", ["openssl"] + arguments).finished()
        try #require(ended.status == 0, "\(ended.errors)")
    }

    /// Asks the server how it is, as any client on this machine would.
    fileprivate func curl(_ port: Int, _ arguments: String...) async throws -> Finished {
        try await start(
            "/usr/bin/env", ["curl", "-sS", "-m", "10", "https://localhost:\(port)/health"] + arguments
        ).finished()
    }

    fileprivate func serveTLS() async throws -> Server {
        let port = try LoopbackSocket.freePort()
        let process = try start([
            "serve", "--port", "\(port)", "--tls-certificate", "server.pem", "--tls-key", "server.key",
        ])
        try await eventually("the server answers") {
            try #require(process.isRunning, "\(process.errors)")
            return try await curl(port, "--cacert", "signer.pem").status == 0
        }
        return Server(process: process, port: port)
    }
}
