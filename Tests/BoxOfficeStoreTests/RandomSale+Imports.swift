import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeStore

extension RandomSale {
    /// The seller changes something and imports the file again.
    mutating func importChange() async throws {
        var world = model.world
        for _ in 0..<Int.random(in: 1...2, using: &random) { change(&world) }
        let index = Int.random(in: 0...1, using: &random)
        let isRefused = model.refuses(world, at: clock.now)
        do {
            let report = try await desks[index].importCatalogue(world.yaml)
            if isRefused { throw Disagreement(description: "imported, and should be refused:\n\(world.yaml)") }
            try agree(report.isNew, world.yaml != model.world.yaml, "whether an import is new")
            model.imported(world, at: clock.now)
            try await desks[1 - index].shelf.refresh()
            count(report.isNew ? "imported" : "imported again")
        } catch let refusal as ImportRefusal {
            if !isRefused { throw Disagreement(description: "import refused: \(refusal)\n\(world.yaml)") }
            count("import refused")
        }
    }

    private mutating func change(_ world: inout World) {
        // A house without anything to sell teaches nothing.
        guard world.performances.contains(where: { $0.isOnSale && clock.now < $0.startsAt }) else {
            if world.performances.count == 2 { world.performances[0].isOnSale = true }
            return come(&world)
        }
        switch Int.random(in: 0..<13, using: &random) {
        case 0:
            let seat = Int.random(in: 2...8, using: &random)
            if world.seats.remove(seat) == nil { world.seats.insert(seat) }
        case 1: world.floor = Int.random(in: 2...6, using: &random)
        case 2: world.pit = chance(30) ? nil : Int.random(in: 2...6, using: &random)
        case 3: world.programme = chance(30) ? nil : Int.random(in: 1...4, using: &random)
        case 4: world.adult = Int64.random(in: 1000...1003, using: &random)
        case 5: world.child = chance(40) ? nil : Int64.random(in: 500...502, using: &random)
        case 6: world.fee = Int64.random(in: 0...2, using: &random)
        case 7: withhold(&world)
        case 8:
            guard let index = world.performances.indices.randomElement(using: &random) else { return }
            world.performances[index].isOnSale = world.performances[index].isOnSale ? chance(70) : true
        case 9:
            guard let index = world.performances.indices.randomElement(using: &random) else { return }
            world.performances.remove(at: index)
        case 10, 11: come(&world)
        default: move(&world)
        }
    }

    private mutating func withhold(_ world: inout World) {
        guard let index = world.performances.indices.randomElement(using: &random),
            let variant = World.everything.dropLast().randomElement(using: &random), world.capacities[variant] != nil
        else { return }
        if world.performances[index].withheld.remove(variant) == nil {
            world.performances[index].withheld.insert(variant)
        }
    }

    /// A new performance, or an old one that comes back; in place of one that is over, if there are two.
    private mutating func come(_ world: inout World) {
        let now = clock.now
        if world.performances.count == 2 { world.performances.removeAll { $0.startsAt <= now } }
        guard world.performances.count < 2 else { return }
        let isNew = chance(60)
        let id = isNew ? Occurrence.ID("\(formerIDs.count + 1)") : formerIDs.randomElement(using: &random) ?? "1"
        guard world.performance(id) == nil else { return }
        if isNew { formerIDs.append(id) }
        let days = Int64.random(in: 1...10, using: &random)
        world.performances.append(World.Performance(id: id, startsAt: now.adding(seconds: days * 24 * 3600)))
    }

    /// A performance is over, or is moved to another day.
    private mutating func move(_ world: inout World) {
        guard let index = world.performances.indices.randomElement(using: &random) else { return }
        let seconds = chance(50) ? -60 : Int64.random(in: 1...10, using: &random) * 24 * 3600
        world.performances[index].startsAt = clock.now.adding(seconds: seconds)
    }
}

extension Identifier: ExpressibleByUnicodeScalarLiteral {
    package init(unicodeScalarLiteral text: String) {
        self.init(text)
    }
}

extension Identifier: ExpressibleByExtendedGraphemeClusterLiteral {
    package init(extendedGraphemeClusterLiteral text: String) {
        self.init(text)
    }
}

extension Identifier: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        self.init(text)
    }
}
