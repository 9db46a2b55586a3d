import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeWire
import Crypto
import NIOCore

/// A whole house in JSON, item by item, as if nothing were taken: written once, and from then on an inventory is put
/// together from its pieces. Neighbours that are free are copied in one go.
final class InventorySheet: Sendable {
    private struct Piece {
        let variant: InventoryVariant.ID
        let isSeat: Bool
        let capacity: Int
        /// Where it ends in the text: behind the whole item for a seat, before the quantity for the rest.
        let end: Int
    }

    private let text: [UInt8]
    private let pieces: [Piece]
    /// Of the text: with it and what is free, an answer is told from every other.
    private let fingerprint: SHA256Digest

    var byteCount: Int { text.count + pieces.count * MemoryLayout<Piece>.stride }

    init(_ items: [InventoryItem], of occurrence: Occurrence.ID) {
        var json = JSONText()
        var pieces: [Piece] = []
        pieces.reserveCapacity(items.count)
        for item in items {
            json.raw(",")
            InventoryItemBody(item, of: occurrence).writeUpToQuantity(&json)
            // Of a seat there is one or none at all.
            if item.variant.isSeat { json.raw("1}") }
            pieces.append(
                Piece(
                    variant: item.variant.id, isSeat: item.variant.isSeat, capacity: item.quantityAvailable,
                    end: json.bytes.count))
        }
        self.text = json.bytes
        self.pieces = pieces
        self.fingerprint = SHA256.hash(data: json.bytes)
    }

    /// What is free of the house, or the page of it that was asked for.
    ///
    /// Costs as much as there are items to look at and bytes to copy.
    func answer(_ taken: Taken, page: Page?) -> BrowseAnswer {
        let free = pieces.map { taken.free($0.variant, isSeat: $0.isSeat, capacity: $0.capacity) }
        let total = free.reduce(0) { $1 > 0 ? $0 + 1 : $0 }
        var bytes = ByteBuffer()
        bytes.reserveCapacity(text.count + Self.roomAround)
        bytes.writeStaticString("{\"data\":")
        let listStart = bytes.writerIndex
        let isEmpty = copyItems(free, page: page, to: &bytes) == 0
        // The bracket stands where the first item has its comma.
        if isEmpty { bytes.writeStaticString("[") } else { bytes.setInteger(UInt8(ascii: "["), at: listStart) }
        bytes.writeStaticString("]")
        if let page {
            bytes.writeString(
                ",\"pagination\":{\"limit\":\(page.limit),\"offset\":\(page.offset),\"total\":\(total)}")
        }
        bytes.writeStaticString("}")
        return BrowseAnswer(bytes, fingerprint: fingerprint(of: free, page))
    }

    /// For the envelope, and for what quantities take beyond one digit.
    private static let roomAround = 4096

    /// Answers how many were copied; each has a comma in front of it.
    private func copyItems(_ free: [Int], page: Page?, to bytes: inout ByteBuffer) -> Int {
        let shown = page.map { $0.offset..<$0.offset + $0.limit } ?? 0..<Int.max
        var (seen, copied) = (0, 0)
        // Where the run of neighbours begins that is not copied yet.
        var (runStart, runEnd) = (0, 0)
        for (index, piece) in pieces.enumerated() {
            let start = index == 0 ? 0 : pieces[index - 1].end
            guard free[index] > 0 else { continue }
            seen += 1
            guard shown.contains(seen - 1) else { continue }
            copied += 1
            if runEnd != start {
                bytes.writeBytes(text[runStart..<runEnd])
                runStart = start
            }
            runEnd = piece.end
            if !piece.isSeat {
                bytes.writeBytes(text[runStart..<runEnd])
                bytes.writeString("\(free[index])}")
                runStart = runEnd
            }
        }
        bytes.writeBytes(text[runStart..<runEnd])
        return copied
    }

    /// The same for the same bytes, on every server, at the cost of a fraction of them.
    private func fingerprint(of free: [Int], _ page: Page?) -> SHA256Digest {
        var hash = SHA256()
        fingerprint.withUnsafeBytes { hash.update(bufferPointer: $0) }
        free.withUnsafeBytes { hash.update(bufferPointer: $0) }
        hash.update(data: Array((page.map { "\($0.offset) \($0.limit)" } ?? "whole").utf8))
        return hash.finalize()
    }
}
