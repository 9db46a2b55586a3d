/// A list of the API, which is fetched as it is read: page after page, each when its first entry is needed.
///
/// ```swift
/// for try await order in boxOffice.orders().inPages(of: 500) { print(order.confirmationNumber) }
/// ```
///
/// Going through it again fetches it again. Every step throws what the call throws that it needed.
public struct Paged<Element: Codable & Sendable>: AsyncSequence, Sendable {
    let fetch: @Sendable (_ limit: Int?, _ offset: Int?) async throws -> ListEnvelope<Element>
    var pageSize: Int?

    init(_ fetch: @escaping @Sendable (_ limit: Int?, _ offset: Int?) async throws -> ListEnvelope<Element>) {
        self.fetch = fetch
    }

    /// The same list in pages of another size, from 1 to 1,000.
    ///
    /// Left alone, events and orders come 50 at once; occurrences and inventory items come whole, in one answer that is
    /// of one moment. Between two pages something may be sold, and what is then no longer listed moves the rest on.
    public func inPages(of size: Int) -> Paged {
        var paged = self
        paged.pageSize = size
        return paged
    }

    /// All of it.
    public func all() async throws -> [Element] {
        try await reduce(into: []) { $0.append($1) }
    }

    /// One page, with its place in the whole.
    ///
    /// - Parameters:
    ///   - limit: entries at the most, 1 to 1,000; nil leaves it to the server.
    ///   - offset: how many entries stand before it.
    public func page(limit: Int? = nil, offset: Int = 0) async throws -> ListEnvelope<Element> {
        try await fetch(limit, offset)
    }

    /// Starts before the first entry.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(list: self)
    }

    /// Where a reader of the list is.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let list: Paged
        private var page: ArraySlice<Element> = []
        private var fetched = 0
        private var isComplete = false

        fileprivate init(list: Paged) {
            self.list = list
        }

        /// The next entry; nil behind the last one.
        public mutating func next() async throws -> Element? {
            if page.isEmpty && !isComplete { try await fetch() }
            return page.popFirst()
        }

        private mutating func fetch() async throws {
            let envelope = try await list.fetch(list.pageSize, fetched == 0 ? nil : fetched)
            page = envelope.data[...]
            fetched += page.count
            // An empty page ends the list whatever its total says: what it counted may be gone.
            isComplete = page.isEmpty || envelope.pagination.map { fetched >= $0.total } ?? true
        }
    }
}
