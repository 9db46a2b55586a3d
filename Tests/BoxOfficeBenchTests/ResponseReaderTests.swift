import NIOCore
import Testing

@testable import BoxOfficeBench

@Suite("An answer is read however it is cut into pieces")
struct ResponseReaderTests {
    private static let answers =
        "HTTP/1.1 201 Created\r\nContent-Length: 7\r\nlocation: /api/v3/carts/42\r\nDate: now\r\n\r\n{\"a\":1}"
        + "HTTP/1.1 204 No Content\r\nServer: boxoffice\r\n\r\n"
        + "HTTP/1.1 409 Conflict\r\ncontent-length: 2\r\nContent-Language: en\r\n\r\n{}"

    @Test("one after the other, in pieces of any length", arguments: 1...answers.utf8.count)
    func pieces(of length: Int) throws {
        var reader = ResponseReader(keepsBodies: true)
        var whole = ByteBuffer(string: Self.answers)
        var read: [Answer] = []
        while whole.readableBytes > 0, var piece = whole.readSlice(length: min(length, whole.readableBytes)) {
            while let answer = try reader.read(&piece) { read.append(answer) }
        }
        #expect(read.map(\.status) == [201, 204, 409])
        #expect(read.map(\.location) == ["/api/v3/carts/42", nil, nil])
        #expect(read.map(\.bodyBytes) == [7, 0, 2])
        #expect(read.map { String(buffer: $0.body) } == ["{\"a\":1}", "", "{}"])
    }

    @Test("a body that nobody wants is counted and not kept")
    func notKept() throws {
        var reader = ResponseReader(keepsBodies: false)
        var bytes = ByteBuffer(string: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
        let answer = try #require(try reader.read(&bytes))
        #expect(answer.bodyBytes == 5)
        #expect(answer.body.readableBytes == 0)
        #expect(bytes.readableBytes == 0)
    }

    @Test(
        "what is no such answer is an error, not a wait",
        arguments: [
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 2x0 OK\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\n", "SSH\r\n\r\n",
        ])
    func malformed(_ text: String) {
        var reader = ResponseReader(keepsBodies: false)
        var bytes = ByteBuffer(string: text)
        #expect(throws: ResponseReader.Malformed.self) { try reader.read(&bytes) }
    }

    @Test("a head without end is given up")
    func endless() {
        var reader = ResponseReader(keepsBodies: false)
        var bytes = ByteBuffer(repeating: UInt8(ascii: "x"), count: 20_000)
        #expect(throws: ResponseReader.Malformed.self) { try reader.read(&bytes) }
    }
}
