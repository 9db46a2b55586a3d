import NIOCore

/// What came back of a request, as far as a load wants to know.
struct Answer: Sendable {
    let status: Int
    /// Where the thing that was made is.
    let location: String?
    /// Of the body, whether it was kept or not.
    let bodyBytes: Int
    /// Empty unless it was to be kept.
    let body: ByteBuffer
}

/// Reads HTTP/1.1 answers as our servers write them, one after the other: a status, headers, and a body that
/// `Content-Length` measures. Far cheaper than a real client's parser, since it shares the cores with what it measures.
struct ResponseReader {
    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    let keepsBodies: Bool
    /// A head that has not come to its end.
    private var head = ByteBuffer()
    private var answer: (status: Int, location: String?, length: Int)?
    private var bodyBytesMissing = 0
    private var body = ByteBuffer()

    private static let headBytesMax = 16 * 1024

    init(keepsBodies: Bool) {
        self.keepsBodies = keepsBodies
    }

    /// Takes in what came, up to the end of an answer at the most; nil while the answer is not whole.
    mutating func read(_ bytes: inout ByteBuffer) throws -> Answer? {
        if answer == nil {
            guard try readHead(&bytes) else { return nil }
        }
        let part = min(bodyBytesMissing, bytes.readableBytes)
        if let slice = bytes.readSlice(length: part), keepsBodies { body.writeImmutableBuffer(slice) }
        bodyBytesMissing -= part
        guard bodyBytesMissing == 0, let whole = answer else { return nil }
        answer = nil
        defer { body = ByteBuffer() }
        return Answer(status: whole.status, location: whole.location, bodyBytes: whole.length, body: body)
    }

    /// Whether the head is whole now.
    private mutating func readHead(_ bytes: inout ByteBuffer) throws -> Bool {
        if head.readableBytes == 0 { swap(&head, &bytes) } else { head.writeBuffer(&bytes) }
        guard let length = head.withUnsafeReadableBytes(Self.headLength) else {
            guard head.readableBytes <= Self.headBytesMax else { throw Malformed(description: "a head without end") }
            return false
        }
        let parsed = try head.withUnsafeReadableBytes { bytes in
            try Self.parse(UnsafeRawBufferPointer(rebasing: bytes[..<length]))
        }
        head.moveReaderIndex(forwardBy: length)
        bytes = head
        head = ByteBuffer()
        answer = parsed
        bodyBytesMissing = parsed.length
        if keepsBodies { body.reserveCapacity(parsed.length) }
        return true
    }

    /// Up to and with the empty line.
    private static func headLength(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var index = 3
        while index < bytes.count {
            // Most bytes are neither: then the end is two bytes further on at the earliest.
            switch bytes[index] {
            case newline where bytes[index - 1] == carriageReturn && bytes[index - 2] == newline: return index + 1
            case newline, carriageReturn: index += 1
            default: index += 2
            }
        }
        return nil
    }

    private static func parse(_ head: UnsafeRawBufferPointer) throws -> (status: Int, location: String?, length: Int) {
        // `HTTP/1.1 200 `
        guard head.count > 12, let status = number(UnsafeRawBufferPointer(rebasing: head[9..<12])) else {
            throw Malformed(description: "no status")
        }
        var length: Int?
        var location: String?
        var rest = UnsafeRawBufferPointer(rebasing: head[12...])
        while let end = rest.firstIndex(of: newline) {
            let line = UnsafeRawBufferPointer(rebasing: rest[..<max(0, end - 1)])
            rest = UnsafeRawBufferPointer(rebasing: rest[(end + 1)...])
            if let value = Self.value(of: "content-length:", in: line) { length = number(value) }
            if let value = Self.value(of: "location:", in: line) { location = String(decoding: value, as: UTF8.self) }
        }
        guard let length = length ?? (status == 204 || status == 304 ? 0 : nil) else {
            throw Malformed(description: "an answer without Content-Length")
        }
        return (status, location, length)
    }

    /// What stands behind a name, which is given in small letters with its colon; nil in another header's line.
    private static func value(of name: StaticString, in line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        let length = name.utf8CodeUnitCount
        guard line.count > length, line[length - 1] == UInt8(ascii: ":") else { return nil }
        for index in 0..<length - 1 where line[index] | 0x20 != name.utf8Start[index] { return nil }
        let start = line[length] == UInt8(ascii: " ") ? length + 1 : length
        return UnsafeRawBufferPointer(rebasing: line[start...])
    }

    private static func number(_ digits: UnsafeRawBufferPointer) -> Int? {
        var number = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9"), number < 1 << 40 else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return number
    }

    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
}
