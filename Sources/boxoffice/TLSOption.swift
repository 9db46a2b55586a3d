import ArgumentParser
import FoundationEssentials
import NIOSSL

/// The certificate that the server shows; without one it speaks plain HTTP.
struct TLSOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The server's certificate in PEM, followed by those that signed it. With --tls-key, HTTPS is spoken, TLS 1.2 "
                + "and later (default: plain HTTP).", valueName: "FILE"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("The certificate's private key in PEM, without a passphrase.", valueName: "FILE"))
    var tlsKey: String?

    /// Nil is plain HTTP.
    func configuration() throws -> TLSConfiguration? {
        // A path cannot be empty, so that this stands for none.
        let certificate = try Setting.value(tlsCertificate, flag: "tls-certificate", default: "")
        let key = try Setting.value(tlsKey, flag: "tls-key", default: "")
        if certificate.isEmpty && key.isEmpty { return nil }
        guard !certificate.isEmpty else { throw ValidationError("--tls-key needs --tls-certificate beside it.") }
        guard !key.isEmpty else { throw ValidationError("--tls-certificate needs --tls-key beside it.") }

        let chain = try read(certificate, "--tls-certificate", "certificates in PEM") {
            try NIOSSLCertificate.fromPEMBytes($0)
        }
        guard !chain.isEmpty else {
            throw CommandFailure("--tls-certificate '\(certificate)' holds no certificates in PEM.")
        }
        let privateKey = try read(key, "--tls-key", "a private key in PEM without a passphrase") {
            try NIOSSLPrivateKey(bytes: $0, format: .pem)
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
        configuration.minimumTLSVersion = .tlsv12
        do {
            _ = try NIOSSLContext(configuration: configuration)
        } catch {
            throw CommandFailure(
                "The key '\(key)' is not the one of the certificate '\(certificate)'. Name two that belong together.")
        }
        return configuration
    }

    private func read<Content>(
        _ path: String, _ flag: String, _ expected: String, _ parse: ([UInt8]) throws -> Content
    ) throws -> Content {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(flag) '\(path)' cannot be read: there is no such file, or it is not readable.")
        }
        do {
            return try parse([UInt8](bytes))
        } catch {
            throw CommandFailure("\(flag) '\(path)' does not hold \(expected).")
        }
    }
}
