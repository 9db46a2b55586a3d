import Synchronization
import Testing

@testable import BoxOfficeStore

@Suite("When to try again to reach a database")
struct BackoffTests {
    @Test("at once, then after ever longer pauses, of which none is longer than two seconds")
    func pauses() throws {
        let seconds = Mutex(5.0)
        let backoff = Backoff { seconds.withLock { $0 } }
        #expect(backoff.wait == nil)
        var pauses: [Double] = []
        for _ in 1...8 {
            backoff.note(StoreFailure(code: .unavailable, cause: "away"))
            let wait = try #require(backoff.wait)
            pauses.append((wait * 10).rounded() / 10)
            seconds.withLock { $0 += wait / 2 }
            #expect(backoff.wait != nil)
            seconds.withLock { $0 += wait / 2 + 0.001 }
            #expect(backoff.wait == nil)
        }
        #expect(pauses == [0.1, 0.2, 0.4, 0.8, 1.6, 2, 2, 2])
    }

    @Test("who has found the database lets everybody try")
    func success() {
        let backoff = Backoff { 0 }
        for _ in 1...8 { backoff.note(StoreFailure(code: .unavailable, cause: "away")) }
        #expect(backoff.wait == 2)
        backoff.noteSuccess()
        #expect(backoff.wait == nil)
        backoff.note(StoreFailure(code: .unavailable, cause: "away"))
        #expect(backoff.wait == 0.1)
    }

    @Test("who may not try is told why the last who did failed")
    func reason() throws {
        let backoff = Backoff()
        let address = try PostgreSQLAddress("postgres://db.example.com/sale")
        #expect(backoff.failure(address).cause.contains("db.example.com"))
        backoff.note(StoreFailure(code: .unavailable, cause: "the cable"))
        #expect(backoff.failure(address).cause == "the cable")
    }
}
