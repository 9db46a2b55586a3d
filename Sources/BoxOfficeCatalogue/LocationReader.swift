import BoxOfficeDomain

/// Reads the locations that venues refer to.
struct LocationReader {
    private(set) var names = Names()
    private(set) var locations: [Location.ID: Location] = [:]

    init(_ catalogue: Fields) {
        guard let items = catalogue.items("locations") else {
            names.loseTrack()
            return
        }
        for item in items {
            let fields = item.fields(["id", "name", "country"], expecting: "a location: {id, name, country}")
            let id = names.define(.id, "id", of: fields)
            let name = fields?.required("name", .name)
            let country = fields?.required("country", .country)
            guard let id, let name, let country else { continue }
            locations[Location.ID(id)] = Location(id: Location.ID(id), name: name, country: country)
        }
    }
}
