extension String {
    /// Whether a path begins with these segments: `api/v4`. Slashes count once, as the router reads them.
    func isBelow(_ segments: StaticString) -> Bool {
        var path = self
        return path.withUTF8 { path in
            var rest = path.drop { $0 == slash }
            for index in 0..<segments.utf8CodeUnitCount {
                guard let byte = rest.popFirst(), byte == segments.utf8Start[index] else { return false }
                if byte == slash { rest = rest.drop { $0 == slash } }
            }
            return rest.isEmpty || rest.first == slash
        }
    }
}

private let slash = UInt8(ascii: "/")
