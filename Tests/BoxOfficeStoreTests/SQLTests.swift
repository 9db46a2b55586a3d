import BoxOfficeDomain
import Testing

@testable import BoxOfficeStore

@Suite("A statement is text from literals and values that become binds")
struct SQLTests {
    @Test("values are numbered upward from one, in the order in which they stand")
    func numbering() {
        let cart = Cart.ID("c")
        let none: String? = nil
        let sql: SQL = "UPDATE t SET a = \(1), b = \("x"), c = \(Moment(seconds: 2)), d = \(none) WHERE id = \(cart)"
        #expect(sql.text == "UPDATE t SET a = $1, b = $2, c = $3, d = $4 WHERE id = $5")
        #expect(sql.binds == [.integer(1), .text("x"), .integer(2_000_000), .null, .text("c")])
    }

    @Test("a statement without values is its literal")
    func literal() {
        let sql: SQL = "SELECT 1"
        #expect(sql.text == "SELECT 1")
        #expect(sql.binds.isEmpty)
    }

    @Test("a piece in a piece is numbered where it stands")
    func fragments() {
        var filter: SQL = "a = \(1)"
        filter = "\(filter) AND b = \(2)"
        let between: SQL = "c"
        let sql: SQL = "SELECT \(0) FROM t WHERE \(filter) AND \(between) = \(3) LIMIT \(4)"
        #expect(sql.text == "SELECT $1 FROM t WHERE a = $2 AND b = $3 AND c = $4 LIMIT $5")
        #expect(sql.binds == [.integer(0), .integer(1), .integer(2), .integer(3), .integer(4)])
    }

    @Test("more than nine values are still numbered, each with its own")
    func many() {
        var sql: SQL = "\(0)"
        for value in 1...11 { sql = "\(sql), \(value)" }
        #expect(sql.text == "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12")
        #expect(sql.binds == (0...11).map { .integer(Int64($0)) })
    }

    @Test("text that looks like SQL stays a value")
    func injection() {
        let name = "'; DROP TABLE cart; --"
        let sql: SQL = "SELECT \(name)"
        #expect(sql.text == "SELECT $1")
        #expect(sql.binds == [.text(name)])
    }
}
