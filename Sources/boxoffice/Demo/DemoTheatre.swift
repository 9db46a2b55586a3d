/// The theatre of the demo house: about 1,200 seats on three levels, drawn by arithmetic.
///
/// The same on every day, so that a seat which somebody bought is still there tomorrow.
enum DemoTheatre {
    static let name = "Wrenfield Theatre"
    /// Each seating category with the colour of its seats, the dearest first.
    static let categories = [
        ("Premium", "#b23a6f"), ("Standard", "#3d6fb6"), ("Value", "#3f9c7a"), ("Saver", "#d79b3c"),
        ("Access", "#7b5bb5"),
    ]

    static let stalls = DemoTier(
        name: "Stalls", level: .stalls, rowCount: 21, frontRadius: 760, gangways: [0.175], reach: 0.36,
        wallDistance: 425,
        obstacles: pillars(radius: 760 + 16 * DemoTier.rowPitch, angle: 0.245) + [
            DemoObstacle(
                kind: .soundDesk, radius: 760 + 19.5 * DemoTier.rowPitch, angle: 0, halfWidth: 74, halfDepth: 20)
        ])
    static let circle = DemoTier(
        name: "Dress Circle", level: .circle, rowCount: 8, frontRadius: 520, gangways: [0.27, 0.62], reach: 0.92,
        wallDistance: 450, obstacles: pillars(radius: 520 + 4 * DemoTier.rowPitch, angle: 0.45))
    static let balcony = DemoTier(
        name: "Balcony", level: .balcony, rowCount: 8, frontRadius: 560, gangways: [0, 0.38], reach: 0.78,
        wallDistance: 440)

    private static func pillars(radius: Double, angle: Double) -> [DemoObstacle] {
        [-angle, angle].map {
            DemoObstacle(kind: .pillar, radius: radius, angle: $0, halfWidth: 9, halfDepth: 9)
        }
    }
}
