#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// One level of the theatre: rows on arcs around one point behind the stage, cut into blocks by gangways.
///
/// Angles are in radians from the middle line, to the right as the audience's plan is drawn (the stage on top);
/// lengths are in the plan's pixels. A row is as long as the walls and the level's reach allow, so rows widen toward
/// the back and the seats of a row are all equally far apart.
struct DemoTier {
    let name: String
    let level: Level
    let rowCount: Int
    /// Of the first row.
    let frontRadius: Double
    /// Of the right half; the left mirrors it. A first one of 0 is a gangway down the middle.
    let gangways: [Double]
    /// How far around the stage a row may go.
    let reach: Double
    /// From the middle line to the side wall.
    let wallDistance: Double
    /// What stands where seats would be.
    var obstacles: [DemoObstacle] = []

    /// Raw values are what seat ids begin with.
    enum Level: String {
        case stalls = "Stalls"
        case circle = "Circle"
        case balcony = "Balcony"
    }

    static let seatPitch = 22.0
    static let rowPitch = 29.0
    private static let gangwayWidth = 36.0
    /// Theatres skip I and O: they are read as 1 and 0.
    private static let rowLetters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ").map(String.init)

    var rowNames: [String] { Array(Self.rowLetters.prefix(rowCount)) }

    func radius(ofRow row: Int) -> Double {
        frontRadius + Double(row) * Self.rowPitch
    }

    /// The seats of a row from left to right.
    func places(inRow row: Int) -> [DemoPlace] {
        let radius = radius(ofRow: row)
        let wall = min(reach, asin(min(1, wallDistance / radius)))
        // A gangway is not built for a handful of seats beyond it.
        let gangways = gangways.filter { (wall - $0) * radius > Self.gangwayWidth / 2 + 4 * Self.seatPitch }
        let middle = middle(to: gangways.first ?? wall, row: row, radius: radius)
        // Blocks follow one another outward, so that every gangway is equally wide, though its line sways a little.
        var right: [DemoPlace] = []
        var start = Double(middle.count) / 2 * Self.seatPitch + Self.gangwayWidth * (middle.isEmpty ? 0.5 : 1)
        for number in gangways.indices.map({ $0 + 1 }) {
            let isLast = number == gangways.count
            let length = (isLast ? wall : gangways[number]) * radius - start
            let count = Int(
                isLast ? length / Self.seatPitch : ((length - Self.gangwayWidth / 2) / Self.seatPitch).rounded())
            right += (0..<count).map { seat in
                DemoPlace(
                    row: row, radius: radius, angle: (start + (Double(seat) + 0.5) * Self.seatPitch) / radius,
                    block: number, isAtGangway: seat == 0 || !isLast && seat == count - 1)
            }
            start += Double(count) * Self.seatPitch + Self.gangwayWidth
        }
        return (right.reversed().map(\.mirrored) + middle + right)
            .filter { place in obstacles.allSatisfy { !$0.covers(place) } }
    }

    /// The block that the middle line runs through; empty where a gangway does.
    private func middle(to edge: Double, row: Int, radius: Double) -> [DemoPlace] {
        let count = max(0, Int(((2 * edge * radius - Self.gangwayWidth) / Self.seatPitch).rounded()))
        return (0..<count).map { seat in
            DemoPlace(
                row: row, radius: radius, angle: (Double(seat) - Double(count - 1) / 2) * Self.seatPitch / radius,
                block: 0, isAtGangway: seat == 0 || seat == count - 1)
        }
    }
}

/// Where a seat stands on its level.
struct DemoPlace {
    /// Counted from the front, from 0.
    let row: Int
    let radius: Double
    let angle: Double
    /// 0 is the block in the middle; to the right 1, 2..., to the left -1, -2...
    let block: Int
    let isAtGangway: Bool

    var mirrored: DemoPlace {
        DemoPlace(row: row, radius: radius, angle: -angle, block: -block, isAtGangway: isAtGangway)
    }

    /// To the right of the middle line.
    var x: Double { radius * sin(angle) }
    /// Toward the back from the middle of its own row; below zero, because the ends of an arc are nearer to the stage.
    var y: Double { radius * (cos(angle) - 1) }
}

/// A thing on the floor of a level that takes the place of seats.
struct DemoObstacle {
    enum Kind {
        /// Whoever sits behind it sees less.
        case pillar
        case soundDesk
    }

    let kind: Kind
    let radius: Double
    let angle: Double
    /// Half of its extent along the row, and half of it across.
    let halfWidth: Double
    let halfDepth: Double

    /// Whether a seat there would stand in it.
    func covers(_ place: DemoPlace) -> Bool {
        abs(place.radius - radius) < halfDepth + DemoTier.rowPitch / 2
            && abs(place.angle - angle) * place.radius < halfWidth + DemoTier.seatPitch / 2
    }

    /// Whether it stands between a seat and the middle of the stage, near enough to matter.
    func hides(_ place: DemoPlace) -> Bool {
        kind == .pillar && place.radius > radius
            && place.radius < radius + Self.shadowLength
            && abs(place.angle - angle) * place.radius < halfWidth + DemoTier.seatPitch / 2
    }

    private static let shadowLength = 3.5 * DemoTier.rowPitch
}
