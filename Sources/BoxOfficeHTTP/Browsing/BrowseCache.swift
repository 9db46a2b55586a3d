import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeWire

/// Answers about what is on sale, ready to be sent. Nothing in them depends on who asks; whether somebody may ask is
/// judged before.
struct BrowseCache: Sendable {
    /// What is asked for. Texts that a client made up are no part of it, or they would take the room of answers.
    enum Question: Hashable {
        case events(Retailer.ID, Location.ID?, Page?)
        case occurrences(Event.ID, OccurrenceFilter, Page?)
        case occurrence(Event.ID, Occurrence.ID)
        case inventory(Occurrence.ID, tier: RateCode.ID?, Page?)
        case availability(Event.ID, OccurrenceFilter)
    }

    /// A house at prices that stand until a moment: nothing of it depends on when it is asked for, or by whom.
    private struct SheetName: Hashable {
        let occurrence: Occurrence.ID
        let tier: RateCode.ID?
        let prices: InventoryState.PriceSpan
    }

    /// Bytes of all answers, and of all sheets that inventories are put together from: each has room for one of a stadium
    /// of 50,000 seats, or for those of some forty theatres.
    private static let answerBytesMax = 32 << 20
    private static let sheetBytesMax = 32 << 20

    private let answers: StampedCache<Question, BrowseAnswer>
    private let sheets: StampedCache<SheetName, InventorySheet>

    init(desk: Desk) {
        answers = StampedCache(desk: desk, bytesMax: Self.answerBytesMax) { $0.byteCount }
        sheets = StampedCache(desk: desk, bytesMax: Self.sheetBytesMax) { $0.byteCount }
    }

    /// The answer to a question, encoded from what `find` finds where it is not known.
    func answer<Found: Sendable>(
        _ question: Question, find: @escaping @Sendable () async throws -> Stamped<Found>,
        encode: @escaping @Sendable (Found) throws -> BrowseAnswer
    ) async throws -> BrowseAnswer {
        try await answers.value(question) {
            let found = try await find()
            return Stamped(value: try encode(found.value), stamp: found.stamp)
        }
    }

    /// What can be bought of an occurrence.
    func inventory(
        _ occurrence: Occurrence.ID, tier: String?, page: Page?,
        find: @escaping @Sendable () async throws -> Stamped<InventoryState>
    ) async throws -> BrowseAnswer {
        let tier = tier.map { RateCode.ID($0) }
        return try await answers.value(.inventory(occurrence, tier: tier, page)) {
            let found = try await find()
            let state = found.value
            let sheet = try await sheets.value(SheetName(occurrence: occurrence, tier: tier, prices: state.priceSpan)) {
                Stamped(value: InventorySheet(state.wholeHouse, of: occurrence), stamp: state.houseStamp)
            }
            return Stamped(value: sheet.answer(state.taken, page: page), stamp: found.stamp)
        }
    }
}
