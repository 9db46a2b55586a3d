extension String {
    /// With a mark in place of every control character: what a server sent moves no cursor, changes no colour and types
    /// nothing where it is shown.
    var printable: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    switch scalar.value {
                    // C0, and DEL with C1.
                    case 0..<0x20, 0x7F..<0xA0: "\u{FFFD}"
                    default: scalar
                    }
                }))
    }
}
