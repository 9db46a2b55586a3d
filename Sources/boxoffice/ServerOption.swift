import ArgumentParser
import BoxOfficeClient

/// Which server a command asks, and as whom.
struct ServerOption: ParsableArguments {
    static let defaultURL = "http://127.0.0.1:8080"

    @Option(help: ArgumentHelp("The server, without /api (default: \(defaultURL)).", valueName: "URL"))
    var url: String?

    @Option(
        help: ArgumentHelp(
            "A key of that server. BOXOFFICE_KEY in the environment keeps it out of the list of processes.",
            valueName: "KEY"))
    var key: String?

    func boxOffice() throws -> BoxOffice {
        let key = try Setting.value(key, flag: "key", default: "")
        guard !key.isEmpty else {
            throw ValidationError(
                "Give the key with --key, or in BOXOFFICE_KEY; 'boxoffice keys create' and 'boxoffice serve --demo' "
                    + "print one.")
        }
        let url = try Setting.value(url, flag: "url", default: Self.defaultURL)
        do {
            return try BoxOffice(url, key: key)
        } catch let error as BoxOfficeError {
            throw ValidationError(error.message)
        }
    }
}
