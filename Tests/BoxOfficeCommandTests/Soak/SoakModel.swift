import Foundation

/// What the partners' programs were told, and what follows from it: who has what for sure, and who may have it.
///
/// A program never knows when, between its question and the answer, the server decided. So a thing is *surely* taken
/// from the answer until its end was asked for, and *possibly* taken from the question until its end was answered.
/// Whatever the server says of a moment must lie between the two. Server and programs read the same machine's clock.
struct SoakModel {
    /// A seat, an area or an extra of an occurrence, or a voucher. A seat is a thing of which there is one.
    typealias Thing = String

    /// A cart, from the moment it was asked for.
    private struct Claim {
        let things: [Thing: Int]
        let askedAt: Date
        /// Nil while the answer is under way.
        var answeredAt: Date?
        /// When its hold ends by itself.
        var expiresAt = Date.distantFuture
        /// A release, or a purchase, that may come before that.
        var releaseAskedAt: Date?
        var releasedAt: Date?
        var isBeingBought = false
        var soldAt: Date?

        var sureUntil: Date {
            guard soldAt == nil else { return .distantFuture }
            return min(expiresAt, releaseAskedAt ?? .distantFuture)
        }

        var possibleUntil: Date {
            guard !isBeingBought, soldAt == nil else { return .distantFuture }
            return min(expiresAt, releasedAt ?? .distantFuture)
        }

        func isSure(from start: Date, to end: Date) -> Bool {
            answeredAt.map { $0 <= start && end < sureUntil } ?? false
        }

        func isPossible(from start: Date, to end: Date) -> Bool {
            askedAt <= end && start <= possibleUntil
        }
    }

    /// Named by the program that asks: of what was never answered there is no cart's id.
    typealias ClaimID = Int

    private let capacities: [Thing: Int]
    private var claims: [ClaimID: Claim] = [:]
    private var claimsByThing: [Thing: Set<ClaimID>] = [:]
    /// Of claims that are older than every question under way.
    private(set) var soldBefore: [Thing: Int] = [:]
    private var claimsMade = 0
    /// What each program asks lies after this.
    private var roundsBegunAt: [Int: Date] = [:]

    init(_ capacities: [Thing: Int]) {
        self.capacities = capacities
    }

    /// A program begins anew. What ended before all rounds under way is no longer needed.
    mutating func beginRound(of program: Int) {
        roundsBegunAt[program] = .now
        guard let horizon = roundsBegunAt.values.min() else { return }
        for (id, claim) in claims {
            let isOldSale = claim.soldAt.map { $0 < horizon } ?? false
            guard isOldSale || claim.possibleUntil < horizon else { continue }
            if isOldSale { soldBefore.merge(claim.things, uniquingKeysWith: +) }
            forget(id)
        }
    }

    mutating func ask(for things: [Thing: Int]) -> ClaimID {
        claimsMade += 1
        claims[claimsMade] = Claim(things: things, askedAt: .now)
        for thing in things.keys { claimsByThing[thing, default: []].insert(claimsMade) }
        return claimsMade
    }

    /// The cart was opened: nobody else may have the same.
    mutating func held(_ id: ClaimID, until expiresAt: Date) throws {
        claims[id]?.answeredAt = .now
        claims[id]?.expiresAt = expiresAt
        try expectNoneTakenTwice(by: id)
    }

    /// Refused, for want of these things, of which so much was left; a voucher says nothing of how much.
    mutating func refused(_ id: ClaimID, _ left: [Thing: Int?]) throws {
        guard let claim = claims[id] else { return }
        forget(id)
        for (thing, available) in left {
            let wished = claim.things[thing, default: 0]
            if let available {
                guard available < wished else { throw Disagreement("\(thing) was refused, and \(available) are left") }
                try expect(available, of: thing, since: claim.askedAt)
            } else if capacity(thing) - taken(thing, since: claim.askedAt).possibly >= wished {
                throw Disagreement("\(thing) was refused, and should be there")
            }
        }
    }

    mutating func askRelease(_ id: ClaimID) {
        claims[id]?.releaseAskedAt = .now
    }

    mutating func released(_ id: ClaimID) {
        claims[id]?.releasedAt = .now
    }

    mutating func askPurchase(_ id: ClaimID) {
        claims[id]?.isBeingBought = true
    }

    /// From now on, and without a gap since it was held, nobody else may have the same.
    mutating func sold(_ id: ClaimID) throws {
        claims[id]?.soldAt = .now
        try expectNoneTakenTwice(by: id)
    }

    /// The server says that the hold ended before it was bought.
    mutating func tooLate(_ id: ClaimID) throws {
        if let claim = claims[id], Date.now < claim.expiresAt {
            throw Disagreement("claim \(id) was ended before \(claim.expiresAt)")
        }
        claims[id]?.isBeingBought = false
    }

    /// What an inventory that was asked for at this moment says is left of things.
    func browsed(_ left: [Thing: Int], askedAt: Date) throws {
        for (thing, available) in left { try expect(available, of: thing, since: askedAt) }
    }

    /// What the orders should have in all.
    var sold: [Thing: Int] {
        claims.values.filter { $0.soldAt != nil }
            .reduce(into: soldBefore) { $0.merge($1.things, uniquingKeysWith: +) }
    }

    private mutating func forget(_ id: ClaimID) {
        for thing in claims[id]?.things.keys ?? [:].keys { claimsByThing[thing]?.remove(id) }
        claims[id] = nil
    }

    private func capacity(_ thing: Thing) -> Int {
        capacities[thing] ?? 0
    }

    private func claims(of thing: Thing) -> [Claim] {
        claimsByThing[thing, default: []].compactMap { claims[$0] }
    }

    /// How much was taken at every moment since, and how much may have been at some.
    private func taken(_ thing: Thing, since start: Date) -> (surely: Int, possibly: Int) {
        let (claims, now) = (claims(of: thing), Date.now)
        func sum(_ isCounted: (Claim) -> Bool) -> Int {
            claims.filter(isCounted).reduce(soldBefore[thing, default: 0]) { $0 + $1.things[thing, default: 0] }
        }
        return (sum { $0.isSure(from: start, to: now) }, sum { $0.isPossible(from: start, to: now) })
    }

    private func expect(_ available: Int, of thing: Thing, since start: Date) throws {
        let (surely, possibly) = taken(thing, since: start)
        // More may be wanted than there is.
        let range = max(0, capacity(thing) - possibly)...(max(0, capacity(thing) - surely))
        guard !range.contains(available) else { return }
        throw Disagreement("\(available) of \(thing) are said to be left, and \(range) should be")
    }

    /// At no moment since a claim was answered was more taken than there is. Only where another one begins can that be.
    private func expectNoneTakenTwice(by id: ClaimID) throws {
        guard let claim = claims[id], let since = claim.answeredAt else { return }
        for thing in claim.things.keys {
            let claims = claims(of: thing)
            for moment in claims.compactMap(\.answeredAt) where since <= moment && moment < claim.sureUntil {
                let taken = claims.filter { $0.isSure(from: moment, to: moment) }
                    .reduce(soldBefore[thing, default: 0]) { $0 + $1.things[thing, default: 0] }
                guard taken <= capacity(thing) else {
                    throw Disagreement("\(taken) of \(thing) are taken at \(moment), and there are \(capacity(thing))")
                }
            }
        }
    }
}

/// The server and the model say different things.
struct Disagreement: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
