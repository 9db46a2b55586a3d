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

    @Test("a statement is known again, whatever its values, and never taken for another text")
    func keys() {
        func seat(_ name: String, _ filter: SQL) -> SQL { "SELECT a FROM t WHERE seat = \(name) AND \(filter)" }
        #expect(seat("A1", "b = \(1)").key != seat("A1", "c = \(1)").key)
        let filter: SQL = "b = \(1)"
        #expect(seat("A1", filter).key == seat("B2", filter).key)
        let first: SQL = "SELECT \("x")"
        let second: SQL = "SELECT "
        #expect(first.key != second.key)
        // What differs in nothing but the number of its binds.
        let one: SQL = "\(1)"
        let two: SQL = "\(1)\(2)"
        #expect(one.key != two.key)
        // However a statement is put together, it is the same with the same pieces in the same order.
        var grown: [SQL] = []
        for start in [7, 8] {
            var sql: SQL = "\(start)"
            for value in 1...3 { sql = "\(sql), \(value)" }
            grown.append(sql)
        }
        #expect(grown[0].key == grown[1].key && grown[0].text == "$1, $2, $3, $4")
    }

    @Test("a literal that ends as another does is another")
    func tails() {
        let whole: SQL = "SELECT 1, 2"
        let tail: SQL = "1, 2"
        #expect(whole.key != tail.key)
    }

    @Test("text that looks like SQL stays a value")
    func injection() {
        let name = "'; DROP TABLE cart; --"
        let sql: SQL = "SELECT \(name)"
        #expect(sql.text == "SELECT $1")
        #expect(sql.binds == [.text(name)])
    }
}
