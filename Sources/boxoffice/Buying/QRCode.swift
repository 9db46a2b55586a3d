import CZint

/// A QR code to be shown in a terminal.
struct QRCode {
    /// Rows of modules; true is dark.
    let modules: [[Bool]]

    /// Light modules that scanners need around it (ISO/IEC 18004).
    private static let quietZone = 4

    /// Nil where a text is too long for one.
    init?(_ text: String) {
        guard let symbol = ZBarcode_Create() else { return nil }
        defer { ZBarcode_Delete(symbol) }
        symbol.pointee.symbology = BARCODE_QRCODE
        symbol.pointee.input_mode = UNICODE_MODE
        let bytes = Array(text.utf8)
        guard ZBarcode_Encode(symbol, bytes, Int32(bytes.count)) < ZINT_ERROR else { return nil }
        modules = (0..<symbol.pointee.rows).map { row in
            (0..<symbol.pointee.width).map { boxoffice_zint_is_dark(symbol, row, $0) != 0 }
        }
    }

    /// Two rows of modules a line, with the quiet zone around them.
    ///
    /// - Parameter isColored: whether escapes make it black on white, whatever the terminal's colours are. Without them
    ///   it is as on paper: what is drawn is dark.
    func lines(isColored: Bool) -> [String] {
        let width = modules.count + 2 * Self.quietZone
        let light = [Bool](repeating: false, count: width)
        let side = [Bool](repeating: false, count: Self.quietZone)
        let margin = Array(repeating: light, count: Self.quietZone)
        let rows = margin + modules.map { side + $0 + side } + margin
        return stride(from: 0, to: rows.count, by: 2).map { row in
            let below = row + 1 < rows.count ? rows[row + 1] : light
            let line = String(zip(rows[row], below).map(Self.block))
            return isColored ? "\u{1B}[30;107m\(line)\u{1B}[0m" : line
        }
    }

    private static func block(upper: Bool, lower: Bool) -> Character {
        switch (upper, lower) {
        case (true, true): "█"
        case (true, false): "▀"
        case (false, true): "▄"
        case (false, false): " "
        }
    }
}
