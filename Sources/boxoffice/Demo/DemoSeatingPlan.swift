/// Writes the demo theatre as a pretix seating plan: one seat a line, so that a person can read it.
///
/// Positions are nested, as in that format: a seat's counts from its row's, a row's from its zone's. Here a zone's is
/// the middle of its first row, a row's the middle of that row; so x is the distance from the theatre's middle line,
/// and the left half of a row mirrors the right.
enum DemoSeatingPlan {
    private static let width = 1060
    private static let height = 1515
    /// Each level with the height at which the middle of its first row is drawn.
    private static let tiers = [
        (DemoTheatre.stalls, y: 190), (DemoTheatre.circle, y: 950), (DemoTheatre.balcony, y: 1260),
    ]

    static var json: String {
        let categories = DemoTheatre.categories
            .map { "    {\"name\": \"\($0.0)\", \"color\": \"\($0.1)\"}" }
        let zones = tiers.map { zone($0.0, y: $0.y) }
        return """
            {
              "name": "\(DemoTheatre.name)",
              "size": {"width": \(width), "height": \(height)},
              "categories": [
            \(categories.joined(separator: ",\n"))
              ],
              "zones": [
            \(zones.joined(separator: ",\n"))
              ]
            }

            """
    }

    private static func zone(_ tier: DemoTier, y: Int) -> String {
        """
            {
              "name": "\(tier.name)",
              "zone_id": "\(tier.level.rawValue)",
              "position": \(point(Double(width) / 2, Double(y))),
              "rows": [
        \((0..<tier.rowCount).map { row($0, of: tier) }.joined(separator: ",\n"))
              ],
              "areas": [
        \(areas(of: tier).map { "        " + $0 }.joined(separator: ",\n"))
              ]
            }
        """
    }

    private static func row(_ row: Int, of tier: DemoTier) -> String {
        let overhang = "{\"code\": \"overhang\", \"name\": \"Under the overhang\", \"category\": \"view\"}"
        let attributes = tier.isUnderOverhang(row: row) ? "\n          \"attributes\": [\(overhang)]," : ""
        return """
                    {
                      "row_number": "\(tier.rowNames[row])",
                      "row_number_position": "both",
                      "position": \(point(0, Double(row) * DemoTier.rowPitch)),\(attributes)
                      "seats": [
            \(tier.seats(inRow: row).map { seat($0, of: tier) }.joined(separator: ",\n"))
                      ]
                    }
            """
    }

    private static func seat(_ seat: DemoSeat, of tier: DemoTier) -> String {
        let attributes = seat.attributes.map { "\"\($0)\"" }.joined(separator: ", ")
        return "            {\"seat_guid\": \"\(tier.level.rawValue)-\(seat.row)-\(seat.number)\", "
            + "\"seat_number\": \"\(seat.number)\", "
            + "\"position\": \(point(seat.place.x, seat.place.y)), \"category\": \"\(seat.category)\""
            + (attributes.isEmpty ? "}" : ", \"attributes\": [\(attributes)]}")
    }

    /// What is drawn but not sold: the name of the level, the stage, the edge of the level above, pillars, the desk.
    private static func areas(of tier: DemoTier) -> [String] {
        let stage = tier.level == .stalls ? [stage(before: tier)] : []
        let title = text(tier.name.uppercased(), y: tier.level == .stalls ? -30 : -42)
        let overhang = (0..<tier.rowCount).first(where: tier.isUnderOverhang).map { [edge(aboveRow: $0, of: tier)] }
        return stage + [title] + (overhang ?? []) + tier.obstacles.map { obstacle($0, on: tier) }
    }

    /// The stage's front edge curves with the first row.
    private static func stage(before tier: DemoTier) -> String {
        let front = arc(radius: tier.frontRadius - 60, to: 0.36, of: tier)
        let back = [point(185, -165), point(-185, -165)]
        return polygon(front + back, color: "#2f2f37").dropLast()
            + ", \"text\": {\"text\": \"STAGE\", \"color\": \"#ffffff\", \"size\": 20, "
            + "\"position\": \(point(0, -115))}}"
    }

    /// A thin line over the first row that the level above hangs over.
    private static func edge(aboveRow row: Int, of tier: DemoTier) -> String {
        let radius = tier.radius(ofRow: row) - DemoTier.rowPitch / 2
        let reach = tier.places(inRow: row).last?.angle ?? 0
        let strip = arc(radius: radius, to: reach, of: tier) + arc(radius: radius + 1.5, to: reach, of: tier).reversed()
        return polygon(strip, color: "#b9b9c3")
    }

    /// Points along an arc, from left to right.
    private static func arc(radius: Double, to reach: Double, of tier: DemoTier) -> [String] {
        (-6...6).map { step in
            let place = DemoPlace(row: 0, radius: radius, angle: Double(step) / 6 * reach, block: 0, isAtGangway: false)
            return point(place.x, place.y + radius - tier.frontRadius)
        }
    }

    private static func polygon(_ points: [String], color: String) -> String {
        "{\"shape\": \"polygon\", \"color\": \"\(color)\", \"border_color\": \"\(color)\", "
            + "\"position\": \(point(0, 0)), \"polygon\": {\"points\": [\(points.joined(separator: ", "))]}}"
    }

    private static func obstacle(_ obstacle: DemoObstacle, on tier: DemoTier) -> String {
        let place = DemoPlace(
            row: 0, radius: obstacle.radius, angle: obstacle.angle, block: 0, isAtGangway: false)
        let y = place.y + obstacle.radius - tier.frontRadius
        switch obstacle.kind {
        case .pillar:
            return "{\"shape\": \"circle\", \"color\": \"#8a8a94\", \"border_color\": \"#5c5c66\", "
                + "\"position\": \(point(place.x, y)), \"circle\": {\"radius\": \(Int(obstacle.halfWidth))}}"
        case .soundDesk:
            let size = (width: Int(obstacle.halfWidth * 2), height: Int(obstacle.halfDepth * 2))
            return "{\"shape\": \"rectangle\", \"color\": \"#d9d9de\", \"border_color\": \"#8a8a94\", "
                + "\"position\": \(point(place.x - obstacle.halfWidth, y - obstacle.halfDepth)), "
                + "\"rectangle\": {\"width\": \(size.width), \"height\": \(size.height)}, "
                + "\"text\": {\"text\": \"Sound desk\", \"color\": \"#5c5c66\", \"size\": 12, "
                + "\"position\": \(point(obstacle.halfWidth, obstacle.halfDepth))}}"
        }
    }

    private static func text(_ text: String, y: Double) -> String {
        "{\"shape\": \"text\", \"color\": \"#5c5c66\", \"position\": \(point(0, y)), "
            + "\"text\": {\"text\": \"\(text)\", \"color\": \"#5c5c66\", \"size\": 18, \"position\": \(point(0, 0))}}"
    }

    private static func point(_ x: Double, _ y: Double) -> String {
        "{\"x\": \(tenths(x)), \"y\": \(tenths(y))}"
    }

    /// One decimal, from whole tenths: the same digits on every machine.
    private static func tenths(_ length: Double) -> String {
        let tenths = Int((length * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }
}
